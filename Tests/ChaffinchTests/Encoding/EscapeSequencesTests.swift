// Tests that cuts in ISO-2022-JP leave what stands behind them in its set.

import Testing

@testable import Chaffinch

@Suite("Escape sequences")
struct EscapeSequencesTests {
  /// The bytes, a sequence written as `{B` for the Japanese set and `}` for ASCII.
  private func bytes(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "{"): [0x1B, 0x24, 0x42]
      case UInt8(ascii: "}"): [0x1B, 0x28, 0x42]
      default: [byte]
      }
    }
  }

  /// `text` less what stands in brackets, cut with balance.
  private func cut(_ text: String) -> [UInt8] {
    var cuts: [Range<Int>] = []
    var position = 0
    var start = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["): start = position
      case UInt8(ascii: "]"): cuts.append(start..<position)
      default: position += byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") ? 3 : 1
      }
    }
    let whole = bytes(text.filter { $0 != "[" && $0 != "]" })
    return MarkupCutter.removing(
      EscapeSequences(in: whole).balancing(cuts), from: whole, 0..<whole.count)
  }

  @Test(
    "Cuts take the sequences beside them that they need",
    arguments: [
      ("a[b]c", "ac"), ("a{[0!]}c", "ac"), ("a[b{0!]}c", "ac"), ("a{[0!}b]c", "ac"),
      ("a[{0!}]c", "ac"), ("a{[0!]0\"}c", "a{0\"}c"), ("a{0![0\"]}c", "a{0!}c"),
      ("a{[0!]}[b]c", "ac"), ("[a{0!}b]", ""), ("", ""),
    ])
  func balancing(text: String, expected: String) {
    #expect(cut(text) == bytes(expected))
  }

  @Test("Bytes that only begin like a sequence are none")
  func others() {
    let bytes: [UInt8] = [0x1B, 0x24, 0x61, 0x1B, 0x1B, 0x28]
    #expect(EscapeSequences(in: bytes).balancing([3..<4, 5..<6]) == [3..<4, 5..<6])
  }
}
