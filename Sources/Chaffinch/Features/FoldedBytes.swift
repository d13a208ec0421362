// Eight bytes of text in one register: which are ASCII letters and digits, and the same folded. The
// extractor reads words with it; scalars beyond ASCII are decoded elsewhere.

/// Eight bytes of text, the first one lowest.
///
/// Each test leaves its answer in the bytes' high bits; nothing carries from one byte to the next, since
/// the lower seven bits and what is added to them fit eight.
struct FoldedBytes {
  /// Stands for a word's start and end in its 5-grams.
  static let mark: UInt64 = 0x80

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let each: UInt64 = 0x0101_0101_0101_0101

  /// The bytes as they are.
  let bytes: UInt64
  private let lower: UInt64
  private let letters: UInt64
  private let digits: UInt64

  @inline(__always)
  init(_ bytes: UInt64) {
    self.bytes = bytes
    let low = bytes & ~Self.high
    let isASCII = ~bytes & Self.high
    lower = low | 0x20 &* Self.each
    // From a to z, from 0 to 9: at least the first and not beyond the last.
    letters = (lower &+ 0x1F &* Self.each) & ~(lower &+ 0x05 &* Self.each) & isASCII
    digits = (low &+ 0x50 &* Self.each) & ~(low &+ 0x46 &* Self.each) & isASCII
  }

  /// The bytes of `text` from `index`; behind its end they are spaces.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    if index &+ 8 <= text.count {
      self.init(
        UInt64(
          littleEndian: text.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: index, as: UInt64.self)))
    } else {
      self.init(Self.end(of: text, from: index))
    }
  }

  @inline(__always)
  private static func end(of text: Span<UInt8>, from index: Int) -> UInt64 {
    guard text.count >= 8, index < text.count else { return shortEnd(of: text, from: index) }
    // The last eight bytes, the first of them pushed out by spaces.
    let last = UInt64(
      littleEndian: text.bytes.unsafeLoadUnaligned(
        fromByteOffset: text.count &- 8, as: UInt64.self))
    let missing = UInt64(truncatingIfNeeded: 8 &* (8 &- (text.count &- index)))
    return last &>> missing | (0x20 &* each) &<< (64 &- missing)
  }

  private static func shortEnd(of text: Span<UInt8>, from index: Int) -> UInt64 {
    var bytes = 0x20 &* each
    for place in stride(from: text.count &- 1, through: index, by: -1) {
      bytes = bytes &<< 8 | UInt64(text[place])
    }
    return bytes
  }

  /// The number of letters and digits before the first other byte, 0…8.
  @inline(__always)
  var run: Int {
    let ends = ~(letters | digits) & Self.high
    return ends.trailingZeroBitCount &>> 3
  }

  /// A mask of the first `count` bytes, 0…7.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: 8 &* count) &- 1 }

  /// Whether digits are among the bytes of `mask`.
  @inline(__always)
  func hasDigits(_ mask: UInt64) -> Bool { digits & mask != 0 }

  /// The bytes of `mask`, which are letters, with case folded.
  @inline(__always)
  func foldedLetters(_ mask: UInt64) -> UInt64 { lower & mask }

  /// The bytes of `mask`, which are letters and digits, with case folded and digits as `0`.
  @inline(__always)
  func folded(_ mask: UInt64) -> UInt64 {
    (lower & Self.whole(letters) | 0x30 &* Self.each & Self.whole(digits)) & mask
  }

  /// All bits of the bytes whose high bit is set in `marks`.
  @inline(__always)
  private static func whole(_ marks: UInt64) -> UInt64 { marks &<< 1 &- marks &>> 7 }

  /// A bit in each byte of `mask` that is a capital letter.
  @inline(__always)
  func capitals(_ mask: UInt64) -> UInt64 { ~bytes & letters &>> 2 & mask }

  /// A bit in each byte of `mask` that is a digit.
  @inline(__always)
  func digitBits(_ mask: UInt64) -> UInt64 { digits & mask }
}
