// Tests the export: a safetensors file of float32 whose numbers are the model's.

import Testing

@testable import Chaffinch

@Suite("Exports of models")
struct ModelExportTests {
  @Test("All tensors are float32 and have the numbers of the plain weights, bit for bit")
  func numbers() throws {
    let description = try ModelDescription(serialized: SmallModels.withContext().serialized())
    let file = try SafetensorsFile(description.exported())
    let plain = description.plainTensors()
    #expect(file.tensors.map(\.name) == plain.map(\.name))
    #expect(file.tensors.map(\.shape) == plain.map(\.shape))
    #expect(file.tensors.allSatisfy { $0.type == "F32" })
    for (tensor, expected) in zip(file.tensors, plain) {
      let bytes = Array(file.data(of: tensor))
      let values = stride(from: 0, to: bytes.count, by: 4).map { place in
        (0..<4).reduce(UInt32.zero) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
      }
      #expect(values == expected.values.map(\.bitPattern))
    }
  }

  @Test("The metadata has rules, classes, table bits and the context features' names")
  func metadata() throws {
    let description = try ModelDescription(serialized: SmallModels.withContext().serialized())
    let metadata = try SafetensorsFile(description.exported()).metadata
    #expect(metadata["labels"] == "content,caption,promo,byline,paywall")
    #expect(metadata["text.table_bits"] == "8")
    #expect(metadata["markup.table_bits"] == "8")
    #expect(metadata["text.naive_bayes_weight"] == "0.3")
    #expect(metadata["text.context.gates"] == "2")
    #expect(metadata["model_checksum"] == description.checksum)
    #expect(metadata["seed"] == "7")
    for (part, usesMarkup) in [
      ("text.context", false), ("markup.context", true), ("markup.fragment_context", true),
    ] {
      let names = metadata["\(part).features"]?.split(separator: "\n").map { String($0) }
      #expect(names == ContextModel.featureNames(usesMarkup: usesMarkup))
    }
  }

  @Test("An explanation's terms have the rows of their weights in the export")
  func rows() throws {
    let description = try ModelDescription(serialized: SmallModels.withContext().serialized())
    let tensors = description.plainTensors()
    let weights = try #require(tensors.first { $0.name == "text.logistic_regression.weights" })
    let article = Article(paragraphs: SmallModels.texts)
    let explanation = ParagraphClassifier(description.model).explain(article, paragraphs: [5])[0]
    let local = explanation.local[0].terms
    #expect(local.filter { $0.row == nil }.map(\.name) == ["bias"])
    #expect(local.count > 5)
    for term in local {
      guard let row = term.row else { continue }
      for lane in 0..<InnerLabel.count {
        let expected = weights.values[row * InnerLabel.count + lane] * term.secondValue
        #expect(abs(term.second[lane] - expected) < 1e-5)
      }
    }
    let context = try #require(explanation.context).terms
    let names = ContextModel.featureNames(usesMarkup: false)
    #expect(context.filter { $0.row == nil }.map(\.name) == ["bias"])
    #expect(context.count > 5)
    #expect(context.allSatisfy { term in term.row.map { names[$0] == term.name } ?? true })
  }

  @Test("An export is not taken for a model")
  func noModel() throws {
    let description = try ModelDescription(serialized: SmallModels.model().serialized())
    #expect(throws: ModelFileError.notAModel) { try Model(serialized: description.exported()) }
  }
}
