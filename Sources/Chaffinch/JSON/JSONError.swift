// What can be wrong with a JSON text, with the byte where it is.

/// A JSON text that RFC 8259 refuses.
public struct JSONError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The text ends inside a value.
    case unexpectedEnd
    /// A byte that cannot stand here.
    case unexpectedByte(UInt8)
    /// A number that JSON does not allow, such as `01` or `1.`.
    case badNumber
    /// A backslash followed by something that is no escape.
    case badEscape
    /// A control character inside a string, which must be escaped.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case malformedUTF8
    /// Something after the value.
    case trailingBytes
    /// Nested deeper than the reader of trees allows.
    case tooDeep
  }

  /// What is wrong.
  public let reason: Reason
  /// The offset of the first wrong byte.
  public let offset: Int

  /// An error of its parts.
  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension JSONError: CustomStringConvertible {
  /// The error as a clause, such as “unexpected ',' at byte 12”.
  public var description: String {
    let what =
      switch reason {
      case .unexpectedEnd: "the JSON text ends too early"
      case .unexpectedByte(let byte):
        (0x21...0x7E).contains(byte)
          ? "unexpected '\(Character(Unicode.Scalar(byte)))'"
          : "unexpected byte 0x\(String(byte, radix: 16))"
      case .badNumber: "malformed number"
      case .badEscape: "malformed escape in a string"
      case .controlCharacter: "unescaped control character in a string"
      case .malformedUTF8: "malformed UTF-8"
      case .trailingBytes: "something after the JSON value"
      case .tooDeep: "nested too deeply"
      }
    return "\(what) at byte \(offset)"
  }
}
