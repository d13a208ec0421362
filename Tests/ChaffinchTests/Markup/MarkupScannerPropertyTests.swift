// Tests what holds for any bytes: tokens without gaps, ranges inside ranges, time in proportion.

import Testing

@testable import Chaffinch

@Suite("Markup scanner: any input")
struct MarkupScannerPropertyTests {
  private static let pieces = [
    "<", ">", "</", "/>", "<p", "<a href=", "\"", "'", "=", " ", "<!--", "-->", "--!>", "-", "!",
    "<!DOCTYPE", "<!", "[", "]", "]]>", "<![CDATA[", "<?", "?>", "<script>", "</script", "<script",
    "<title>", "</title>", "</TITLE ", "<style>", "</style>", "&", "&amp;", "&#", "&#x41", "&not",
    "x", "word", "\r\n", "\u{0}", "é", "<plaintext", "</>",
  ]

  /// A row of pieces of markup, now and then with a byte that is no UTF-8.
  private func soup(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...30, using: &generator) {
      bytes += (Self.pieces.randomElement(using: &generator) ?? "").utf8
      if UInt8.random(in: 0..<20, using: &generator) == 0 { bytes.append(0xFF) }
    }
    return bytes
  }

  private static func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  @Test(
    "Tokens put together are the input, and their ranges lie where they must",
    arguments: [MarkupScanner.Dialect.html, .xml])
  func noGaps(dialect: MarkupScanner.Dialect) {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<1500 {
      let bytes = soup(&generator)
      let start = Int.random(in: 0...bytes.count / 4, using: &generator)
      var end = start
      for token in scan(bytes, start..<bytes.count, dialect) {
        #expect(token.range.lowerBound == end && !token.range.isEmpty)
        end = token.range.upperBound
        #expect(Self.contains(token.range, token.content))
        let isTag = token.kind == .startTag || token.kind == .endTag
        #expect(token.name.isEmpty == !isTag)
        if isTag {
          #expect(token.name.lowerBound == token.content.lowerBound)
          #expect(token.name.upperBound == token.attributes.lowerBound)
          #expect(token.attributes.upperBound == token.range.upperBound - 1)
        }
        var last = token.attributes.lowerBound
        var attributes = AttributeScanner(token.attributes)
        while let attribute = attributes.next(bytes.span) {
          #expect(attribute.range.lowerBound >= last && !attribute.name.isEmpty)
          #expect(Self.contains(attribute.range, attribute.name))
          #expect(Self.contains(attribute.range, attribute.value))
          last = attribute.range.upperBound
        }
        #expect(last <= token.attributes.upperBound)
        _ = token.resolvedText(bytes.span)
        _ = Doctype(token, bytes.span)
      }
      #expect(end == bytes.count)
    }
  }

  @Test("Any bytes are scanned, whatever they are", arguments: [MarkupScanner.Dialect.html, .xml])
  func anyBytes(dialect: MarkupScanner.Dialect) {
    var generator = SeededGenerator(seed: 12)
    let favourites = Array("<>/!?-[]&#='\" aXx;".utf8) + [0x80, 0xC3, 0xFF, 0]
    for _ in 0..<1500 {
      let bytes = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        favourites.randomElement(using: &generator) ?? 0
      }
      let tokens = scan(bytes, nil, dialect)
      #expect(tokens.flatMap { bytes[$0.range] } == bytes)
      for token in tokens { _ = token.resolvedAttributes(bytes.span, dialect: dialect) }
    }
  }

  /// Seconds that scanning and reading all values takes, the best of three.
  private func seconds(_ bytes: [UInt8], _ dialect: MarkupScanner.Dialect) -> Double {
    var best = Double.infinity
    for _ in 0..<3 {
      let time = ContinuousClock().measure {
        let span = bytes.span
        var scanner = MarkupScanner(0..<bytes.count, dialect: dialect)
        var output: [UInt8] = []
        while let token = scanner.next(span) {
          token.appendResolvedText(span, to: &output)
          _ = token.resolvedAttributes(span, dialect: dialect)
        }
      }
      let (whole, part) = time.components
      best = min(best, Double(whole) + Double(part) * 1e-18)
    }
    return best
  }

  @Test(
    "Time grows with the input, not with its square",
    arguments: [
      "<a \"", "<a b='", "<a>", "<", "</", "</>", "<!", "<!--", "<!-->", "--!", "<![CDATA[", "]]>",
      "<?", "?", "<script>", "<script><!--", "<!--<script>", "</script", "<title></titl", "<xmp>",
      "&", "&amp", "&#", "&#1", "&CounterClockwiseContourIntegra", "<!DOCTYPE a [", "<!DOCTYPE '",
      "[<!--", "<a b=c ", "\r", "\u{0}", "<p a a a>", "= ",
    ])
  func linear(piece: String) {
    for prefix in ["", "<script><!--", "<title>", "<a ", "<!--", "<!DOCTYPE ["] {
      for dialect in [MarkupScanner.Dialect.html, .xml] {
        func input(_ count: Int) -> [UInt8] {
          Array((prefix + String(repeating: piece, count: count)).utf8)
        }
        let short = seconds(input(250), dialect)
        let long = seconds(input(4000), dialect)
        // Sixteen times the input; its square would take 256 times as long.
        #expect(long < 80 * short + 0.02, "\(prefix)\(piece): \(short) s, then \(long) s")
      }
    }
  }

  @Test("Many different attributes are told apart in time that grows with their number")
  func manyAttributes() {
    func input(_ count: Int) -> [UInt8] {
      Array("<p \((0..<count).map { "a\($0)=1" }.joined(separator: " "))>".utf8)
    }
    let short = seconds(input(250), .html)
    let long = seconds(input(4000), .html)
    #expect(long < 80 * short + 0.02)
  }
}
