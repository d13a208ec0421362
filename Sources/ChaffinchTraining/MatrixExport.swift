// What the local models of a variant were trained on, and what came out, as a safetensors file for other
// programs. It is not read back.

import Chaffinch

/// A training matrix in compressed sparse rows, with labels, class weights and the weights found.
public struct MatrixExport: Sendable {
  private let variant: TrainedModel.Variant
  private let settings: TrainingSettings

  /// The matrix of a variant that was trained with these settings.
  public init(_ variant: TrainedModel.Variant, settings: TrainingSettings) {
    self.variant = variant
    self.settings = settings
  }

  /// The bytes of the file: the examples that have a label, n of them with k entries in a table of m
  /// buckets. Tensors: `indptr` I64[n + 1], `indices` I32[k] and `data` F32[k], where each row's columns
  /// ascend; `labels` U8[n], places in the metadata's `labels`; `class_weights` F32[5]; logistic regression's
  /// unrounded `weights` F32[m, 5] and `bias` F32[5], where it was trained.
  ///
  /// - Complexity: O(k log k), twelve bytes an entry.
  public func serialized() -> [UInt8] {
    let examples = variant.examples
    var starts: [UInt64] = [0]
    var columns: [UInt32] = []
    var values: [UInt32] = []
    var labels: [UInt8] = []
    var entries: [(column: UInt32, value: Float)] = []
    examples.features.forEachRow(in: 0..<examples.count) { row in
      guard let label = examples.knowledge[row.number].label else { return }
      entries.removeAll(keepingCapacity: true)
      row.forEachText { entries.append((examples.buckets[$0], row.textValue)) }
      row.forEachOther { entries.append((examples.buckets[$0], SparseMatrix.otherValue)) }
      entries.sort { ($0.column, $0.value) < ($1.column, $1.value) }
      var place = 0
      while place < entries.count {
        let column = entries[place].column
        var sum: Float = 0
        while place < entries.count, entries[place].column == column {
          sum += entries[place].value
          place += 1
        }
        columns.append(column)
        values.append(sum.bitPattern)
      }
      starts.append(UInt64(columns.count))
      labels.append(UInt8(label.rawValue))
    }
    let weights = LogisticRegressionTrainer(
      l2Penalty: settings.l2Penalty, classBalance: settings.classBalance
    ).classWeights(examples)
    var tensors: [Tensor] = [
      Self.tensor("indptr", "I64", [starts.count], starts),
      Self.tensor("indices", "I32", [columns.count], columns),
      Self.tensor("data", "F32", [values.count], values),
      Self.tensor("class_weights", "F32", [InnerLabel.count], Self.bits([weights])),
    ]
    if let model = variant.logisticRegression {
      tensors += [
        Self.tensor(
          "weights", "F32", [model.weights.count, InnerLabel.count], Self.bits(model.weights)),
        Self.tensor("bias", "F32", [InnerLabel.count], Self.bits([model.bias])),
      ]
    }
    // Bytes come last, so that all others are aligned.
    tensors.append(Self.tensor("labels", "U8", [labels.count], labels))
    return SafetensorsFile.serialized(
      metadata: [
        "format": "chaffinch-training-matrix",
        "labels": InnerLabel.allCases.map(\.name).joined(separator: ","),
        "l2_penalty": String(settings.l2Penalty), "iterations": String(settings.iterations),
      ], tensors: tensors)
  }

  private typealias Tensor = (name: String, type: String, shape: [Int], data: [UInt8])

  private static func tensor(
    _ name: String, _ type: String, _ shape: [Int], _ numbers: [some FixedWidthInteger]
  ) -> Tensor {
    var data: [UInt8] = []
    data.reserveCapacity(numbers.count * (numbers.first?.bitWidth ?? 0) / 8)
    for number in numbers {
      for shift in stride(from: 0, to: number.bitWidth, by: 8) {
        data.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    return (name, type, shape, data)
  }

  /// The classes' numbers row by row.
  private static func bits(_ rows: [ClassVector]) -> [UInt32] {
    rows.flatMap { row in (0..<InnerLabel.count).map { row[$0].bitPattern } }
  }
}
