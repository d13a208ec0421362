// How unsure a model is of an article as a whole. Classifies nothing.

import Chaffinch

/// The uncertainty of an article: the mean, over its least certain quarter of paragraphs, of 1 − (p₁ − p₂),
/// where p₁ and p₂ are the probabilities of the two most probable labels (margin sampling; Settles,
/// “Active Learning Literature Survey”, 2009, 3.1).
///
/// A whole article's mean would drown the few hard paragraphs in navigation that every model knows. The
/// quarter has at least eight paragraphs, and those that a short article lacks count as certain: a
/// label that comes with seven others is cheaper than one that comes alone.
public enum ArticleUncertainty {
  /// The least number of paragraphs over which the mean is taken.
  public static let leastParagraphs = 8

  /// The uncertainty, 0…1; 0 of no predictions.
  ///
  /// - Complexity: O(n log n).
  public static func of(_ predictions: [Prediction]) -> Double {
    let doubts = predictions.map { prediction in
      var (first, second): (Float, Float) = (0, 0)
      for lane in 0..<4 {
        let probability = prediction.probabilities[lane]
        if probability > first {
          (first, second) = (probability, first)
        } else if probability > second {
          second = probability
        }
      }
      return 1 - Double(first - second)
    }.sorted(by: >)
    let count = max((doubts.count + 3) / 4, leastParagraphs)
    return doubts.prefix(count).reduce(0, +) / Double(count)
  }
}
