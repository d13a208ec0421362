// Both local models' weights in one table, so that a feature costs one memory access, and the
// scoring loop over it. Holds the same numbers as the model file, arranged for speed.

/// The rows of naive Bayes and logistic regression side by side, sixteen bytes a row.
struct PackedWeights: Sendable {
  private let table: FeatureTable
  /// Lanes 0–4: naive Bayes; lanes 8–12: logistic regression.
  private let rows: [SIMD16<Int8>]
  private let naiveBayes: QuantizedWeights.Frame
  private let logisticRegression: QuantizedWeights.Frame

  /// Packs two models of equally many rows.
  init(naiveBayes: QuantizedWeights, logisticRegression: QuantizedWeights) {
    let count = naiveBayes.rows
    rows = naiveBayes.values.withSpan { left in
      logisticRegression.values.withSpan { right in
        [SIMD16<Int8>](unsafeUninitializedCapacity: count) { rows, initializedCount in
          for index in 0..<count {
            var row = SIMD16<Int8>.zero
            for lane in 0..<InnerLabel.count {
              let source = index &* InnerLabel.count &+ lane
              row[lane] = left[source]
              row[lane + 8] = right[source]
            }
            rows.initializeElement(at: index, to: row)
          }
          initializedCount = count
        }
      }
    }
    self.table = FeatureTable(rows: count)
    self.naiveBayes = naiveBayes.frame
    self.logisticRegression = logisticRegression.frame
  }

  /// The class scores of both models.
  ///
  /// - Parameter usesMarkup: whether the markup features count.
  /// - Complexity: O(features), one random row of sixteen bytes each.
  func scores(_ features: LocalFeatures, usesMarkup: Bool = true)
    -> (naiveBayes: ClassVector, logisticRegression: ClassVector)
  {
    let shapeStart = features.textCount
    let markupStart = shapeStart + features.shapeCount
    let text = sum(features.storage, 0..<shapeStart)
    let shape = sum(features.storage, shapeStart..<markupStart)
    let markup = sum(
      features.storage, markupStart..<markupStart + (usesMarkup ? features.markupCount : 0))
    let value = features.textValue
    return (
      naiveBayes.scores(
        text: text.lowHalf, textValue: value, shape: shape.lowHalf, markup: markup.lowHalf),
      logisticRegression.scores(
        text: text.highHalf, textValue: value, shape: shape.highHalf, markup: markup.highHalf)
    )
  }

  /// The bucket of a feature.
  func bucket(of hash: UInt32) -> Int { table.bucket(of: hash) }

  /// A bucket's weights in both models, as ``scores(_:usesMarkup:)`` counts them.
  func weights(of bucket: Int) -> (naiveBayes: ClassVector, logisticRegression: ClassVector) {
    let row = rows[bucket]
    return (
      ClassVector(row.lowHalf) * naiveBayes.scales,
      ClassVector(row.highHalf) * logisticRegression.scales
    )
  }

  /// Both models' scores of a paragraph without features.
  var bias: (naiveBayes: ClassVector, logisticRegression: ClassVector) {
    (naiveBayes.bias, logisticRegression.bias)
  }

  private func sum(_ hashes: [UInt32], _ range: Range<Int>) -> SIMD16<Int32> {
    var total = SIMD16<Int32>.zero
    var index = range.lowerBound
    while index < range.upperBound {
      // 256 rows of at most 127 fit sixteen bits.
      let end = min(index + 256, range.upperBound)
      var part = SIMD16<Int16>.zero
      while index < end {
        part &+= SIMD16<Int16>(truncatingIfNeeded: rows[table.bucket(of: hashes[index])])
        index += 1
      }
      total &+= SIMD16<Int32>(truncatingIfNeeded: part)
    }
    return total
  }
}

extension QuantizedWeights {
  /// What turns sums of steps into scores.
  struct Frame: Sendable {
    let scales: ClassVector
    let bias: ClassVector

    @inline(__always)
    func scores(
      text: SIMD8<Int32>, textValue: Float, shape: SIMD8<Int32>, markup: SIMD8<Int32>
    ) -> ClassVector {
      let sum =
        ClassVector(text) * textValue + ClassVector(shape) * LocalFeatures.shapeValue
        + ClassVector(markup) * LocalFeatures.markupValue
      return bias + sum * scales
    }
  }

  var frame: Frame { Frame(scales: scales, bias: bias) }
}
