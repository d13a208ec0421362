// Tests `chaffinch model`: what it prints of files, and that hostile ones are refused by name.

import Foundation
import Testing

@Suite struct ModelCommandTests {
  @Test("Info has versions, variants, rules, provenance and tensors, as text and as JSON")
  func info() async throws {
    let workshop = try await Workshop.withModel()
    let text = try await workshop.run(["model", "info", "model.safetensors"])
    #expect(text.status == 0)
    #expect(text.error == "")
    #expect(text.lines.first == "model.safetensors")
    let size = try workshop.data("model.safetensors").count
    for line in [
      "format version: 4", "variant text", "  algorithm: ensemble", "  table: 1024 rows (10 bits)",
      "settings", "  folds: 2", "corpus", "  corpus_articles: 6", "scores",
      "labels: content, caption, promo, byline, paywall",
    ] {
      #expect(text.lines.contains(line), "\(line)")
    }
    #expect(text.text.contains("\nsize: \(size) bytes, "))
    #expect(text.text.contains("\ntext.naive_bayes.weights "))
    let json = try await workshop.run(
      ["model", "info", "model.safetensors", "--format", "json", "--output", "info.json"])
    #expect(json.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: try workshop.data("info.json")) as? [String: Any])
    #expect(object["bytes"] as? Int == size)
    let variants = try #require(object["variants"] as? [[String: Any]])
    #expect(variants.map { $0["name"] as? String } == ["text"])
    #expect(variants.first?["tableRows"] as? Int == 1024)
    let rule = try #require(variants.first?["decisionRule"] as? [String: Any])
    #expect((rule["thresholds"] as? [String: Double])?.count == 4)
    let tensors = try #require(object["tensors"] as? [[String: Any]])
    let bytes = tensors.compactMap { $0["bytes"] as? Int }.reduce(0, +)
    #expect(bytes + (object["headerBytes"] as? Int ?? 0) == size)
  }

  @Test("Verify says 'ok' of sound files, tries all, and ends with 65 for one that is refused")
  func verify() async throws {
    let workshop = try await Workshop.withModel()
    let model = try workshop.data("model.safetensors")
    var damaged = model
    damaged[model.count - 100] ^= 1
    try workshop.write("damaged", damaged)
    try workshop.write("short", model.dropLast())
    try workshop.write("long", model + Data([0, 0]))
    try workshop.write("packed.gz", gzip(model))
    let sound = try await workshop.run(["model", "verify", "model.safetensors", "packed.gz"])
    #expect(sound.status == 0)
    #expect(sound.lines == ["model.safetensors: ok", "packed.gz: ok"])
    let mixed = try await workshop.run(
      ["model", "verify", "damaged", "short", "long", "missing", "model.safetensors"])
    #expect(mixed.status == 65)
    try #require(mixed.lines.count == 5)
    #expect(mixed.lines[0].hasPrefix("damaged: the model's checksum is "))
    #expect(mixed.lines[1].hasPrefix("short: the model is truncated: \(model.count - 1) bytes of "))
    #expect(mixed.lines[2].contains("bytes follow the last tensor"))
    #expect(mixed.lines[3].hasPrefix("missing: "))
    #expect(mixed.lines[4] == "model.safetensors: ok")
    #expect(mixed.error == "chaffinch: 4 of 5 model files cannot be used\n")
  }

  /// A file of a header and its length.
  private func file(_ header: String) -> Data {
    Data((0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) })
      + Data(header.utf8)
  }

  @Test("A header is refused before what it announces is read")
  func announced() async throws {
    let workshop = try Workshop()
    let versions = #""format":"chaffinch","format_version":"4","feature_version":"4""#
    let labels = #""labels":"content,caption,promo,byline,paywall""#
    let huge = #"{"dtype":"I8","shape":[9000000000000],"data_offsets":[0,9000000000000]}"#
    try workshop.write("huge", file(#"{"__metadata__":{\#(versions),\#(labels)},"t":\#(huge)}"#))
    try workshop.write("old", file(#"{"__metadata__":{"format":"chaffinch"},"t":\#(huge)}"#))
    try workshop.write("length", Data([255, 255, 255, 255, 255, 255, 255, 127]))
    let outcome = try await workshop.run(["model", "verify", "huge", "old", "length", "/dev/zero"])
    #expect(outcome.status == 65)
    try #require(outcome.lines.count == 4)
    #expect(outcome.lines[0].contains("announces 90000000"))
    #expect(outcome.lines[1].contains("model format version none"))
    #expect(outcome.lines[2].contains("its header would have 9223372036854775807 bytes"))
    #expect(outcome.lines[3].contains("/dev/zero: not a safetensors file"))
  }

  @Test("Names in a hostile file reach no terminal with control characters, nor at full length")
  func hostileNames() async throws {
    let workshop = try Workshop()
    let name = #"\u001b[2J\n"# + String(repeating: "x", count: 100_000)
    try workshop.write("hostile", file(#"{"\#(name)":1}"#))
    for arguments in [["model", "info", "hostile"], ["tag", "--model", "hostile"]] {
      let outcome = try await workshop.run(arguments)
      #expect(outcome.status == 65)
      #expect(outcome.error.hasPrefix("chaffinch: hostile: not a safetensors file"))
      #expect(outcome.error.unicodeScalars.count { $0.value < 0x20 } == 1)
      #expect(outcome.error.count < 500)
    }
  }

  @Test("Diff ends with 0 for any models, with --exit-code 1 for those that differ")
  func diff() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    let trained = try await workshop.run(
      ["train", "corpus.tsv", "--output", "other", "--l2-penalty", "2"] + TinyCorpus.settings)
    #expect(trained.status == 0, "\(trained.error)")
    let same = try await workshop.run(
      ["model", "diff", "other", "other", "--exit-code"])
    #expect(same.status == 0)
    #expect(same.text == "the models are equal\n")
    let plain = try await workshop.run(["model", "diff", "model.safetensors", "other"])
    #expect(plain.status == 0)
    #expect(plain.lines.contains { $0.hasPrefix("  l2_penalty: ") && $0.hasSuffix(" → 2.0") })
    #expect(plain.lines.contains { $0.hasPrefix("  tensor_checksum: ") })
    #expect(
      plain.lines.contains { $0.hasPrefix("text.naive_bayes.bias ") && $0.hasSuffix("equal") })
    let json = try await workshop.run(
      ["model", "diff", "model.safetensors", "other", "--exit-code", "--format", "json"])
    #expect(json.status == 1)
    #expect(json.error == "")
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect(object["differ"] as? Bool == true)
    let tensors = try #require(object["tensors"] as? [[String: Any]])
    let weights = try #require(
      tensors.first { $0["name"] as? String == "text.logistic_regression.weights" })
    #expect((weights["differing"] as? Int ?? 0) > 0)
    #expect((weights["largest"] as? Double ?? 0) > 0)
  }

  @Test("Export writes float32 tensors, which are no model; explanations have their rows")
  func export() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.run(
      ["model", "export", "model.safetensors", "--output", "weights"])
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    let bytes = try workshop.data("weights")
    let length = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    let header = try #require(
      try JSONSerialization.jsonObject(with: bytes[8..<8 + length]) as? [String: Any])
    let tensor = try #require(header["text.naive_bayes.weights"] as? [String: Any])
    #expect(tensor["dtype"] as? String == "F32")
    #expect(tensor["shape"] as? [Int] == [1024, 5])
    let verified = try await workshop.run(["model", "verify", "weights"])
    #expect(verified.status == 65)
    #expect(verified.text.hasPrefix("weights: a safetensors file but not a Chaffinch model"))
    try workshop.write("a.txt", TinyCorpus.content)
    let explained = try await workshop.runWithModel(
      ["explain", "a.txt", "--output-format", "jsonl"])
    let rows = explained.text.matches(of: /"row":([0-9]+),"values"/).compactMap { Int($0.1) }
    #expect(rows.count > 20)
    #expect(rows.allSatisfy { $0 < 1024 })
  }
}
