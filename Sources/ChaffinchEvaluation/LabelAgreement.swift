// What the labels of paragraphs that are alike say of each one. Finds no likeness; see `AlikeParagraphs`.

import Chaffinch

/// Labels of other paragraphs as evidence beside a model's prediction.
///
/// A model that never saw a site errs there in whole templates, where the labels agree with each other
/// against it. With a Dirichlet prior that has the prediction p as its mean and counts as
/// ``strength`` paragraphs, the labels n of the others that are alike give the posterior mean
/// P(l) = (``strength``·p_l + n_l) / (``strength`` + Σ n). A paragraph's own label is left out, so the
/// result can be compared with it like an out-of-fold prediction.
public struct LabelAgreement: Sendable {
  /// How many labels a prediction counts as; chosen on seeded flips of labels.
  public static let strength: Float = 3

  /// For each paragraph, how many others that are alike have each label, in the order of
  /// ``ParagraphLabel/allCases``; one that is alike in two ways counts twice.
  public let counts: [SIMD4<Float>]

  /// The labels of others by kinds of likeness.
  ///
  /// - Parameters:
  ///   - labels: the given label of each paragraph.
  ///   - kinds: for each kind of likeness, each paragraph's group; `nil` for none.
  /// - Precondition: each kind has as many entries as there are labels.
  /// - Complexity: O(kinds · paragraphs).
  public init(labels: [ParagraphLabel], kinds: [[Int?]]) {
    precondition(kinds.allSatisfy { $0.count == labels.count }, "every label needs its groups")
    var counts = [SIMD4<Float>](repeating: .zero, count: labels.count)
    for groups in kinds {
      var totals: [Int: SIMD4<Float>] = [:]
      for (label, group) in zip(labels, groups) {
        if let group { totals[group, default: .zero][Int(label.rawValue)] += 1 }
      }
      for (index, group) in groups.enumerated() {
        guard let group, let total = totals[group] else { continue }
        counts[index] += total
        counts[index][Int(labels[index].rawValue)] -= 1
      }
    }
    self.counts = counts
  }

  /// The probabilities of a model, mixed with the labels of others.
  ///
  /// - Precondition: there is a prediction for each label.
  public func mixing(_ probabilities: [SIMD4<Float>]) -> [SIMD4<Float>] {
    precondition(probabilities.count == counts.count, "every label needs its probabilities")
    return zip(probabilities, counts).map { p, n in
      (Self.strength * p + n) / (Self.strength + n.sum())
    }
  }
}
