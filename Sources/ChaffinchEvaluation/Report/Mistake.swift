// A paragraph whose predicted label is wrong, with what a person needs to see why. Ranks nothing; see
// `MistakeList`.

import Chaffinch
import ChaffinchCorpus

/// A wrong prediction.
public struct Mistake: Sendable, Equatable {
  /// A paragraph beside the mistake.
  public struct Neighbour: Sendable, Equatable {
    /// The gold label; `nil` where nobody knows it.
    public let truth: InnerLabel?
    /// The predicted label; `nil` where the model said nothing.
    public let predicted: ParagraphLabel?
    /// The beginning of the text; `nil` in reports without texts.
    public let text: String?
  }

  /// The article's id; empty when the corpus does not say.
  public let article: String
  /// The article's place in the corpus, from 1.
  public let articleNumber: Int
  /// As ``LabelledArticle/site``.
  public let site: String
  /// As ``LabelledArticle/language``.
  public let language: String
  /// As ``LabelledArticle/source``.
  public let source: String
  /// The paragraph's place in the article, from 1.
  public let paragraph: Int
  /// The paragraphs of the article.
  public let paragraphCount: Int
  /// The gold label.
  public let truth: InnerLabel
  /// What the model said.
  public let prediction: Prediction
  /// The text, a long one cut behind 2,000 characters; `nil` in reports without texts.
  public let text: String?
  /// At most two paragraphs before it, in reading order.
  public let before: [Neighbour]
  /// At most two paragraphs behind it.
  public let after: [Neighbour]

  /// The probability of the label that the model said, in 0…1.
  public var confidence: Float { prediction.probability }

  /// Unicode scalars of a mistake's text and of a neighbour's.
  private static let limits = (text: 2_000, neighbour: 300)
  private static let neighbours = 2

  /// The mistake at `index` of an article; `nil` where the paragraph has no label, no prediction, or the
  /// right one.
  init?(at index: Int, of scored: ScoredArticle, number: Int, includesText: Bool) {
    let paragraphs = scored.article.paragraphs
    guard let truth = paragraphs[index].label, let prediction = scored.predictions[index],
      prediction.label != truth.label
    else { return nil }
    func text(_ place: Int, limit: Int) -> String? {
      includesText ? paragraphs[place].text.clipped(to: limit) : nil
    }
    func neighbour(_ place: Int) -> Neighbour {
      Neighbour(
        truth: paragraphs[place].label, predicted: scored.predictions[place]?.label,
        text: text(place, limit: Self.limits.neighbour))
    }
    article = scored.article.id
    articleNumber = number
    site = scored.article.site
    language = scored.article.language
    source = scored.article.source
    paragraph = index + 1
    paragraphCount = paragraphs.count
    self.truth = truth
    self.prediction = prediction
    self.text = text(index, limit: Self.limits.text)
    before = (max(index - Self.neighbours, 0)..<index).map(neighbour)
    after = (index + 1..<min(index + 1 + Self.neighbours, paragraphs.count)).map(neighbour)
  }

  /// The article's id, or its place in the corpus where it has none.
  public var articleTitle: String { article.isEmpty ? "article \(articleNumber)" : article }
}

extension String {
  /// The text, or its first `limit` Unicode scalars and an ellipsis.
  func clipped(to limit: Int) -> String {
    guard let end = unicodeScalars.index(startIndex, offsetBy: limit, limitedBy: endIndex),
      end != endIndex
    else { return self }
    return String(unicodeScalars[..<end]) + "…"
  }
}
