// Tests what a description says of a model file.

import Testing

@testable import Chaffinch

@Suite("Model descriptions")
struct ModelDescriptionTests {
  @Test("It has the file's size, its tensors in order, and the model that was saved")
  func whole() throws {
    let bytes = SmallModels.withContext().serialized()
    let description = try ModelDescription(serialized: bytes)
    #expect(description.model == SmallModels.withContext())
    #expect(description.byteCount == bytes.count)
    #expect(
      description.headerByteCount + description.tensors.reduce(0) { $0 + $1.byteCount }
        == bytes.count)
    #expect(
      description.tensors.first
        == ModelDescription.Tensor(
          name: "text.naive_bayes.weights", type: "I8", shape: [256, 4], byteCount: 1024))
    #expect(description.checksum == description.metadata["tensor_checksum"])
    #expect(description.checksum.count == 16)
  }

  @Test("Variants and context models have the names of their tensors")
  func names() throws {
    let description = try ModelDescription(serialized: SmallModels.withContext().serialized())
    #expect(description.variants.map(\.name) == ["text", "markup"])
    #expect(description.contextModels(of: "text").map(\.name) == ["text.context"])
    #expect(
      description.contextModels(of: "markup").map(\.name)
        == ["markup.context", "markup.fragment_context"])
    let small = try ModelDescription(serialized: SmallModels.model().serialized())
    #expect(small.variants.map(\.name) == ["text"])
    #expect(small.contextModels(of: "text").isEmpty)
    #expect(small.contextModels(of: "markup").isEmpty)
  }

  @Test("Provenance is parted into settings, corpus and scores, each sorted by key")
  func provenance() throws {
    let provenance = [
      "seed": "7", "folds": "4", "corpus_fingerprint": "00ff", "corpus_articles": "3",
      "text_out_of_fold_accuracy": "0.5", "markup_out_of_fold_accuracy": "0.6",
    ]
    let model = Model(text: SmallModels.variant(), provenance: provenance)
    let description = try ModelDescription(serialized: model.serialized())
    #expect(description.settings.map(\.key) == ["folds", "seed"])
    #expect(description.settings.map(\.value) == ["4", "7"])
    #expect(description.corpus.map(\.key) == ["corpus_articles", "corpus_fingerprint"])
    #expect(
      description.scores.map(\.key)
        == ["markup_out_of_fold_accuracy", "text_out_of_fold_accuracy"])
  }

  @Test("What is no model has no description")
  func refused() {
    #expect(throws: ModelFileError.empty) { try ModelDescription(serialized: []) }
  }
}
