// Tests that models survive saving and loading, and that every damaged file is refused by its name.

import Testing

@testable import Chaffinch

@Suite("Model files")
struct ModelFileTests {
  @Test("The format has its fourth version, which only a reader of it may change")
  func version() throws {
    #expect(Model.formatVersion == 4)
    let metadata = try SafetensorsFile(SmallModels.model().serialized()).metadata
    #expect(metadata["format_version"] == "4")
  }

  @Test("A loaded model equals the saved one and has the same bytes", arguments: Algorithm.allCases)
  func roundTrip(algorithm: Algorithm) throws {
    let model = SmallModels.model(algorithm)
    let bytes = model.serialized()
    let loaded = try Model(serialized: bytes)
    #expect(loaded == model)
    #expect(loaded.markup == nil)
    #expect(loaded.serialized() == bytes)
    #expect(loaded.provenance == ["corpus": "three “small” sites", "seed": "7"])
  }

  @Test(
    "Both variants come back, whatever the algorithm of each", arguments: Algorithm.allCases,
    Algorithm.allCases)
  func bothVariants(text: Algorithm, markup: Algorithm) throws {
    let model = SmallModels.bothVariants(text, markup)
    let bytes = model.serialized()
    let loaded = try Model(serialized: bytes)
    #expect(loaded == model)
    let variant = try #require(loaded.markup)
    #expect(variant != loaded.text)
    #expect(variant.algorithm == markup)
    #expect(loaded.serialized() == bytes)
    #expect(loaded.provenance == ["corpus": "three “small” sites", "seed": "7"])
  }

  @Test("The variants' tables may differ in length")
  func tableLengths() throws {
    let large = QuantizedWeights(
      values: Array(repeating: 3, count: 512 * QuantizedWeights.width),
      scales: SIMD4(1, 1, 1, 1), bias: .zero)
    let model = Model(
      text: SmallModels.variant(),
      markup: Model.Variant(
        algorithm: .naiveBayes, decisionRule: DecisionRule(.naiveBayes), naiveBayes: large,
        logisticRegression: nil), provenance: [:])
    let loaded = try Model(serialized: model.serialized())
    #expect(loaded == model)
  }

  @Test("A loaded model predicts the same", arguments: Algorithm.allCases)
  func samePredictions(algorithm: Algorithm) throws {
    let model = SmallModels.bothVariants(algorithm, algorithm)
    let loaded = try Model(serialized: model.serialized())
    for article in [
      Article(paragraphs: SmallModels.texts),
      Article(paragraphs: SmallModels.markupParagraphs, markup: SmallModels.markup),
    ] {
      let predictions = ParagraphClassifier(model).classify(article)
      #expect(ParagraphClassifier(loaded).classify(article) == predictions)
    }
  }

  @Test("The decision rule comes back bit for bit")
  func decisionRule() throws {
    let rule = DecisionRule(
      naiveBayesWeight: 0.1, logisticRegressionWeight: 1.0000001,
      corrections: ClassVector(-0.1, 2, 1e-7, -999_999, 0.33333334, 0, 0, 0),
      thresholds: SIMD4(1, 0.33333334, 1e-7, 999_999))
    let small = SmallModels.variant()
    let variant = Model.Variant(
      algorithm: .ensemble, decisionRule: rule, naiveBayes: small.naiveBayes,
      logisticRegression: small.logisticRegression)
    let model = Model(text: small, markup: variant, provenance: [:])
    let loaded = try Model(serialized: model.serialized())
    #expect(loaded.text.decisionRule == small.decisionRule)
    #expect(loaded.markup?.decisionRule == rule)
  }

  // MARK: Damage

  @Test("A file cut anywhere is refused without a crash")
  func truncation() {
    let bytes = SmallModels.model().serialized()
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ModelFileError.self) { try Model(serialized: Array(bytes[..<count])) }
    }
    #expect(throws: ModelFileError.empty) { try Model(serialized: []) }
    #expect(
      throws: ModelFileError.truncated(expectedBytes: bytes.count, foundBytes: bytes.count - 1)
    ) {
      try Model(serialized: bytes.dropLast())
    }
  }

  @Test("A changed byte in a tensor is found by the checksum")
  func changedTensor() throws {
    let bytes = SmallModels.model().serialized()
    let start = try SafetensorsFile(bytes).dataStart
    for position in [start, start + 1, start + 777, bytes.count - 1] {
      var damaged = bytes
      damaged[position] ^= 0x10
      if case .checksum = error(damaged) { continue }
      Issue.record("byte \(position) was changed without notice")
    }
  }

  @Test("A changed byte in the header never crashes")
  func changedHeader() throws {
    let bytes = SmallModels.bothVariants(.naiveBayes, .naiveBayes).serialized()
    let start = try SafetensorsFile(bytes).dataStart
    for position in 0..<start {
      var damaged = bytes
      damaged[position] ^= 0x15
      _ = try? Model(serialized: damaged)
    }
  }

  /// The file of a small model of both variants with other metadata and tensors, its checksum made
  /// right again.
  private func rewritten(
    metadata change: (inout [String: String]) -> Void = { _ in },
    tensor name: String = "", as form: (type: String, shape: [Int], data: [UInt8])? = nil,
    keeping isKept: (String) -> Bool = { _ in true }
  ) throws -> [UInt8] {
    let file = try SafetensorsFile(SmallModels.bothVariants().serialized())
    var tensors: [(name: String, type: String, shape: [Int], data: [UInt8])] = []
    for tensor in file.tensors where isKept(tensor.name) {
      if tensor.name != name {
        tensors.append((tensor.name, tensor.type, tensor.shape, Array(file.data(of: tensor))))
      } else if let form {
        tensors.append((name, form.type, form.shape, form.data))
      }
    }
    var metadata = file.metadata
    let data = tensors.flatMap(\.data)
    metadata["tensor_checksum"] = Model.hexadecimal(FNV1a.wordHash(data.span))
    change(&metadata)
    return SafetensorsFile.serialized(metadata: metadata, tensors: tensors)
  }

  /// The error with which `bytes` are refused; `nil` when they are a model.
  private func error(_ bytes: [UInt8]) -> ModelFileError? {
    do {
      _ = try Model(serialized: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("Rewriting without a change is no damage")
  func unchanged() throws {
    #expect(try error(rewritten()) == nil)
  }

  @Test("A safetensors file of another program is not a model")
  func notAModel() throws {
    #expect(try error(rewritten { $0["format"] = "pt" }) == .notAModel)
    #expect(error(SafetensorsFile.serialized(metadata: [:], tensors: [])) == .notAModel)
  }

  @Test("Other versions, labels and checksums are refused with what was found")
  func otherVersions() throws {
    #expect(
      try error(rewritten { $0["format_version"] = "99" })
        == .formatVersion(found: "99", expected: Model.formatVersion))
    #expect(
      try error(rewritten { $0["format_version"] = nil })
        == .formatVersion(found: "none", expected: Model.formatVersion))
    #expect(
      try error(rewritten { $0["feature_version"] = "0" })
        == .featureVersion(found: "0", expected: LocalFeatures.version))
    #expect(
      try error(rewritten { $0["labels"] = "caption,content,promo,byline,paywall" })
        == .labels(
          found: "caption,content,promo,byline,paywall",
          expected: "content,caption,promo,byline,paywall"))
    let sum = try SafetensorsFile(SmallModels.bothVariants().serialized()).metadata[
      "tensor_checksum"]
    #expect(
      try error(rewritten { $0["tensor_checksum"] = "0000000000000000" })
        == .checksum(found: try #require(sum), expected: "0000000000000000"))
  }

  @Test(
    "Values of the metadata that cannot be are refused by their key",
    arguments: ["text", "markup"],
    [
      ("algorithm", nil), ("algorithm", "perceptron"), ("naive_bayes_weight", nil),
      ("naive_bayes_weight", "-1"), ("naive_bayes_weight", "nan"), ("naive_bayes_weight", "1e38"),
      ("naive_bayes_weight", "1,2"), ("logistic_regression_weight", "inf"),
      ("logistic_regression_weight", ""), ("logistic_regression_weight", "one"),
      ("corrections", nil), ("corrections", "0,0,0,0"),
      ("corrections", "0,0,nan,0,0"), ("corrections", "0,0,-1e6,0,0"), ("thresholds", nil),
      ("thresholds", "1,1,1"), ("thresholds", "1,1,1,1,1"), ("thresholds", "1,0,1,1"),
      ("thresholds", "1,,1,1"), ("thresholds", "1,1,1,nan"), ("thresholds", "1,1,1,-1"),
      ("paywall_threshold", nil), ("paywall_threshold", "0"), ("paywall_threshold", "1.01"),
      ("paywall_threshold", "nan"),
    ] as [(String, String?)])
  func metadata(variant: String, change: (key: String, value: String?)) throws {
    let key = "\(variant).\(change.key)"
    let value = change.value
    #expect(try error(rewritten { $0[key] = value }) == .metadata(key: key, found: value))
  }

  @Test(
    "A tensor that the algorithm needs must be there",
    arguments: ["text", "markup"],
    [
      "naive_bayes.weights", "naive_bayes.scales", "naive_bayes.bias",
      "logistic_regression.weights", "logistic_regression.scales", "logistic_regression.bias",
    ])
  func missingTensor(variant: String, tensor: String) throws {
    let name = "\(variant).\(tensor)"
    #expect(try error(rewritten(tensor: name)) == .missingTensor(name))
  }

  @Test("Metadata without tensors and tensors without metadata are no variant for markup")
  func halfAVariant() throws {
    func isText(_ name: String) -> Bool { !name.hasPrefix("markup.") }
    let noKeys = try rewritten { $0 = $0.filter { isText($0.key) } }
    #expect(error(noKeys) == .metadata(key: "markup.algorithm", found: nil))
    let noTensors = try rewritten(keeping: isText)
    #expect(error(noTensors) == .missingTensor("markup.naive_bayes.weights"))
    // One key that is left still asks for the rest.
    let oneKey = try rewritten(
      metadata: { $0 = $0.filter { isText($0.key) || $0.key == "markup.thresholds" } },
      keeping: isText)
    #expect(error(oneKey) == .metadata(key: "markup.algorithm", found: nil))
    let textAlone = try rewritten(
      metadata: { $0 = $0.filter { isText($0.key) } }, keeping: isText)
    let loaded = try Model(serialized: textAlone)
    #expect(loaded == SmallModels.model())
  }

  @Test("Provenance that looks like a variant's keys makes no such variant")
  func foreignProvenance() throws {
    let model = Model(
      text: SmallModels.variant(),
      provenance: ["markup.algorithm": "ensemble", "labels": "all", "seed": "7"])
    let loaded = try Model(serialized: model.serialized())
    #expect(loaded == model)
    #expect(loaded.markup == nil)
    #expect(loaded.provenance == ["seed": "7"])
  }

  @Test(
    "Weights of another shape are refused", arguments: ["text", "markup"],
    [[255, 4], [128, 4], [256, 5], [1024], [256, 4, 1], [0, 4]])
  func weightShape(variant: String, shape: [Int]) throws {
    let name = "\(variant).naive_bayes.weights"
    let data = [UInt8](repeating: 1, count: shape.reduce(1, *))
    #expect(
      try error(rewritten(tensor: name, as: ("I8", shape, data)))
        == .tensorShape(name: name, found: "I8\(shape)", expected: "I8[2^8 to 2^22, 4]"))
  }

  @Test("Weights that are no bytes, and scales that are, are refused")
  func tensorTypes() throws {
    let weights = [UInt8](repeating: 0, count: 256 * 4 * 4)
    #expect(
      try error(rewritten(tensor: "text.naive_bayes.weights", as: ("F32", [256, 4], weights)))
        == .tensorShape(
          name: "text.naive_bayes.weights", found: "F32[256, 4]", expected: "I8[2^8 to 2^22, 4]"))
    #expect(
      try error(rewritten(tensor: "text.naive_bayes.scales", as: ("I8", [4], [1, 1, 1, 1])))
        == .tensorShape(name: "text.naive_bayes.scales", found: "I8[4]", expected: "F32[4]"))
  }

  @Test(
    "Two tables of one variant that differ in length are refused", arguments: ["text", "markup"])
  func differentRows(variant: String) throws {
    let data = [UInt8](repeating: 1, count: 512 * 4)
    let name = "\(variant).logistic_regression.weights"
    #expect(
      try error(rewritten(tensor: name, as: ("I8", [512, 4], data)))
        == .tensorShape(
          name: name, found: "512 rows", expected: "256 rows as \(variant).naive_bayes.weights"))
  }

  @Test("Scales and biases that are no sound numbers are refused", arguments: ["text", "markup"])
  func values(variant: String) throws {
    func vector(_ value: Float, _ count: Int = 4) -> (type: String, shape: [Int], data: [UInt8]) {
      let values = (0..<count).map { $0 == 2 ? value : 1 }
      let data = values.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) }
      }
      return ("F32", [count], data)
    }
    let scales = "\(variant).logistic_regression.scales"
    let bias = "\(variant).naive_bayes.bias"
    for value in [Float.nan, .infinity, -.infinity, -1, 1e7] {
      #expect(try error(rewritten(tensor: scales, as: vector(value))) == .tensorValue(name: scales))
    }
    for value in [Float.nan, .infinity, -1e7] {
      #expect(try error(rewritten(tensor: bias, as: vector(value, 5))) == .tensorValue(name: bias))
    }
    #expect(try error(rewritten(tensor: scales, as: vector(0))) == nil)
    #expect(try error(rewritten(tensor: bias, as: vector(-1, 5))) == nil)
  }

  @Test("The header alone tells the file's size, before a tensor is read")
  func announcedSize() throws {
    let bytes = SmallModels.bothVariants().serialized()
    let start = try SafetensorsFile(bytes).dataStart
    #expect(try Model.byteCount(announcedBy: bytes) == bytes.count)
    #expect(try Model.byteCount(announcedBy: Array(bytes[..<start])) == bytes.count)
    #expect(throws: ModelFileError.truncated(expectedBytes: start, foundBytes: start - 1)) {
      try Model.byteCount(announcedBy: Array(bytes[..<(start - 1)]))
    }
  }

  @Test("By the header alone other versions are refused, and sizes that no model has")
  func announcedTooMuch() throws {
    func head(_ change: (inout [String: String]) -> Void, count: Int) throws -> [UInt8] {
      var metadata = try SafetensorsFile(SmallModels.model().serialized()).metadata
      change(&metadata)
      let pairs = metadata.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
      var header: [UInt8] = []
      JSONValue.object([
        ("__metadata__", .object(pairs)),
        (
          "t",
          .object([
            ("dtype", .string("I8")), ("shape", .array([.number(String(count))])),
            ("data_offsets", .array([.number("0"), .number(String(count))])),
          ])
        ),
      ]).append(to: &header)
      return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header
    }
    let small = try head({ _ in }, count: 1000)
    #expect(try Model.byteCount(announcedBy: small) == small.count + 1000)
    for count in [Model.byteLimit, Int.max] {
      let bytes = try head({ _ in }, count: count)
      let (sum, overflow) = bytes.count.addingReportingOverflow(count)
      #expect(
        throws: ModelFileError.tooLarge(bytes: overflow ? .max : sum, limit: Model.byteLimit)
      ) { try Model.byteCount(announcedBy: bytes) }
    }
    #expect(
      throws: ModelFileError.formatVersion(found: "99", expected: Model.formatVersion)
    ) { try Model.byteCount(announcedBy: try head({ $0["format_version"] = "99" }, count: .max)) }
  }

  @Test("The largest tables that a model may have are within the limit")
  func limit() {
    let table = InnerLabel.count << FeatureTable.allowedBits.upperBound
    let context =
      ContextModel.featureCount(usesMarkup: true) * ContextModel.gateLimit
      * ContextModel.roundLimit * InnerLabel.count * 4
    #expect(4 * table + 4 * context + Model.headByteLimit < Model.byteLimit)
  }

  @Test("Checksums are written with all their sixteen digits")
  func hexadecimal() {
    #expect(Model.hexadecimal(0) == "0000000000000000")
    #expect(Model.hexadecimal(0xAB) == "00000000000000ab")
    #expect(Model.hexadecimal(.max) == "ffffffffffffffff")
  }
}
