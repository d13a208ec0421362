// An article with a decision on every paragraph, and what is left of it as text and as HTML.
// Markdown is in `MarkdownWriter`.

/// An article less what the publisher put around it.
public struct CleanedArticle: Sendable {
  /// What was decided about one paragraph.
  public struct Decision: Sendable, Equatable {
    /// The paragraph.
    public let paragraph: Paragraph
    /// What the classifier said.
    public let prediction: Prediction
    /// Whether the paragraph goes.
    public let isRemoved: Bool
  }

  /// The article as it was.
  public let article: Article
  /// The decisions, in the article's order.
  public let decisions: [Decision]
  /// The share of the text, in 0…1, that the policy would have removed, if that was more than it
  /// allows: nothing was removed then. `nil` otherwise.
  public let refusedShare: Double?
  /// Whether a paywall cut the article, and what says so.
  public let verdict: PaywallVerdict

  /// Decides about an article's paragraphs.
  ///
  /// - Parameter predictions: one for each paragraph; what has none is not decided about.
  public init(_ article: Article, predictions: [Prediction], policy: CleaningPolicy) {
    let removes = predictions.map(policy.removes)
    var total = 0
    var removed = 0
    for (paragraph, isRemoved) in zip(article.paragraphs, removes) {
      let size = paragraph.text.utf8.count
      total += size
      if isRemoved { removed += size }
    }
    let share = total > 0 ? Double(removed) / Double(total) : 0
    let isRefused = policy.maximumRemovedShare.map { share > $0 } ?? false
    refusedShare = isRefused ? share : nil
    verdict = PaywallVerdict(article, predictions: predictions)
    self.article = article
    decisions = zip(zip(article.paragraphs, predictions), removes).map {
      Decision(paragraph: $0.0, prediction: $0.1, isRemoved: $1 && !isRefused)
    }
  }

  /// The paragraphs that stay, in order.
  public var kept: [Decision] { decisions.filter { !$0.isRemoved } }
  /// The paragraphs that go, in order.
  public var removed: [Decision] { decisions.filter(\.isRemoved) }

  /// The kept paragraphs, separated by blank lines.
  public var text: String {
    decisions.lazy.filter { !$0.isRemoved }.map(\.paragraph.text).joined(separator: "\n\n")
  }

  /// The page's bytes less the removed paragraphs and the elements that they leave empty; `nil` for
  /// an article that was not read from HTML.
  ///
  /// Every other byte stays as it was, in the page's own encoding. Where malformed bytes at a cut
  /// would come to mean something else, nothing is cut.
  ///
  /// - Complexity: O(bytes), at each call.
  public var html: [UInt8]? {
    guard let page = article.page else { return nil }
    let (input, text) = (page.input, page.text)
    let cuts = decodedCuts(of: text.utf8)
    guard !text.map.isIdentity, !cuts.isEmpty else {
      return MarkupCutter.removing(cuts, from: input, 0..<input.count)
    }
    var sources = cuts.map { text.map.source($0) }
    if text.encoding.name == "iso-2022-jp" {
      sources = EscapeSequences(in: input).balancing(sources)
    }
    let result = MarkupCutter.removing(sources, from: input, 0..<input.count)
    let rest = MarkupCutter.removing(cuts, from: text.utf8, 0..<text.utf8.count)
    let decoded = try? DecodedText(decoding: result, forced: text.encoding)
    return decoded?.utf8 == rest ? result : input
  }

  /// What to cut from the decoded HTML that the article was read from: ranges in order and apart.
  package func decodedCuts(of html: [UInt8]) -> [Range<Int>] {
    MarkupCutter.cuts(
      html, range: 0..<html.count, paragraphs: article.paragraphs,
      removes: decisions.map(\.isRemoved),
      captions: decisions.map { $0.prediction.label == .caption })
  }
}
