// A model's description as text and as JSON. Reads no file.

import Chaffinch
import ChaffinchCorpus

/// What is in a model, for people and programs.
struct ModelListing {
  let name: String
  let description: ModelDescription

  // MARK: Text

  /// The description, for people.
  var text: String {
    let version = description.metadata["feature_version"] ?? ""
    var text = "\(printable(name))\n"
    text += "size: \(description.byteCount) bytes, \(description.headerByteCount) of them header\n"
    text += "format version: \(Model.formatVersion)\nfeature version: \(version)\n"
    text += "checksum: \(description.checksum)\n"
    text += "labels: \(InnerLabel.allCases.map(\.name).joined(separator: ", "))\n"
    for (name, variant) in description.variants {
      let table = variant.featureTable
      text += "\nvariant \(name)\n"
      text += "  algorithm: \(variant.algorithm.rawValue)\n"
      text += "  table: \(table.rows) rows (\(table.bits) bits)\n"
      text += Self.text(variant.decisionRule, of: ["naive Bayes", "logistic regression"])
      for (name, model) in description.contextModels(of: name) {
        text += "  context model \(name)\n"
        text += "    rounds: \(model.rounds.count), features: \(model.lastFeatureCount), "
        text += "gates: \(model.gateCount)\n"
        text += Self.text(
          model.rule, of: ["context model for text", "this context model"], indent: "    ")
      }
    }
    for (title, entries) in provenance where !entries.isEmpty {
      text += "\n\(title)\n"
      for (key, value) in entries { text += "  \(printable(key)): \(printable(value))\n" }
    }
    var table = AlignedTable(["tensor", "type", "shape", "bytes"])
    for tensor in description.tensors {
      table.add([
        printable(tensor.name), tensor.type,
        tensor.shape.map { String($0) }.joined(separator: " × "), String(tensor.byteCount),
      ])
    }
    return text + "\n" + table.text
  }

  private var provenance: [(title: String, entries: [ModelDescription.Entry])] {
    [
      ("settings", description.settings), ("corpus", description.corpus),
      ("scores", description.scores),
    ]
  }

  private static func text(
    _ rule: DecisionRule, of models: [String], indent: String = "  "
  ) -> String {
    let weights = [rule.naiveBayesWeight, rule.logisticRegressionWeight]
    let corrections = InnerLabel.allCases.map { "\($0.name) \(rule.corrections[$0])" }
    let thresholds = ParagraphLabel.allCases.map {
      "\($0.name) \(rule.thresholds[Int($0.rawValue)])"
    }
    return [
      "weights: " + zip(models, weights).map { "\($0) \($1)" }.joined(separator: ", "),
      "corrections: " + corrections.joined(separator: ", "),
      "thresholds: " + thresholds.joined(separator: ", "),
      "paywall from: \(rule.paywallThreshold)",
    ].map { indent + $0 + "\n" }.joined()
  }

  // MARK: JSON

  /// The description, for programs.
  var json: JSONValue {
    .object([
      ("name", .string(name)),
      ("bytes", Self.number(description.byteCount)),
      ("headerBytes", Self.number(description.headerByteCount)),
      ("formatVersion", Self.number(Model.formatVersion)),
      ("featureVersion", Self.number(LocalFeatures.version)),
      ("checksum", .string(description.checksum)),
      ("labels", .array(InnerLabel.allCases.map { .string($0.name) })),
      ("variants", .array(description.variants.map { variant($0.name, $0.variant) })),
      (
        "provenance",
        .object(
          provenance.map { title, entries in
            (title, .object(entries.map { ($0.key, .string($0.value)) }))
          })
      ),
      (
        "tensors",
        .array(
          description.tensors.map { tensor in
            .object([
              ("name", .string(tensor.name)), ("type", .string(tensor.type)),
              ("shape", .array(tensor.shape.map(Self.number))),
              ("bytes", Self.number(tensor.byteCount)),
            ])
          })
      ),
    ])
  }

  private func variant(_ name: String, _ variant: Model.Variant) -> JSONValue {
    .object([
      ("name", .string(name)),
      ("algorithm", .string(variant.algorithm.rawValue)),
      ("tableBits", Self.number(variant.featureTable.bits)),
      ("tableRows", Self.number(variant.featureTable.rows)),
      (
        "decisionRule", Self.json(variant.decisionRule, of: ["naiveBayes", "logisticRegression"])
      ),
      (
        "contextModels",
        .array(
          description.contextModels(of: name).map { name, model in
            .object([
              ("name", .string(name)),
              ("rounds", Self.number(model.rounds.count)),
              ("features", Self.number(model.lastFeatureCount)),
              ("gates", Self.number(model.gateCount)),
              ("decisionRule", Self.json(model.rule, of: ["textContext", "context"])),
            ])
          })
      ),
    ])
  }

  private static func json(_ rule: DecisionRule, of models: [String]) -> JSONValue {
    let weights = [rule.naiveBayesWeight, rule.logisticRegressionWeight]
    return .object([
      ("weights", .object(zip(models, weights).map { ($0, number($1)) })),
      (
        "corrections",
        .object(InnerLabel.allCases.map { ($0.name, number(rule.corrections[$0])) })
      ),
      (
        "thresholds",
        .object(
          ParagraphLabel.allCases.map { ($0.name, number(rule.thresholds[Int($0.rawValue)])) })
      ),
      ("paywallThreshold", number(rule.paywallThreshold)),
    ])
  }

  private static func number(_ value: Int) -> JSONValue { .number(String(value)) }

  private static func number(_ value: Float) -> JSONValue { .number(String(value)) }
}

extension ContextModel {
  /// The features of its rounds, which are the same ones.
  fileprivate var lastFeatureCount: Int { rounds.last?.featureCount ?? 0 }

  /// The gates of its rounds, the constant one included.
  fileprivate var gateCount: Int { rounds.last?.gateCount ?? 0 }
}
