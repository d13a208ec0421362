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

  @Test("It is what its bytes are when read as any file, with all checks")
  func isChecked() throws {
    #expect(try Model.bundled() == Model(serialized: Model.bundledBytes()))
  }

  @Test("It knows the plain parts of an article")
  func plainCases() throws {
    let article: [(text: String, label: ParagraphLabel)] = [
      ("Bridge over the Tarn to close for six weeks", .content),
      ("By Maria Santos", .byline),
      ("12 May 2021, 9:40", .byline),
      (
        "The council voted on Tuesday to close the bridge until engineers have replaced its "
          + "bearings, which officials said would take at least six weeks.", .content
      ),
      ("A ferry leaves the harbour at dawn. Photograph: Reuters", .caption),
      (
        "Drivers will be sent over the old ford, and the buses that cross the river every ten "
          + "minutes will end at the market on either side.", .content
      ),
      ("Sign up for our newsletter", .promo),
      ("Read more: How the bridge was built", .promo),
    ]
    let classifier = try ParagraphClassifier.bundled()
    #expect(
      classifier.classify(Article(paragraphs: article.map(\.text))).map(\.label)
        == article.map(\.label))
  }
}
