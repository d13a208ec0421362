// Both local models' weights in one table, so that a feature costs one memory access, and the
// scoring loop over it. Holds the same numbers as the model file, arranged for speed.

/// The rows of naive Bayes and logistic regression side by side, eight bytes a row: two megabytes for
/// 2^18 rows, about what a core's cache holds.
struct PackedWeights: Sendable {
  private let table: FeatureTable
  /// Steps plus 128. A lane's lower byte is naive Bayes' of a class, its upper one logistic regression's.
  private let rows: [SIMD4<UInt16>]
  private let naiveBayes: QuantizedWeights.Frame
  private let logisticRegression: QuantizedWeights.Frame

  /// Packs two models of equally many rows, a multiple of four.
  init(naiveBayes: QuantizedWeights, logisticRegression: QuantizedWeights) {
    let count = naiveBayes.rows
    rows = naiveBayes.values.withSpan { left in
      logisticRegression.values.withSpan { right in
        [SIMD4<UInt16>](unsafeUninitializedCapacity: count) { rows, initializedCount in
          let room = UnsafeMutableRawBufferPointer(rows)
          // Four rows at a time: one by one they were most of what a short run did.
          for start in stride(from: 0, to: QuantizedWeights.width * count, by: 16) {
            let lower = SIMD16<UInt16>(truncatingIfNeeded: Self.biased(left, start))
            let upper = SIMD16<UInt16>(truncatingIfNeeded: Self.biased(right, start))
            room.storeBytes(
              of: lower | upper &<< 8, toByteOffset: 2 * start, as: SIMD16<UInt16>.self)
          }
          initializedCount = count
        }
      }
    }
    self.table = FeatureTable(rows: count)
    self.naiveBayes = naiveBayes.frame
    self.logisticRegression = logisticRegression.frame
  }

  private static let bias: UInt16 = 128

  /// Sixteen steps from `start`, plus 128 each.
  @inline(__always)
  private static func biased(_ steps: Span<Int8>, _ start: Int) -> SIMD16<UInt8> {
    steps.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
      ^ SIMD16(repeating: 0x80)
  }

  /// The class scores of both models.
  ///
  /// - Parameter usesMarkup: whether the markup features count.
  /// - Complexity: O(features), one random row of eight bytes each.
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
        text: text.naiveBayes, textValue: value, shape: shape.naiveBayes,
        markup: markup.naiveBayes),
      logisticRegression.scores(
        text: text.logisticRegression, textValue: value, shape: shape.logisticRegression,
        markup: markup.logisticRegression)
    )
  }

  /// The bucket of a feature.
  func bucket(of hash: UInt32) -> Int { table.bucket(of: hash) }

  /// A bucket's weights in both models, as ``scores(_:usesMarkup:)`` counts them.
  func weights(of bucket: Int) -> (naiveBayes: ClassVector, logisticRegression: ClassVector) {
    let row = rows[bucket]
    return (
      naiveBayes.weights(Self.steps(row)),
      logisticRegression.weights(Self.steps(row &>> 8))
    )
  }

  /// Both models' scores of a paragraph without features.
  var bias: (naiveBayes: ClassVector, logisticRegression: ClassVector) {
    (naiveBayes.bias, logisticRegression.bias)
  }

  /// Sums of steps, a class a lane.
  private struct StepSums {
    var naiveBayes = SIMD4<Int32>.zero
    var logisticRegression = SIMD4<Int32>.zero
  }

  /// The steps in the lower halves of the lanes.
  private static func steps(_ row: SIMD4<UInt16>) -> SIMD4<Int32> {
    SIMD4<Int32>(truncatingIfNeeded: row & 0xFF) &- Int32(bias)
  }

  /// The sums of the rows of some features.
  private func sum(_ hashes: [UInt32], _ range: Range<Int>) -> StepSums {
    let rows = rows.span
    let hashes = hashes.span.extracting(range)
    let shift = table.shift
    // Shifted, every hash is a row's number, and `index` stays below `end`: no need to ask twice a feature.
    precondition(rows.count == table.rows, "a row for every bucket")
    var total = StepSums()
    var index = 0
    while index < hashes.count {
      // Two rows at a time. `both` adds up the lower bytes and 256 times the upper ones, `upper` these
      // alone: the difference, too, is right in sixteen bits, which 256 bytes fit.
      let end = min(index &+ 512, hashes.count)
      let count = end &- index
      var both = SIMD8<UInt16>.zero
      var upper = SIMD8<UInt16>.zero
      while index &+ 1 < end {
        let pair = SIMD8(
          lowHalf: rows[unchecked: Int(truncatingIfNeeded: hashes[unchecked: index] &>> shift)],
          highHalf: rows[
            unchecked: Int(truncatingIfNeeded: hashes[unchecked: index &+ 1] &>> shift)])
        both &+= pair
        upper &+= pair &>> 8
        index &+= 2
      }
      if index < end {
        let last = SIMD8(
          lowHalf: rows[Int(truncatingIfNeeded: hashes[index] &>> shift)], highHalf: .zero)
        both &+= last
        upper &+= last &>> 8
        index &+= 1
      }
      let lower = both &- upper &<< 8
      let bias = Int32(truncatingIfNeeded: count) &* Int32(Self.bias)
      total.naiveBayes &+= Self.joined(lower) &- bias
      total.logisticRegression &+= Self.joined(upper) &- bias
    }
    return total
  }

  @inline(__always)
  private static func joined(_ sums: SIMD8<UInt16>) -> SIMD4<Int32> {
    SIMD4<Int32>(truncatingIfNeeded: sums.lowHalf)
      &+ SIMD4<Int32>(truncatingIfNeeded: sums.highHalf)
  }
}

extension QuantizedWeights {
  /// What turns sums of steps into scores.
  struct Frame: Sendable {
    let scales: SIMD4<Float>
    let bias: ClassVector

    @inline(__always)
    func scores(
      text: SIMD4<Int32>, textValue: Float, shape: SIMD4<Int32>, markup: SIMD4<Int32>
    ) -> ClassVector {
      let sum =
        SIMD4<Float>(text) * textValue + SIMD4<Float>(shape) * LocalFeatures.shapeValue
        + SIMD4<Float>(markup) * LocalFeatures.markupValue
      return bias + QuantizedWeights.completed(sum * scales)
    }

    /// What steps are worth, per class.
    func weights(_ steps: SIMD4<Int32>) -> ClassVector {
      QuantizedWeights.completed(SIMD4<Float>(steps) * scales)
    }
  }

  var frame: Frame { Frame(scales: scales, bias: bias) }
}
