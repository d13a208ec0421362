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

  /// The cut page, where it was made on the way.
  private let madeHTML: [UInt8]?

  /// Decides about an article's paragraphs.
  ///
  /// - Parameter predictions: one for each paragraph; what has none is not decided about.
  public init(_ article: Article, predictions: [Prediction], policy: CleaningPolicy) {
    let paragraphs = article.paragraphs
    var decisions: [Decision] = []
    decisions.reserveCapacity(min(paragraphs.count, predictions.count))
    var total = 0
    var removed = 0
    for index in 0..<min(paragraphs.count, predictions.count) {
      let isRemoved = policy.removes(predictions[index])
      let size = paragraphs[index].text.utf8.count
      total += size
      if isRemoved { removed += size }
      decisions.append(
        Decision(
          paragraph: paragraphs[index], prediction: predictions[index], isRemoved: isRemoved))
    }
    let share = total > 0 ? Double(removed) / Double(total) : 0
    let isRefused = policy.maximumRemovedShare.map { share > $0 } ?? false
    if isRefused {
      decisions = decisions.map {
        Decision(paragraph: $0.paragraph, prediction: $0.prediction, isRemoved: false)
      }
    }
    refusedShare = isRefused ? share : nil
    verdict = PaywallVerdict(article, predictions: predictions)
    self.article = article
    self.decisions = decisions
    madeHTML = nil
  }

  /// The same, knowing what ``html`` is.
  init(_ other: CleanedArticle, html: [UInt8]) {
    article = other.article
    decisions = other.decisions
    refusedShare = other.refusedShare
    verdict = other.verdict
    madeHTML = html
  }

  /// The paragraphs that stay, in order.
  public var kept: [Decision] { decisions.filter { !$0.isRemoved } }
  /// The paragraphs that go, in order.
  public var removed: [Decision] { decisions.filter(\.isRemoved) }

  /// The kept paragraphs, separated by blank lines.
  public var text: String {
    var size = 0
    for decision in decisions where !decision.isRemoved {
      size += decision.paragraph.text.utf8.count + 2
    }
    var result = ""
    result.reserveCapacity(size)
    var isFirst = true
    for decision in decisions where !decision.isRemoved {
      if !isFirst { result += "\n\n" }
      isFirst = false
      result += decision.paragraph.text
    }
    return result
  }

  /// The page's bytes less the removed paragraphs and the elements that they leave empty; `nil` for
  /// an article that was not read from HTML.
  ///
  /// Every other byte stays as it was, in the page's own encoding. Where malformed bytes at a cut
  /// would come to mean something else, nothing is cut.
  ///
  /// - Complexity: O(bytes), at each call, unless a cleaner has made it.
  public var html: [UInt8]? { madeHTML ?? cutPage()?.html }

  /// The cut page, and the article that it is read as: `nil` where nothing was cut.
  func cutPage() -> (html: [UInt8], rest: Article?)? {
    guard let page = article.page else { return nil }
    let (input, text) = (page.input, page.text)
    guard let cut = markupCut(of: text.utf8) else { return (input, nil) }
    var html = cut.bytes
    if !text.map.isIdentity {
      var sources = cut.ranges.map { text.map.source($0) }
      if text.encoding.name == "iso-2022-jp" {
        sources = EscapeSequences(in: input).balancing(sources)
      }
      html = MarkupCutter.removing(sources, from: input, 0..<input.count)
      let decoded = try? DecodedText(decoding: html, forced: text.encoding)
      guard decoded?.utf8 == cut.bytes else { return (input, nil) }
    }
    let rest = Article(
      paragraphs: cut.left.paragraphs, replacedSequences: 0,
      markup: ArticleMarkup(elements: cut.left.elements, source: cut.bytes), page: nil,
      declared: PageMetadata(cut.left.metadata, in: cut.bytes))
    return (html, rest)
  }

  /// What to cut from the decoded HTML that the article was read from: ranges in order and apart.
  package func decodedCuts(of html: [UInt8]) -> [Range<Int>] { markupCut(of: html)?.ranges ?? [] }

  private func markupCut(of html: [UInt8]) -> MarkupCutter.Cut? {
    MarkupCutter.cut(
      html, range: 0..<html.count, paragraphs: article.paragraphs,
      removes: decisions.map(\.isRemoved),
      captions: decisions.map { $0.prediction.label == .caption })
  }
}
