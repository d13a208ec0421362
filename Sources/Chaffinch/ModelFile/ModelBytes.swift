// The bytes of a model file: an array that was read, or the one that is built into the library, which is
// used where it is. Knows nothing of what the bytes mean. The only file of this room with unsafe
// pointers: those of the built-in array, which is constant and as long as its size says, and lives as
// long as the program; and one of signed bytes to the same memory, no longer than one call.

import CDefaultModel

/// Bytes of a model file, which several values may share; they are never changed.
enum ModelBytes: Sendable {
  /// Bytes that were read or made.
  case array([UInt8])
  /// The model that is built into the library; nothing of it is copied.
  case builtIn

  /// The number of bytes.
  var count: Int {
    switch self {
    case .array(let bytes): bytes.count
    case .builtIn: chaffinch_default_model_size()
    }
  }

  /// Some of the bytes; those of an array are shared, those of the built-in model copied.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    switch self {
    case .array(let bytes): bytes[range]
    case .builtIn: Array(Self.builtInBytes[range])[...]
    }
  }

  /// Calls `body` with some of the bytes.
  func withSpan<Result, Failure: Error>(
    of range: Range<Int>, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch self {
    case .array(let bytes): try body(bytes.span.extracting(range))
    case .builtIn: try body(Self.builtInBytes.span.extracting(range))
    }
  }

  /// Calls `body` with some of the bytes as signed ones, the same bits.
  func withSignedSpan<Result, Failure: Error>(
    of range: Range<Int>, _ body: (Span<Int8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withSpan(of: range) { bytes throws(Failure) in
      try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
        try bytes.withMemoryRebound(to: Int8.self) { signed throws(Failure) in
          try body(signed.span)
        }
      }
    }
  }

  private static var builtInBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: chaffinch_default_model(), count: chaffinch_default_model_size())
  }
}
