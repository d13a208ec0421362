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
      Tensor("indptr", "I64", [starts.count], starts),
      Tensor("indices", "I32", [columns.count], columns),
      Tensor("data", "F32", [values.count], values),
      Tensor("class_weights", "F32", [InnerLabel.count], Self.bits([weights])),
    ]
    if let model = variant.logisticRegression {
      tensors += [
        Tensor(
          "weights", "F32", [model.weights.count, InnerLabel.count], Self.bits(model.weights)),
        Tensor("bias", "F32", [InnerLabel.count], Self.bits([model.bias])),
      ]
    }
    // Bytes come last, so that all others are aligned.
    tensors.append(Tensor("labels", "U8", [labels.count], labels))
    return Self.file(
      tensors,
      metadata: [
        ("format", "chaffinch-training-matrix"),
        ("labels", InnerLabel.allCases.map(\.name).joined(separator: ",")),
        ("l2_penalty", String(settings.l2Penalty)), ("iterations", String(settings.iterations)),
      ])
  }

  private struct Tensor {
    let name: String
    let type: String
    let shape: [Int]
    let bytes: [UInt8]

    init(_ name: String, _ type: String, _ shape: [Int], _ numbers: [some FixedWidthInteger]) {
      self.name = name
      self.type = type
      self.shape = shape
      var bytes: [UInt8] = []
      bytes.reserveCapacity(numbers.count * (numbers.first?.bitWidth ?? 0) / 8)
      for number in numbers {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
      }
      self.bytes = bytes
    }
  }

  /// The classes' numbers row by row.
  private static func bits(_ rows: [ClassVector]) -> [UInt32] {
    rows.flatMap { row in (0..<InnerLabel.count).map { row[$0].bitPattern } }
  }

  private static func file(_ tensors: [Tensor], metadata: [(key: String, value: String)])
    -> [UInt8]
  {
    var members: [(key: String, value: JSONValue)] = [
      ("__metadata__", .object(metadata.map { ($0.key, .string($0.value)) }))
    ]
    var position = 0
    for tensor in tensors {
      let end = position + tensor.bytes.count
      members.append(
        (
          tensor.name,
          .object([
            ("dtype", .string(tensor.type)),
            ("shape", .array(tensor.shape.map { .number(String($0)) })),
            ("data_offsets", .array([.number(String(position)), .number(String(end))])),
          ])
        ))
      position = end
    }
    var header: [UInt8] = []
    JSONValue.object(members).append(to: &header)
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + position)
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * shift))) }
    bytes += header
    for tensor in tensors { bytes += tensor.bytes }
    return bytes
  }
}
