// What an article's paragraphs say together about a paywall, with the evidence. Asks nobody and
// knows no site; the signals are collected in `PaywallSignals`.

/// Whether a paywall cut an article, as far as the article shows it.
///
/// A wrong alarm costs more than a miss. So an article is ``Value/walled`` only where an appeal stands
/// right behind its content and an independent signal agrees: the text breaks off, or the page
/// declares itself not free and the text is not long. That a text is short is no such signal: short
/// articles are followed by appeals for donations as well as by walls.
public struct PaywallVerdict: Sendable, Equatable {
  /// The verdict without its reasons.
  public enum Value: String, Sendable, CaseIterable {
    /// The article seems to be there, and nobody asks the reader to pay.
    case open
    /// The article seems to be there, with an offer to pay, join, donate or register beside it.
    case offered
    /// A wall cut this article.
    case walled
    /// There is no content, or the signals are weak or contradict one another.
    case unknown
  }

  /// Where a paragraph that asks to pay stands.
  public enum Place: String, Sendable, CaseIterable {
    /// Before all content.
    case before
    /// Between content.
    case inside
    /// Behind the last content, with nothing but bylines and captions between.
    case rightBehind = "right-behind"
    /// Further behind.
    case behind
  }

  /// A fact that bears on the verdict.
  public enum Evidence: Sendable, Equatable {
    /// The paragraph with this number, from 1, asks the reader to pay, join or identify.
    case paywallParagraph(Int, place: Place, probability: Float)
    /// The last paragraph of content has no end.
    case breaksOff
    /// The content is no more than an excerpt would be: so many characters.
    case littleText(characters: Int)
    /// The page declares that the article is not accessible for free.
    case declaredNotFree
    /// The page declares that the article is accessible for free.
    case declaredFree
    /// No paragraph is content.
    case noContent
  }

  /// The verdict.
  public let value: Value
  /// Everything that was found, whichever way it points: paragraphs in their order, then the text,
  /// then the page's word. Empty if there was nothing.
  public let evidence: [Evidence]

  /// A verdict of its parts.
  public init(_ value: Value, evidence: [Evidence]) {
    self.value = value
    self.evidence = evidence
  }

  /// The verdict about an article with `predictions`, one for each paragraph.
  ///
  /// Text that is no page declares nothing and is judged by the rest. An item of a feed may be an
  /// excerpt, so it is never walled without a paragraph that asks.
  ///
  /// - Complexity: O(bytes of the content).
  public init(_ article: Article, predictions: [Prediction]) {
    var signals = PaywallSignals()
    for (paragraph, prediction) in zip(article.paragraphs, predictions) {
      guard signals.needsText(of: prediction) else {
        signals.add(prediction)
        continue
      }
      let isLine = article.markup.map { PaywallSignals.isLine(paragraph.markup, in: $0) } ?? false
      var text = paragraph.text
      text.makeContiguousUTF8()
      signals.add(prediction, text: text.utf8.span, isLine: isLine)
    }
    self = signals.verdict(
      isDeclaredFree: article.metadata?.isAccessibleForFree,
      isFeedItem: article.markup?.isFragment ?? false)
  }

  /// The same verdict about paragraphs that are counted from another number: those of the second text
  /// of an item, for example.
  public func counting(from offset: Int) -> PaywallVerdict {
    PaywallVerdict(
      value,
      evidence: evidence.map { fact in
        guard case .paywallParagraph(let number, let place, let probability) = fact else {
          return fact
        }
        return .paywallParagraph(number + offset, place: place, probability: probability)
      })
  }
}

extension PaywallVerdict: CustomStringConvertible {
  /// The verdict and its reasons for people, such as “offered (3 paragraphs ask to pay or join)”.
  public var description: String {
    let asking = evidence.count { if case .paywallParagraph = $0 { true } else { false } }
    var reasons: [String] = []
    if asking > 0 {
      reasons.append(asking == 1 ? "1 paragraph asks" : "\(asking) paragraphs ask")
      reasons[0] += " to pay or join"
    }
    reasons += evidence.compactMap { fact in
      if case .paywallParagraph = fact { nil } else { fact.description }
    }
    guard !reasons.isEmpty else { return value.rawValue }
    return "\(value.rawValue) (\(reasons.joined(separator: "; ")))"
  }
}

extension PaywallVerdict.Evidence: CustomStringConvertible {
  /// The fact as a clause.
  public var description: String {
    switch self {
    case .paywallParagraph(let number, _, _): "paragraph \(number) asks to pay or join"
    case .breaksOff: "the text breaks off"
    case .littleText(let characters): "only \(characters) characters of content"
    case .declaredNotFree: "declared not free"
    case .declaredFree: "declared free"
    case .noContent: "no content"
    }
  }
}
