// Tests that context models survive saving and loading, and that what is wrong in a file is named.

import Testing

@testable import Chaffinch

@Suite("Context tensors")
struct ContextTensorsTests {
  private static let model = SmallModels.withContext()

  private func error(_ bytes: [UInt8]) -> ModelFileError? {
    do {
      _ = try Model(serialized: bytes)
      return nil
    } catch {
      return error
    }
  }

  /// The file of ``model`` with other metadata and one tensor more or less, its checksum right again.
  private func rewritten(
    metadata change: (inout [String: String]) -> Void = { _ in }, tensor name: String = "",
    as form: (type: String, shape: [Int], data: [UInt8])? = nil
  ) throws -> [UInt8] {
    let file = try SafetensorsFile(Self.model.serialized())
    var tensors: [Model.Tensor] = []
    for tensor in file.tensors where tensor.name != name {
      tensors.append((tensor.name, tensor.type, tensor.shape, Array(file.data(of: tensor))))
    }
    if let form { tensors.append((name, form.type, form.shape, form.data)) }
    var metadata = file.metadata
    let data = tensors.flatMap(\.data)
    metadata["tensor_checksum"] = Model.hexadecimal(FNV1a.wordHash(data.span))
    change(&metadata)
    return SafetensorsFile.serialized(metadata: metadata, tensors: tensors)
  }

  @Test("A loaded model equals the saved one, has the same bytes and predicts the same")
  func roundTrip() throws {
    let bytes = Self.model.serialized()
    let loaded = try Model(serialized: bytes)
    #expect(loaded == Self.model)
    #expect(loaded.serialized() == bytes)
    #expect(loaded.text.context?.rounds.count == 2)
    #expect(loaded.markup?.fragmentContext != loaded.markup?.context)
    #expect(loaded.provenance == Self.model.provenance)
    let article = Article(paragraphs: SmallModels.markupParagraphs, markup: SmallModels.markup)
    #expect(
      ParagraphClassifier(loaded).classify(article)
        == ParagraphClassifier(Self.model).classify(article))
  }

  @Test("Each context model may be missing by itself", arguments: 0..<8)
  func parts(mask: Int) throws {
    let whole = Self.model
    let markup = try #require(whole.markup)
    func variant(_ variant: Model.Variant, _ context: Int, _ fragment: Int) -> Model.Variant {
      Model.Variant(
        algorithm: variant.algorithm, decisionRule: variant.decisionRule,
        naiveBayes: variant.naiveBayes, logisticRegression: variant.logisticRegression,
        context: mask & context != 0 ? variant.context : nil,
        fragmentContext: mask & fragment != 0 ? variant.fragmentContext : nil)
    }
    let model = Model(
      text: variant(whole.text, 1, 0), markup: variant(markup, 2, 4), provenance: [:])
    let loaded = try Model(serialized: model.serialized())
    #expect(loaded == model)
    #expect((loaded.markup?.fragmentContext == nil) == (mask & 4 == 0))
  }

  private static let tensors = [
    "text.context.0.weights", "text.context.1.weights", "markup.context.0.weights",
    "markup.fragment_context.0.weights",
  ]

  @Test("A missing round is named", arguments: tensors)
  func missing(name: String) throws {
    #expect(try error(rewritten(tensor: name)) == .missingTensor(name))
  }

  @Test("Rows of another number, another type and another width are refused", arguments: tensors)
  func shape(name: String) throws {
    let features = ContextModel.featureCount(usesMarkup: !name.hasPrefix("text"))
    let rows = (features + 1) * (name.hasPrefix("text") ? 2 : 1)
    let expected = "F32[\(rows), 5]"
    for (type, shape) in [
      ("F32", [rows - 1, 5]), ("F32", [rows, 4]), ("F32", [rows * 5]), ("I8", [rows, 5]),
    ] {
      let size = shape.reduce(type == "F32" ? 4 : 1, *)
      let data = [UInt8](repeating: 0, count: size)
      #expect(
        try error(rewritten(tensor: name, as: (type, shape, data)))
          == .tensorShape(name: name, found: "\(type)\(shape)", expected: expected))
    }
  }

  @Test(
    "Weights that are no sound numbers are refused", arguments: [.nan, .infinity, -1e7] as [Float])
  func values(value: Float) throws {
    let name = "markup.context.0.weights"
    let rows = ContextModel.featureCount(usesMarkup: true) + 1
    var data = [UInt8](repeating: 0, count: rows * 20)
    for byte in 0..<4 {
      data[data.count - 4 + byte] = UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * byte))
    }
    #expect(
      try error(rewritten(tensor: name, as: ("F32", [rows, 5], data))) == .tensorValue(name: name))
  }

  @Test(
    "Numbers of rounds and gates that cannot be are refused by their key",
    arguments: ["text.context", "markup.context", "markup.fragment_context"],
    [
      ("rounds", nil), ("rounds", "0"), ("rounds", "5"), ("rounds", "-1"), ("rounds", "two"),
      ("gates", nil), ("gates", "0"), ("gates", "6"), ("gates", "99999999999999999999"),
      ("thresholds", "1,1,1"), ("corrections", nil), ("paywall_threshold", "0"),
      ("logistic_regression_weight", "nan"),
    ] as [(String, String?)])
  func metadata(part: String, change: (key: String, value: String?)) throws {
    let key = "\(part).\(change.key)"
    #expect(
      try error(rewritten { $0[key] = change.value }) == .metadata(key: key, found: change.value))
  }

  @Test("A number of gates that the weights do not have is a wrong number of rows")
  func gates() throws {
    let rows = ContextModel.featureCount(usesMarkup: false) + 1
    #expect(
      try error(rewritten { $0["text.context.gates"] = "3" })
        == .tensorShape(
          name: "text.context.0.weights", found: "F32[\(rows * 2), 5]",
          expected: "F32[\(rows * 3), 5]"))
  }

  @Test("Keys without tensors and tensors without keys are no context model")
  func half() throws {
    let keys = ["rounds", "gates"].map { "markup.fragment_context.\($0)" }
    #expect(
      try error(rewritten { metadata in for key in keys { metadata[key] = nil } })
        == .metadata(key: keys[0], found: nil))
  }
}
