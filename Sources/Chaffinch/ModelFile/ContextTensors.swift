// The context models' part of a model file: names, keys and checks. The local models' are in
// `ModelFile`.

extension Model {
  /// The context models that a file may have.
  enum ContextPart: String, CaseIterable {
    case text = "text.context"
    case page = "markup.context"
    case fragment = "markup.fragment_context"

    /// Whether it is over features of markup.
    var usesMarkup: Bool { self != .text }

    /// Its keys in the metadata.
    var keys: [String] {
      [
        "rounds", "gates", "naive_bayes_weight", "logistic_regression_weight", "corrections",
        "thresholds", "paywall_threshold",
      ].map { "\(rawValue).\($0)" }
    }

    /// The tensor of a round, counted from 0.
    func tensor(_ round: Int) -> String { "\(rawValue).\(round).weights" }
  }

  /// Reads a context model; `nil` where the file has nothing of it.
  static func context(_ part: ContextPart, in file: SafetensorsFile) throws(ModelFileError)
    -> ContextModel?
  {
    let metadata = file.metadata
    guard
      part.keys.contains(where: { metadata[$0] != nil })
        || file.tensors.contains(where: { $0.name.hasPrefix(part.rawValue + ".") })
    else { return nil }
    let rounds = try count(part.keys[0], 1...ContextModel.roundLimit, in: metadata)
    let gates = try count(part.keys[1], 1...ContextModel.gateLimit, in: metadata)
    // Counting the features takes as long as reading all of the built-in model, whose shapes are tested.
    let rows =
      file.isBuiltIn
      ? nil : (ContextModel.featureCount(usesMarkup: part.usesMarkup) + 1) * gates
    var read: [ContextModel.Round] = []
    for round in 0..<rounds {
      read.append(
        ContextModel.Round(
          weights: try rowsOfWeights(part.tensor(round), rows, in: file), gateCount: gates))
    }
    return ContextModel(rounds: read, rule: try rule(part.rawValue, in: metadata))
  }

  /// Appends a context model's tensors and notes its keys.
  static func append(
    _ model: ContextModel?, _ part: ContextPart, _ tensors: inout [Tensor],
    _ metadata: inout [String: String]
  ) {
    guard let model, let first = model.rounds.first else { return }
    metadata[part.keys[0]] = String(model.rounds.count)
    metadata[part.keys[1]] = String(first.gateCount)
    note(model.rule, part.rawValue, in: &metadata)
    for (number, round) in model.rounds.enumerated() {
      var data: [UInt8] = []
      data.reserveCapacity(round.weights.count * InnerLabel.count * 4)
      for row in round.weights {
        for lane in 0..<InnerLabel.count {
          for byte in 0..<4 {
            data.append(UInt8(truncatingIfNeeded: row[lane].bitPattern >> UInt32(8 * byte)))
          }
        }
      }
      tensors.append(
        (part.tensor(number), "F32", [round.weights.count, InnerLabel.count], data))
    }
  }

  private static func count(
    _ key: String, _ allowed: ClosedRange<Int>, in metadata: [String: String]
  ) throws(ModelFileError) -> Int {
    guard let value = metadata[key].flatMap({ Int($0) }), allowed.contains(value) else {
      throw .metadata(key: key, found: metadata[key])
    }
    return value
  }

  /// Reads a tensor that must have `rows` rows; any number if that is `nil`.
  private static func rowsOfWeights(_ name: String, _ rows: Int?, in file: SafetensorsFile)
    throws(ModelFileError) -> [ClassVector]
  {
    guard let tensor = file.tensor(name) else { throw .missingTensor(name) }
    let rows = rows ?? tensor.shape.first ?? 0
    guard tensor.type == "F32", tensor.shape == [rows, InnerLabel.count] else {
      throw .tensorShape(
        name: name, found: tensor.form, expected: "F32[\(rows), \(InnerLabel.count)]")
    }
    let bytes = Array(file.data(of: tensor))
    var result: [ClassVector] = []
    result.reserveCapacity(rows)
    for row in 0..<rows {
      var weights = ClassVector.zero
      for lane in 0..<InnerLabel.count {
        var bits: UInt32 = 0
        for byte in 0..<4 {
          bits |= UInt32(bytes[4 * (row * InnerLabel.count + lane) + byte]) << UInt32(8 * byte)
        }
        let value = Float(bitPattern: bits)
        guard value.isFinite, value.magnitude < 1e6 else { throw .tensorValue(name: name) }
        weights[lane] = value
      }
      result.append(weights)
    }
    return result
  }
}
