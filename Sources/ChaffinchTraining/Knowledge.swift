// What is known of an example's class. Trains nothing.

import Chaffinch
import ChaffinchCorpus

/// What is known of an example's class.
public enum Knowledge: Sendable, Equatable {
  /// The class.
  case label(InnerLabel)
  /// Only whether it is content: of a partly labelled page.
  case content(Bool)
  /// Nothing: the example is a neighbour to others.
  case unknown

  /// What is known of each paragraph of an article.
  public static func of(_ article: LabelledArticle) -> [Knowledge] {
    guard article.isPartlyLabelled else {
      return article.paragraphs.map { $0.label.map(Knowledge.label) ?? .unknown }
    }
    return article.paragraphs.map {
      $0.isNotContent ? .content(false) : $0.label == .content ? .content(true) : .unknown
    }
  }

  /// The class, if it is known.
  public var label: InnerLabel? {
    if case .label(let label) = self { return label }
    return nil
  }
}
