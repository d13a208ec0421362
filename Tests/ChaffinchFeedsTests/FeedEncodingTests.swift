// Tests that cuts index the original bytes whatever the feed's encoding.

import Testing

@testable import Chaffinch
@testable import ChaffinchFeeds

@Suite("Feeds in other encodings")
struct FeedEncodingTests {
  /// An encoding and a word in it.
  struct Sample: Sendable, CustomTestStringConvertible {
    let label: String
    let text: String
    let word: [UInt8]
    var testDescription: String { label }
  }

  private static let samples = [
    Sample(label: "Shift_JIS", text: "鷺", word: [0x8D, 0xEB]),
    Sample(label: "GB18030", text: "鹭𠮷", word: [0xF0, 0xD8, 0x95, 0x34, 0xB2, 0x35]),
    Sample(label: "windows-1251", text: "цапля", word: [0xF6, 0xE0, 0xEF, 0xEB, 0xFF]),
    Sample(label: "ISO-8859-1", text: "É’é", word: [0xC9, 0x92, 0xE9]),
    Sample(label: "EUC-KR", text: "왜가리", word: [0xBF, 0xD6, 0xB0, 0xA1, 0xB8, 0xAE]),
    Sample(label: "Big5", text: "鷺", word: [0xC6, 0x4F]),
    Sample(label: "EUC-JP", text: "鷺", word: [0xBA, 0xED]),
    Sample(
      label: "ISO-2022-JP", text: "鷺", word: [0x1B, 0x24, 0x42, 0x3A, 0x6D, 0x1B, 0x28, 0x42]),
    Sample(label: "KOI8-R", text: "цапля", word: [0xC3, 0xC1, 0xD0, 0xCC, 0xD1]),
  ]

  /// A feed with a word in front of, in and behind what is removed, `§` standing for the word.
  private static func feed(_ declaration: String) -> (whole: String, cut: String) {
    let begin =
      "\(declaration)<rss><channel><title>§</title><item><title>§ &lt; §</title>"
      + "<description><![CDATA[<p>\(SmallFeeds.story) §</p>"
    let promo = "<p>§ PROMO §&amp;</p>"
    let end =
      "<p>§</p>]]></description><content:encoded>&lt;p&gt;§ \(SmallFeeds.story)&lt;/p&gt;"
    let second = "&lt;p&gt;PROMO§&lt;/p&gt;"
    let rest = "</content:encoded></item></channel></rss>"
    return (begin + promo + end + second + rest, begin + end + rest)
  }

  private static func bytes(_ text: String, word: [UInt8]) -> [UInt8] {
    text.unicodeScalars.flatMap { $0 == "§" ? word : Array(String($0).utf8) }
  }

  @Test("A declared encoding", arguments: samples)
  func declared(sample: Sample) throws {
    let (whole, cut) = Self.feed("<?xml version='1.0' encoding='\(sample.label)'?>\n")
    let cleaned = try SmallFeeds.cleaner.clean(Self.bytes(whole, word: sample.word))
    #expect(cleaned.bytes == Self.bytes(cut, word: sample.word))
    #expect(cleaned.items.map(\.title) == ["\(sample.text) < \(sample.text)"])
    #expect(
      cleaned.items[0].contents[0].article.removed.map(\.paragraph.text) == [
        "\(sample.text) PROMO \(sample.text)&"
      ])
  }

  @Test("An encoding that the caller knows", arguments: samples)
  func given(sample: Sample) throws {
    let (whole, cut) = Self.feed("")
    let cleaned = try SmallFeeds.cleaner.clean(
      Self.bytes(whole, word: sample.word), encoding: CharacterEncoding(label: sample.label))
    #expect(cleaned.bytes == Self.bytes(cut, word: sample.word))
  }

  private static func utf16(_ text: String, isBigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 0xFF)
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  @Test("UTF-16 with and without a mark", arguments: [true, false], [true, false])
  func utf16(isBigEndian: Bool, mark: Bool) throws {
    let (whole, cut) = Self.feed("<?xml version='1.0' encoding='UTF-16'?>")
    let input = Self.utf16(
      whole.replacing("§", with: "鹭𠮷"), isBigEndian: isBigEndian, mark: mark)
    let cleaned = try SmallFeeds.cleaner.clean(input)
    let expected = Self.utf16(
      cut.replacing("§", with: "鹭𠮷"), isBigEndian: isBigEndian, mark: mark)
    #expect(cleaned.bytes == expected)
    #expect(FeedFormat.recognised(in: input) == .rss)
  }

  @Test("A UTF-8 mark stays, and JSON Feed may be UTF-16 with a mark")
  func marks() throws {
    let (whole, cut) = Self.feed("")
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(
      try SmallFeeds.cleaner.clean(mark + Array(whole.utf8)).bytes == mark + Array(cut.utf8))
    let json = SmallFeeds.json(#""content_text": "\#(SmallFeeds.story) 𠮷\n\nPROMO 𠮷""#)
    let cleaned = try SmallFeeds.cleaner.clean(Self.utf16(json, isBigEndian: false, mark: true))
    #expect(
      cleaned.bytes
        == Self.utf16(
          json.replacing(#"\n\nPROMO 𠮷"#, with: ""), isBigEndian: false, mark: true))
  }

  @Test("UTF-8 wins over a wrong declaration, and an item's meta element declares nothing")
  func wrong() throws {
    let (whole, cut) = Self.feed("<?xml version='1.0' encoding='ISO-8859-1'?>")
    let cleaned = try SmallFeeds.cleaner.clean(Array(whole.replacing("§", with: "鷺").utf8))
    #expect(cleaned.bytes == Array(cut.replacing("§", with: "鷺").utf8))
    #expect(cleaned.items.map(\.title) == ["鷺 < 鷺"])
    let meta = SmallFeeds.json(
      #""content_html": "<meta charset=windows-1251><p>é</p>", "url": "é""#)
    #expect(try SmallFeeds.cleaner.clean(Array(meta.utf8)).items.map(\.title) == ["Heron"])
    let item = SmallFeeds.rss("<description><![CDATA[<meta charset=windows-1251>é]]></description>")
    let text = try SmallFeeds.cleaner.clean(Array(item.utf8)).items[0].contents[0].article.text
    #expect(text == "é")
    let declared =
      "<?xml version='1.0' encoding='windows-1252'?><rss><item><title>§</title>"
      + "<description><![CDATA[<p><meta charset=windows-1251>]]></description></item></rss>"
    let bytes = Self.bytes(declared, word: [0xE9])
    #expect(try SmallFeeds.cleaner.clean(bytes).items.map(\.title) == ["é"])
  }

  @Test("Where a cut would leave another shift in force, the text is left alone")
  func shifts() throws {
    let feed =
      "<?xml version='1.0' encoding='ISO-2022-JP'?><rss><item><description>\(SmallFeeds.story)\n\n"
      + "§ PROMO\n\nReeds.</description></item></rss>"
    let bytes = Self.bytes(feed, word: [0x1B, 0x24, 0x42, 0x3A, 0x6D, 0x1B, 0x28, 0x42])
    let cleaned = try SmallFeeds.cleaner.clean(bytes)
    #expect(cleaned.bytes == bytes)
    #expect(cleaned.items[0].contents[0].leftAlone == .encoding)
    #expect(cleaned.items[0].contents[0].article.removed.isEmpty)
  }

  @Test("An encoding that must not be decoded is an error")
  func forbidden() {
    let feed = "<?xml version='1.0' encoding='hz-gb-2312'?><rss/>"
    #expect(throws: FeedError.encoding(.unsupported("replacement"))) {
      try SmallFeeds.cleaner.clean(Array(feed.utf8))
    }
  }
}
