// Tests what holds for any feed: bytes outside the cuts stay, items stay, what was kept is what is
// left.

import Testing

@testable import Chaffinch
@testable import ChaffinchFeeds

@Suite("Feed cleaner: any feed")
struct FeedPropertyTests {
  private static let pieces = [
    "<p>", "</p>", "<br>", "<br/>", "<div class='a'>", "</div>", "<b>", "</b>", "<img src='a'>",
    "<p>PROMO</p>", "<p>PROMO</p>", "<ul><li>PROMO</li></ul>", "<p>The tide turned.</p>", "heron ",
    "PROMO ", "\n\n", "\n\nPROMO\n\n", " ", "&amp;", "&", "&#233;", "é", "鷺", "𠮷", "]]", "]]>", ">",
    "\"", "\\", "<!-- c -->", "<a href='?a=1&amp;b'>reeds</a>", "<script>x</script>", "amp;", "lt;",
  ]

  private static func html(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...14, using: &generator)).map { _ in
      pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A text as character data, now and then in several pieces or not well-formed.
  private static func characterData(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      let text = html(&generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0, 1: return "<![CDATA[\(text.replacing("]]>", with: ""))]]>"
      case 2, 3: return escaped(text)
      default: return escaped(escaped(text))
      }
    }.joined()
  }

  /// A feed of any format with up to four items.
  private static func feed(_ generator: inout SeededGenerator) -> String {
    let format = Int.random(in: 0..<3, using: &generator)
    let items = (0..<Int.random(in: 0...4, using: &generator)).map { number in
      switch format {
      case 0:
        return "<item><title>\(number)</title><description>\(characterData(&generator))"
          + "</description><content:encoded>\(characterData(&generator))</content:encoded></item>"
      case 1:
        let type = ["html", "text", "xhtml"].randomElement(using: &generator) ?? ""
        let text = type == "xhtml" ? html(&generator) : characterData(&generator)
        return "<entry><id>\(number)</id><content type='\(type)'>\(text)</content></entry>"
      default:
        let name =
          ["content_html", "content_text", "summary"].randomElement(using: &generator) ?? ""
        var text: [UInt8] = []
        appendJSON(html(&generator), to: &text)
        let string = String(decoding: text, as: UTF8.self)
        let isEscaped = Bool.random(using: &generator)
        return "{\"id\": \(number), \"\(name)\": "
          + (isEscaped ? string.replacing("é", with: "\\u00e9") : string) + "}"
      }
    }
    switch format {
    case 0: return "<rss><channel>\(items.joined(separator: "\n"))</channel></rss>"
    case 1: return "<feed>\(items.joined())</feed>"
    default:
      return "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": ["
        + items.joined(separator: ", ") + "]}"
    }
  }

  /// Paragraphs' words: plain text may be wrapped otherwise when less of it is left.
  private static func words(_ texts: [String]) -> [Substring] {
    texts.flatMap { $0.split { $0.isWhitespace } }
  }

  @Test("Everything outside the cuts stays, and what is left reads as what was kept")
  func invariants() throws {
    var generator = SeededGenerator(seed: 5)
    var cut = 0
    let unguarded = FeedCleaner(
      policy: CleaningPolicy(keep: [.content]), decide: SmallFeeds.decide)
    for _ in 0..<600 {
      let text = Self.feed(&generator)
      let input =
        Bool.random(using: &generator)
        ? Array(text.utf8)
        : [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      let cleaner = Bool.random(using: &generator) ? SmallFeeds.cleaner : unguarded
      let cleaned = try cleaner.clean(input)
      let contents = cleaned.items.flatMap(\.contents)
      let cuts = contents.flatMap(\.cuts)
      cut += cuts.count
      #expect(zip(cuts, cuts.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      #expect(MarkupCutter.removing(cuts, from: input, 0..<input.count) == cleaned.bytes)
      #expect(contents.allSatisfy { $0.cuts.isEmpty == $0.article.removed.isEmpty })

      let again = try SmallFeeds.keepingAll.clean(cleaned.bytes)
      #expect(again.bytes == cleaned.bytes)
      #expect(again.format == cleaned.format)
      #expect(again.items.map(\.id) == cleaned.items.map(\.id))
      #expect(again.items.map(\.title) == cleaned.items.map(\.title))
      for (before, after) in zip(cleaned.items, again.items) {
        // A summary of JSON Feed that is down to one paragraph is not listed.
        guard before.contents.map(\.element) == after.contents.map(\.element) else {
          #expect(before.contents.map(\.element) == ["summary"])
          continue
        }
        for (old, new) in zip(before.contents, after.contents) {
          #expect(
            Self.words(old.article.kept.map(\.paragraph.text))
              == Self.words(new.article.article.paragraphs.map(\.text)), "\(text)")
        }
      }
    }
    // The test would say nothing if nothing were cut.
    #expect(cut > 300)
  }

  @Test("Keeping every label changes nothing, whatever the bytes")
  func keepsAll() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<400 {
      var bytes = Array(Self.feed(&generator).utf8)
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      guard let cleaned = try? SmallFeeds.keepingAll.clean(bytes) else { continue }
      #expect(cleaned.bytes == bytes)
    }
  }
}
