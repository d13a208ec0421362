// Tests verdicts on small articles whose labels are given, signal by signal.

import Testing

@testable import Chaffinch

@Suite("Paywall verdicts")
struct PaywallVerdictTests {
  /// Ninety bytes that end a sentence, and the same without an end.
  private static let whole =
    "The river rose in the night, the bridge was closed at four, and nobody crossed until noon."
  private static let cut =
    "The river rose in the night, the bridge was closed at four, and nobody crossed until the"

  private func prediction(_ label: InnerLabel) -> Prediction {
    var probabilities = SIMD4<Float>.zero
    probabilities[Int(label.label.rawValue)] = 1
    return Prediction(
      label: label.label, probabilities: probabilities, paywall: label == .paywall ? 0.9 : 0)
  }

  /// Paragraphs with their labels; sentences to fill an article of more than 4,000 characters.
  private typealias Paragraphs = [(InnerLabel, String)]
  private let long: Paragraphs = Array(repeating: (.content, whole), count: 50)
  private let short: Paragraphs = [(.content, "A headline"), (.content, whole), (.content, whole)]
  private let appeal: Paragraphs = [(.paywall, "Subscribe to read on"), (.paywall, "Log in")]

  private func verdict(_ paragraphs: Paragraphs, free: Bool? = nil, item: Bool = false)
    -> PaywallVerdict
  {
    var signals = PaywallSignals()
    for (label, text) in paragraphs {
      let bytes = Array(text.utf8)
      if label == .content {
        signals.add(prediction(label), text: bytes.span, isLine: false)
      } else {
        signals.add(prediction(label))
      }
    }
    let verdict = signals.verdict(isDeclaredFree: free, isFeedItem: item)
    // The same by way of an article, which declares nothing.
    if free == nil, !item {
      let article = Article(paragraphs: paragraphs.map(\.1))
      let same = PaywallVerdict(article, predictions: paragraphs.map { prediction($0.0) })
      #expect(same == verdict)
    }
    return verdict
  }

  @Test("An article that nobody asks for money beside is open")
  func open() {
    #expect(verdict(long) == PaywallVerdict(.open, evidence: []))
    let characters = 10 + 90 + 90
    #expect(
      verdict(short) == PaywallVerdict(.open, evidence: [.littleText(characters: characters)]))
  }

  @Test("An article with an appeal before, inside or behind it is offered")
  func offered() {
    let paragraphs: Paragraphs =
      [appeal[0]] + long + [appeal[1]] + long + [(.byline, "By Anna"), appeal[0]]
      + [(.promo, "Share"), appeal[1]]
    #expect(
      verdict(paragraphs)
        == PaywallVerdict(
          .offered,
          evidence: [
            .paywallParagraph(1, place: .before, probability: 0.9),
            .paywallParagraph(52, place: .inside, probability: 0.9),
            .paywallParagraph(104, place: .rightBehind, probability: 0.9),
            .paywallParagraph(106, place: .behind, probability: 0.9),
          ]))
  }

  @Test("Text that breaks off right before an appeal is walled")
  func walled() {
    for end in [Self.cut, "And then he...", "Then I used this prompt:"] {
      let verdict = verdict(long + [(.content, end)] + appeal)
      #expect(verdict.value == .walled, "\(end)")
      #expect(verdict.evidence.last == .breaksOff)
    }
  }

  @Test("Text that breaks off before an appeal further down, or without one, is not walled")
  func brokenWithoutAppeal() {
    let broken: Paragraphs = long + [(.content, "And then he...")]
    #expect(verdict(broken).value == .unknown)
    #expect(verdict(broken + [(.promo, "Share")] + appeal).value == .unknown)
    #expect(verdict(long + [(.content, Self.cut)]).value == .open)
    #expect(verdict(long + [(.content, Self.cut), (.promo, "Share")] + appeal).value == .offered)
  }

  @Test("A missing full stop says nothing where paragraphs have none, or the last is a short line")
  func withoutPunctuation() {
    let verse: Paragraphs = Array(repeating: (.content, Self.cut), count: 50)
    #expect(verdict(verse + appeal).value == .offered)
    #expect(verdict(long + [(.content, "Two eggs")] + appeal).value == .offered)
    #expect(verdict(long + [(.content, "Note:")] + appeal).value == .offered)
  }

  @Test("A page that is declared not free and asks right behind its text is walled, unless long")
  func declared() {
    #expect(verdict(short + appeal, free: false).value == .walled)
    #expect(verdict(long + appeal, free: false).value == .offered)
    #expect(verdict(long, free: false).value == .open)
    #expect(
      verdict(long, free: false).evidence == [.declaredNotFree])
  }

  @Test("One strong signal, or contradicting ones, are unknown")
  func unknown() {
    #expect(verdict(short, free: false).value == .unknown)
    #expect(verdict(short + appeal).value == .unknown)
    #expect(verdict(long + [(.content, Self.cut)] + appeal, free: true).value == .unknown)
    #expect(verdict(short + appeal, free: true).value == .unknown)
    #expect(verdict(short, free: true).value == .open)
  }

  @Test("Without content there is no verdict")
  func noContent() {
    #expect(verdict([]) == PaywallVerdict(.unknown, evidence: [.noContent]))
    #expect(
      verdict([appeal[0]]).evidence
        == [.paywallParagraph(1, place: .before, probability: 0.9), .noContent])
    #expect(verdict([(.promo, "Share")], free: true).value == .unknown)
  }

  @Test("An item of a feed may be short, and is walled only by a paragraph that asks")
  func feedItems() {
    #expect(verdict(short + appeal, item: true).value == .offered)
    #expect(verdict(short + [(.content, "And then…")], item: true).value == .unknown)
    #expect(verdict(short + [(.content, "And then…")] + appeal, item: true).value == .walled)
  }

  @Test("A heading or an item of a list needs no end, a paragraph in one does")
  func lines() throws {
    let end = "<p>\(Self.whole)</p>"
    func value(_ last: String) throws -> PaywallVerdict.Value {
      let page = Array("<html><body>\(end)\(last)<div>Subscribe</div></body></html>".utf8)
      let article = try Article(html: page)
      return PaywallVerdict(
        article, predictions: [.content, .content, .paywall].map(prediction)
      ).value
    }
    #expect(try value("<p>And then…</p>") == .walled)
    #expect(try value("<h2>And then…</h2>") == .unknown)
    #expect(try value("<ul><li>And then…</li></ul>") == .unknown)
    #expect(try value("<ul><li><p>And then…</p></li></ul>") == .walled)
  }

  @Test("What a page declares is evidence")
  func pages() throws {
    let page =
      #"<html><script type="application/ld+json">{"isAccessibleForFree":false}</script>"#
      + "<p>\(Self.whole)</p><p>Subscribe</p>"
    let article = try Article(html: Array(page.utf8))
    let verdict = PaywallVerdict(article, predictions: [.content, .paywall].map(prediction))
    #expect(verdict.value == .walled)
    #expect(verdict.evidence.last == .declaredNotFree)
  }

  @Test("A verdict reads as a clause, and counts from another number")
  func descriptions() {
    #expect(verdict(long).description == "open")
    #expect(verdict(long + appeal).description == "offered (2 paragraphs ask to pay or join)")
    #expect(
      verdict(long + [(.content, "And…"), appeal[0]]).description
        == "walled (1 paragraph asks to pay or join; the text breaks off)")
    #expect(verdict([]).description == "unknown (no content)")
    #expect(
      verdict([appeal[0]]).counting(from: 4).evidence.first
        == .paywallParagraph(5, place: .before, probability: 0.9))
  }

  @Test("As JSON a verdict is its value and its evidence")
  func json() {
    var bytes: [UInt8] = []
    appendJSON(
      PaywallVerdict(
        .walled,
        evidence: [
          .paywallParagraph(17, place: .rightBehind, probability: 0.93), .breaksOff,
          .littleText(characters: 312), .declaredNotFree, .declaredFree, .noContent,
        ]), to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"value":"walled","evidence":[{"signal":"paywall-paragraph","paragraph":17,"#
        + #""place":"right-behind","probability":0.93},{"signal":"breaks-off"},"#
        + #"{"signal":"little-text","characters":312},{"signal":"declared-not-free"},"#
        + #"{"signal":"declared-free"},{"signal":"no-content"}]}"#)
  }
}
