// Tests the training matrix as a file: its header, and its rows by hand.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct MatrixExportTests {
  private func variant(_ examples: ExampleMatrix) -> TrainedModel.Variant {
    let regression = LogisticRegression(
      bias: ClassVector(1, 2, 3, 4, 5, 0, 0, 0),
      weights: [ClassVector](repeating: .zero, count: 256))
    let empty = QuantizedWeights(
      values: Array(repeating: 0, count: 256 * InnerLabel.count), scales: .zero, bias: .zero)
    return TrainedModel.Variant(
      variant: Model.Variant(
        algorithm: .logisticRegression, decisionRule: DecisionRule(.logisticRegression),
        naiveBayes: nil, logisticRegression: empty), usesMarkup: false,
      corpus: Corpus(articles: []), outOfFold: [], fragments: Corpus(articles: []),
      fragmentsOutOfFold: [], extracted: Corpus(articles: []), extractedOutOfFold: [],
      naiveBayes: nil, logisticRegression: regression, examples: examples)
  }

  /// The bytes of each tensor, and the shapes.
  private func tensors(_ bytes: [UInt8]) throws -> [String: (shape: [Int], bytes: [UInt8])] {
    let length = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    #expect((8 + length) % 8 == 0)
    guard case .object(let members) = try JSONValue(parsing: bytes, range: 8..<8 + length) else {
      return [:]
    }
    var result: [String: (shape: [Int], bytes: [UInt8])] = [:]
    for (name, value) in members where name != "__metadata__" {
      let offsets = (value["data_offsets"]?.array ?? []).compactMap(\.int)
      try #require(offsets.count == 2)
      result[name] = (
        (value["shape"]?.array ?? []).compactMap(\.int),
        Array(bytes[8 + length + offsets[0]..<8 + length + offsets[1]])
      )
    }
    return result
  }

  private func numbers(_ bytes: [UInt8]?, width: Int) -> [Int] {
    let bytes = bytes ?? []
    return stride(from: 0, to: bytes.count, by: width).map { start in
      (0..<width).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
  }

  private func floats(_ bytes: [UInt8]?) -> [Float] {
    numbers(bytes, width: 4).map { Float(bitPattern: UInt32($0)) }
  }

  @Test("Labelled rows come with ascending buckets and the sums of their values")
  func rows() throws {
    // The second row is worth ½ an occurrence; the third has no label.
    var rows = FeatureRows()
    rows.buckets = [7, 3, 7]
    rows.endRow(textEnd: 3, textValue: 1)
    rows.buckets += [9, 9]
    rows.endRow(textEnd: 4, textValue: 0.5)
    rows.buckets.append(3)
    rows.endRow(textEnd: 6, textValue: 1)
    let examples = ExampleMatrix(
      [rows], knowledge: [.label(.caption), .label(.paywall), .unknown],
      table: SmallExamples.table)
    let file = try tensors(
      MatrixExport(variant(examples), settings: TrainingSettings()).serialized())
    #expect(numbers(file["indptr"]?.bytes, width: 8) == [0, 2, 3])
    #expect(numbers(file["indices"]?.bytes, width: 4) == [3, 7, 9])
    #expect(floats(file["data"]?.bytes) == [1, 2, 0.6])
    #expect(
      file["labels"]?.bytes == [
        UInt8(InnerLabel.caption.rawValue), UInt8(InnerLabel.paywall.rawValue),
      ])
    #expect(file["weights"]?.shape == [256, 5])
    #expect(floats(file["bias"]?.bytes) == [1, 2, 3, 4, 5])
    #expect(floats(file["class_weights"]?.bytes).count == 5)
  }

  @Test("A matrix without rows is a file, too")
  func nothing() throws {
    let file = try tensors(
      MatrixExport(variant(SmallExamples.matrix([], [])), settings: TrainingSettings()).serialized()
    )
    #expect(numbers(file["indptr"]?.bytes, width: 8) == [0])
    #expect(file["indices"]?.bytes == [] && file["labels"]?.bytes == [])
  }
}
