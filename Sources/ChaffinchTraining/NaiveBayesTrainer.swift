// Trains multinomial naive Bayes in one pass over the examples.

import Chaffinch

/// Estimates multinomial naive Bayes with Lidstone smoothing:
/// P(f | c) = (N_cf + α) / (N_c + α·V), with N_cf the sum of the feature's values in class c and V
/// the number of buckets (Manning, Raghavan and Schütze, "Introduction to Information Retrieval",
/// 13.2).
public struct NaiveBayesTrainer: Sendable {
  /// α, above 0; 1 is Laplace's smoothing.
  public let smoothing: Double

  /// A trainer.
  public init(smoothing: Double) {
    self.smoothing = smoothing
  }

  /// The model of `examples`. Priors are the classes' shares of the examples, smoothed by one
  /// example each, so that a class that does not occur has a finite score.
  public func train(on examples: ExampleMatrix) -> MultinomialNaiveBayes {
    let buckets = examples.table.rows
    var counts = [Double](repeating: 0, count: buckets * InnerLabel.count)
    var totals = [Double](repeating: 0, count: InnerLabel.count)
    var examplesOf = [Double](repeating: 1, count: InnerLabel.count)
    for row in 0..<examples.count {
      guard let lane = examples.knowledge[row].label?.rawValue else { continue }
      examplesOf[lane] += 1
      for entry in examples.features.entries(row) {
        let value = Double(examples.features.values[entry])
        counts[Int(examples.features.columns[entry]) * InnerLabel.count + lane] += value
        totals[lane] += value
      }
    }
    let allExamples = examplesOf.reduce(0, +)
    var priors = ClassVector.zero
    var normalisers = [Double](repeating: 0, count: InnerLabel.count)
    for lane in 0..<InnerLabel.count {
      priors[lane] = Float(naturalLogarithm(examplesOf[lane] / allExamples))
      normalisers[lane] = naturalLogarithm(totals[lane] + smoothing * Double(buckets))
    }
    let logarithms = (0..<buckets).map { bucket in
      var row = ClassVector.zero
      for lane in 0..<InnerLabel.count {
        let count = counts[bucket * InnerLabel.count + lane]
        row[lane] = Float(naturalLogarithm(count + smoothing) - normalisers[lane])
      }
      return row
    }
    return MultinomialNaiveBayes(logPriors: priors, featureLogProbabilities: logarithms)
  }
}
