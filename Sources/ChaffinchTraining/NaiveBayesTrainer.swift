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
    var counts = [Double](repeating: 0, count: examples.buckets.count * InnerLabel.count)
    var totals = [Double](repeating: 0, count: InnerLabel.count)
    var examplesOf = [Double](repeating: 1, count: InnerLabel.count)
    let otherValue = Double(SparseMatrix.otherValue)
    counts.withUnsafeMutableBufferPointer { counts in
      examples.features.forEachRow(in: 0..<examples.count) { row in
        guard let lane = examples.knowledge[row.number].label?.rawValue else { return }
        examplesOf[lane] += 1
        let textValue = Double(row.textValue)
        row.forEachText { counts[$0 * InnerLabel.count + lane] += textValue }
        row.forEachOther { counts[$0 * InnerLabel.count + lane] += otherValue }
        totals[lane] += textValue * Double(row.textCount) + otherValue * Double(row.otherCount)
      }
    }
    let allExamples = examplesOf.reduce(0, +)
    var priors = ClassVector.zero
    var normalisers = [Double](repeating: 0, count: InnerLabel.count)
    for lane in 0..<InnerLabel.count {
      priors[lane] = Float(naturalLogarithm(examplesOf[lane] / allExamples))
      normalisers[lane] = naturalLogarithm(totals[lane] + smoothing * Double(buckets))
    }
    func logarithms(_ count: (_ lane: Int) -> Double) -> ClassVector {
      var row = ClassVector.zero
      for lane in 0..<InnerLabel.count {
        row[lane] = Float(naturalLogarithm(count(lane) + smoothing) - normalisers[lane])
      }
      return row
    }
    var table = [ClassVector](repeating: logarithms { _ in 0 }, count: buckets)
    for (column, bucket) in examples.buckets.enumerated() {
      table[Int(bucket)] = logarithms { counts[column * InnerLabel.count + $0] }
    }
    return MultinomialNaiveBayes(logPriors: priors, featureLogProbabilities: table)
  }
}
