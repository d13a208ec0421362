// A model's bytes: the names of its tensors, the keys of its metadata, and their checks. The
// container is `SafetensorsFile`.

extension Model {
  /// The version of the names and meanings in the file.
  public static let formatVersion = 4

  static let labelOrder = InnerLabel.allCases.map(\.name).joined(separator: ",")

  /// Reads a model file; everything in it is checked before it is used.
  ///
  /// - Throws: ``ModelFileError``.
  public init(serialized bytes: [UInt8]) throws(ModelFileError) {
    let file = try SafetensorsFile(bytes)
    try Self.checkVersions(file.metadata)
    let expected = file.metadata["tensor_checksum"] ?? "none"
    let found = Self.hexadecimal(file.tensorHash)
    guard found == expected else { throw .checksum(found: found, expected: expected) }
    try self.init(file)
  }

  /// Reads a file whose checksum is right or need not be checked.
  init(_ file: SafetensorsFile) throws(ModelFileError) {
    let metadata = file.metadata
    try Self.checkVersions(metadata)
    let text = try Self.variant("text", in: file)
    // Anything of a variant asks for all of it: a file that lost a part is no model of text alone.
    let hasMarkup =
      Self.variantKeys.contains { metadata["markup.\($0)"] != nil }
      || file.tensors.contains { $0.name.hasPrefix("markup.") }
    self.init(
      text: text, markup: hasMarkup ? try Self.variant("markup", in: file) : nil,
      provenance: metadata)
  }

  /// No model is larger, in bytes: four tables of the most rows have 64 MiB.
  public static let byteLimit = 1 << 27

  /// As many bytes of a file's start have its header, or show that it is none.
  public static let headByteLimit = SafetensorsHeader.byteLimit + 8

  /// The bytes that a model file must have, by its header, so that no more need be read.
  ///
  /// - Parameter start: the first ``headByteLimit`` bytes of the file, or all of it.
  /// - Throws: ``ModelFileError`` for a header that no reader would take: one of another version, or
  ///   one that announces more than ``byteLimit``.
  public static func byteCount(announcedBy start: [UInt8]) throws(ModelFileError) -> Int {
    let header = try SafetensorsHeader(start)
    try checkVersions(header.metadata)
    guard header.fileSize <= byteLimit else {
      throw .tooLarge(bytes: header.fileSize, limit: byteLimit)
    }
    return header.fileSize
  }

  private static func checkVersions(_ metadata: [String: String]) throws(ModelFileError) {
    guard metadata["format"] == "chaffinch" else { throw .notAModel }
    let version = metadata["format_version"] ?? "none"
    guard version == String(formatVersion) else {
      throw .formatVersion(found: version, expected: formatVersion)
    }
    let features = metadata["feature_version"] ?? "none"
    guard features == String(LocalFeatures.version) else {
      throw .featureVersion(found: features, expected: LocalFeatures.version)
    }
    let labels = metadata["labels"] ?? "none"
    guard labels == labelOrder else { throw .labels(found: labels, expected: labelOrder) }
  }

  private static let variantKeys = [
    "algorithm", "naive_bayes_weight", "logistic_regression_weight", "corrections", "thresholds",
    "paywall_threshold",
  ]

  /// The keys of the metadata that are no provenance.
  static let reservedKeys = Set(
    ["format", "format_version", "feature_version", "labels", "tensor_checksum"]
      + variantKeys.flatMap { ["text.\($0)", "markup.\($0)"] }
      + ContextPart.allCases.flatMap(\.keys))

  /// Reads the variant whose keys and tensors begin with `name`.
  private static func variant(_ name: String, in file: SafetensorsFile) throws(ModelFileError)
    -> Variant
  {
    let metadata = file.metadata
    let key = "\(name).algorithm"
    guard let algorithm = metadata[key].flatMap(Algorithm.init(rawValue:)) else {
      throw .metadata(key: key, found: metadata[key])
    }
    let naiveBayes = try weights(
      "\(name).naive_bayes", in: file, needed: algorithm != .logisticRegression)
    let logisticRegression = try weights(
      "\(name).logistic_regression", in: file, needed: algorithm != .naiveBayes)
    if let naiveBayes, let logisticRegression, naiveBayes.rows != logisticRegression.rows {
      throw .tensorShape(
        name: "\(name).logistic_regression.weights", found: "\(logisticRegression.rows) rows",
        expected: "\(naiveBayes.rows) rows as \(name).naive_bayes.weights")
    }
    return Variant(
      algorithm: algorithm,
      decisionRule: try rule(name, in: metadata),
      naiveBayes: naiveBayes, logisticRegression: logisticRegression,
      context: try context(name == "text" ? .text : .page, in: file),
      fragmentContext: name == "text" ? nil : try context(.fragment, in: file))
  }

  /// Reads the decision rule whose keys begin with `name`.
  static func rule(_ name: String, in metadata: [String: String]) throws(ModelFileError)
    -> DecisionRule
  {
    DecisionRule(
      naiveBayesWeight: try numbers("\(name).naive_bayes_weight", 1, in: metadata)[0],
      logisticRegressionWeight: try numbers(
        "\(name).logistic_regression_weight", 1, in: metadata)[0],
      corrections: try corrections("\(name).corrections", in: metadata),
      thresholds: SIMD4(
        try numbers("\(name).thresholds", 4, in: metadata, where: { $0 > 0 })),
      paywallThreshold: try numbers(
        "\(name).paywall_threshold", 1, in: metadata, where: { $0 > 0 && $0 <= 1 })[0])
  }

  /// A tensor that is to be written.
  typealias Tensor = (name: String, type: String, shape: [Int], data: [UInt8])

  /// The model as a file's bytes; equal models give equal bytes.
  public func serialized() -> [UInt8] {
    var tensors: [Tensor] = []
    var metadata = provenance
    for (prefix, variant) in [("text", text), ("markup", markup)] {
      guard let variant else { continue }
      for (name, weights) in [
        ("naive_bayes", variant.naiveBayes), ("logistic_regression", variant.logisticRegression),
      ] {
        guard let weights else { continue }
        let name = "\(prefix).\(name)"
        tensors.append(
          (
            "\(name).weights", "I8", [weights.rows, QuantizedWeights.width],
            weights.values.map { UInt8(bitPattern: $0) }
          ))
        tensors.append(
          (
            "\(name).scales", "F32", [QuantizedWeights.width],
            Self.bytes((0..<QuantizedWeights.width).map { weights.scales[$0] })
          ))
        tensors.append(
          (
            "\(name).bias", "F32", [InnerLabel.count],
            Self.bytes((0..<InnerLabel.count).map { weights.bias[$0] })
          ))
      }
      metadata["\(prefix).algorithm"] = variant.algorithm.rawValue
      Self.note(variant.decisionRule, prefix, in: &metadata)
      Self.append(variant.context, prefix == "text" ? .text : .page, &tensors, &metadata)
      if prefix == "markup" {
        Self.append(variant.fragmentContext, .fragment, &tensors, &metadata)
      }
    }
    let data = tensors.flatMap(\.data)
    metadata["format"] = "chaffinch"
    metadata["format_version"] = String(Self.formatVersion)
    metadata["feature_version"] = String(LocalFeatures.version)
    metadata["labels"] = Self.labelOrder
    metadata["tensor_checksum"] = Self.hexadecimal(FNV1a.wordHash(data.span))
    return SafetensorsFile.serialized(metadata: metadata, tensors: tensors)
  }

  /// Notes a decision rule under keys that begin with `prefix`.
  static func note(
    _ rule: DecisionRule, _ prefix: String, in metadata: inout [String: String]
  ) {
    metadata["\(prefix).naive_bayes_weight"] = String(rule.naiveBayesWeight)
    metadata["\(prefix).logistic_regression_weight"] = String(rule.logisticRegressionWeight)
    metadata["\(prefix).corrections"] = (0..<InnerLabel.count).map { String(rule.corrections[$0]) }
      .joined(separator: ",")
    metadata["\(prefix).thresholds"] = (0..<4).map { String(rule.thresholds[$0]) }
      .joined(separator: ",")
    metadata["\(prefix).paywall_threshold"] = String(rule.paywallThreshold)
  }

  private static func weights(_ name: String, in file: SafetensorsFile, needed: Bool)
    throws(ModelFileError) -> QuantizedWeights?
  {
    let valuesName = "\(name).weights"
    guard let tensor = file.tensor(valuesName) else {
      if needed { throw .missingTensor(valuesName) }
      return nil
    }
    let rows = tensor.shape.first ?? 0
    let sizes = FeatureTable.allowedBits
    guard tensor.type == "I8", tensor.shape == [rows, QuantizedWeights.width],
      rows.nonzeroBitCount == 1, sizes.contains(rows.trailingZeroBitCount)
    else {
      throw .tensorShape(
        name: valuesName, found: tensor.form,
        expected: "I8[2^\(sizes.lowerBound) to 2^\(sizes.upperBound), \(QuantizedWeights.width)]")
    }
    return QuantizedWeights(
      steps: file.steps(of: tensor),
      scales: SIMD4(try vector("\(name).scales", QuantizedWeights.width, in: file, isScale: true)),
      bias: try bias("\(name).bias", in: file))
  }

  private static func bias(_ name: String, in file: SafetensorsFile) throws(ModelFileError)
    -> ClassVector
  {
    let values = try vector(name, InnerLabel.count, in: file, isScale: false)
    var result = ClassVector.zero
    for lane in 0..<InnerLabel.count { result[lane] = values[lane] }
    return result
  }

  private static func vector(
    _ name: String, _ count: Int, in file: SafetensorsFile, isScale: Bool
  ) throws(ModelFileError) -> [Float] {
    guard let tensor = file.tensor(name) else { throw .missingTensor(name) }
    guard tensor.type == "F32", tensor.shape == [count] else {
      throw .tensorShape(name: name, found: tensor.form, expected: "F32[\(count)]")
    }
    let bytes = Array(file.data(of: tensor))
    var result: [Float] = []
    for lane in 0..<count {
      var bits: UInt32 = 0
      for offset in 0..<4 { bits |= UInt32(bytes[4 * lane + offset]) << UInt32(8 * offset) }
      let value = Float(bitPattern: bits)
      guard value.isFinite, value.magnitude < 1e6, !isScale || value >= 0 else {
        throw .tensorValue(name: name)
      }
      result.append(value)
    }
    return result
  }

  static func numbers(
    _ key: String, _ count: Int, in metadata: [String: String],
    where isAllowed: (Float) -> Bool = { $0 >= 0 }
  ) throws(ModelFileError) -> [Float] {
    let fields = metadata[key]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    let values = fields.compactMap { Float($0) }
    guard values.count == count, fields.count == count,
      values.allSatisfy({ $0.isFinite && $0.magnitude < 1e6 && isAllowed($0) })
    else { throw .metadata(key: key, found: metadata[key]) }
    return values
  }

  private static func corrections(_ key: String, in metadata: [String: String])
    throws(ModelFileError) -> ClassVector
  {
    let values = try numbers(key, InnerLabel.count, in: metadata) { _ in true }
    var result = ClassVector.zero
    for lane in 0..<InnerLabel.count { result[lane] = values[lane] }
    return result
  }

  private static func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) }
    }
  }

  /// Sixteen lower-case digits.
  public static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
