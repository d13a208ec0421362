// Tests keys: what bytes mean, sequences in pieces, and pasted text.

import Testing

@testable import ChaffinchCommand

@Suite struct KeyParserTests {
  private static let keys: [(bytes: String, key: Key)] = [
    ("c", .character("c")), ("?", .character("?")), (" ", .character(" ")), ("\r", .enter),
    ("\u{7F}", .backspace), ("\u{08}", .backspace), ("\u{03}", .interrupt), ("\u{1A}", .suspend),
    ("\u{0C}", .redraw), ("\u{04}", .character("q")), ("é", .unknown), ("\u{01}", .unknown),
    ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[1;5A", .up),
    ("\u{1B}[15~", .unknown),
    ("\u{1B}c", .unknown),
  ]

  @Test("Every key is known by its bytes, also when they come one by one", arguments: keys)
  func single(bytes: String, key: Key) {
    var whole = KeyParser()
    #expect(whole.keys(bytes.utf8) == [key])
    #expect(!whole.isWaiting)
    var parts = KeyParser()
    #expect(bytes.utf8.flatMap { parts.keys([$0]) } == [key])
  }

  @Test("All keys one after the other are the same keys")
  func together() {
    var parser = KeyParser()
    #expect(parser.keys(Self.keys.map(\.bytes).joined().utf8) == Self.keys.map(\.key))
  }

  @Test("A lone escape key is given up in time, so that the next key is itself")
  func loneEscape() {
    var parser = KeyParser()
    #expect(parser.keys([0x1B]) == [])
    #expect(parser.isWaiting)
    parser.expire()
    #expect(parser.keys("p".utf8) == [.character("p")])
  }

  @Test("Pasted text is one key, whatever is in it")
  func paste() {
    var parser = KeyParser()
    let text = "\u{1B}[200~ccc\u{1B}[A\rq\u{1B}[201~c"
    #expect(text.utf8.flatMap { parser.keys([$0]) } == [.paste, .character("c")])
  }

  @Test("A sequence without an end takes no more than its bytes")
  func endless() {
    var parser = KeyParser()
    let keys = parser.keys("\u{1B}[\(String(repeating: "1", count: 40))".utf8)
    #expect(keys.allSatisfy { $0 == .character("1") })
    #expect(!parser.isWaiting)
  }
}
