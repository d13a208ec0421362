// Asks the C library's iconv what one character is in UTF-8. The only file of this room with unsafe
// pointers: iconv's interface is made of them; each lives no longer than one call.

import CIconv

/// An open iconv descriptor, closed when it goes out of scope. Carries no state from one character
/// to the next.
struct IconvConverter: ~Copyable {
  private let descriptor: iconv_t

  /// What iconv and, as a pointer, iconv_open return on failure: -1.
  private static let failure = -1

  /// Opens the first converter to UTF-8 that the system has under one of `names`: C libraries name
  /// the same encoding differently.
  init?(_ names: [String]) {
    for name in names {
      // Spelled so that it reads `void *` and a pointer to an opaque structure alike.
      let opened: iconv_t? = iconv_open("UTF-8", name)
      if let opened, Int(bitPattern: opened) != Self.failure {
        descriptor = opened
        return
      }
    }
    return nil
  }

  deinit { iconv_close(descriptor) }

  /// The UTF-8 of the character whose `count` bytes, 1 to 4, are the lowest of `word`, the first of
  /// them the most significant; `nil` when the converter refuses them or reads less than all.
  func utf8(of word: UInt32, count: Int) -> PackedUTF8? {
    var input = (word << UInt32(32 - 8 * count)).bigEndian
    var output: UInt64 = 0
    let isConverted = withUnsafeMutableBytes(of: &input) { source in
      withUnsafeMutableBytes(of: &output) { target in
        var sourceBytes = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetBytes = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var sourceCount = count
        var targetCount = target.count
        let status = iconv(descriptor, &sourceBytes, &sourceCount, &targetBytes, &targetCount)
        guard status != Self.failure, sourceCount == 0 else {
          // Back to the initial state, without output.
          _ = iconv(descriptor, nil, nil, nil, nil)
          return false
        }
        // Some converters hold a letter back, waiting for a mark to combine with: have it out.
        return iconv(descriptor, nil, nil, &targetBytes, &targetCount) != Self.failure
      }
    }
    let packed = PackedUTF8(bits: UInt64(littleEndian: output))
    return isConverted && packed.bits != 0 ? packed : nil
  }
}
