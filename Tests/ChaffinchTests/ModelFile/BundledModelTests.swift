// Tests the model that is built into the library on a real piece of text.

import Testing

@testable import Chaffinch

@Suite("The bundled model")
struct BundledModelTests {
  @Test("It is there, has the table of its settings and at most 6 MB")
  func isThere() throws {
    let bytes = Model.bundledBytes()
    #expect((1...6_000_000).contains(bytes.count))
    let model = try Model.bundled()
    #expect(model.provenance["table_bits"] == String(model.text.featureTable.bits))
    #expect(model.markup?.featureTable == model.text.featureTable)
    #expect(model.provenance["corpus_fingerprint"]?.count == 16)
    #expect(model.serialized() == bytes)
  }

  @Test(
    "It knows plain cases of every label",
    arguments: [
      (
        "The council voted on Tuesday to close the bridge until engineers have replaced its "
          + "bearings, which officials said would take at least six weeks.", ParagraphLabel.content
      ),
      ("A ferry leaves the harbour at dawn. Photograph: Reuters", .caption),
      ("Sign up for our newsletter", .promo),
      ("By Maria Santos", .byline),
    ])
  func plainCases(text: String, label: ParagraphLabel) throws {
    let classifier = try ParagraphClassifier.bundled()
    #expect(classifier.classify(Article(paragraphs: [text])).map(\.label) == [label])
  }
}
