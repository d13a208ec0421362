// Tests what several subcommands share: which models and corpora are refused, and how.

import Foundation
import Testing

@Suite struct SharedOptionsTests {
  @Test(
    "A truncated model is refused with both lengths, wherever it ends", arguments: [5, 100, 5000])
  func truncatedModel(length: Int) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("short", try workshop.data("model.safetensors").prefix(length))
    let outcome = try await workshop.run(
      ["clean", "--model", "short"], input: Data("Some text".utf8))
    #expect(outcome.status == 65)
    #expect(
      outcome.error.hasPrefix("chaffinch: short: the model is truncated: \(length) bytes of "))
    #expect(outcome.error.contains("copy or train it again"))
    #expect(outcome.error.count { $0 == "\n" } == 1)
  }

  @Test("One changed bit in the weights is noticed")
  func damagedModel() async throws {
    let workshop = try await Workshop.withModel()
    var model = try workshop.data("model.safetensors")
    let place = model.count - 2000
    model[place] ^= 1
    try workshop.write("damaged", model)
    let outcome = try await workshop.run(
      ["clean", "--model", "damaged"], input: Data("Some text".utf8))
    #expect(outcome.status == 65)
    #expect(outcome.error.hasPrefix("chaffinch: damaged: the model's checksum is "))
  }

  @Test("A file that is no model is refused")
  func noModel() async throws {
    let workshop = try Workshop()
    try workshop.write("notes.txt", "Milk, bread and a new lead for the dog.\n")
    let outcome = try await workshop.run(
      ["tag", "--model", "notes.txt"], input: Data("Some text".utf8))
    #expect(outcome.status == 65)
    #expect(outcome.error.hasPrefix("chaffinch: notes.txt: not a safetensors file"))
    #expect(outcome.error.contains("chaffinch train"))
  }

  @Test("A model from standard input and a compressed model work as the file does")
  func modelFromElsewhere() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", TinyCorpus.content)
    let model = try workshop.data("model.safetensors")
    try workshop.write("model.gz", gzip(model))
    let plain = try await workshop.runWithModel(["tag", "a.txt"])
    let compressed = try await workshop.run(["tag", "a.txt", "--model", "model.gz"])
    let piped = try await workshop.run(["tag", "a.txt", "--model", "-"], input: model)
    #expect(plain.status == 0)
    #expect(compressed.output == plain.output)
    #expect(piped.output == plain.output)
  }

  @Test("Model and text cannot both be standard input: the second finds it empty")
  func standardInputTwice() async throws {
    let workshop = try await Workshop.withModel()
    let model = try workshop.data("model.safetensors")
    let outcome = try await workshop.run(["tag", "-", "--model", "-"], input: model)
    #expect(outcome.status == 66)
    #expect(outcome.error.hasPrefix("chaffinch: standard input: is empty"))
  }

  @Test(
    "A corpus that cannot be used is refused by file and line",
    arguments: [
      ("headline\tWater over the bridge\n", "corpus:1: unknown label 'headline'"),
      ("# a note\ncontent\tOne\nno tab here\n", "corpus:3: no tab between label and text"),
      ("content\t\n", "corpus:1: no text behind the label"),
      ("# site: a.example\n\n", "corpus: no articles"),
      (
        "{\"paragraphs\":[{\"text\":\"a\",\"label\":\"promo\"}]}\n{\"id\":1}\n",
        "corpus:2: no array 'paragraphs'"
      ),
      ("{\"paragraphs\":[{\"text\":\"a\"}]}\n", "corpus: no paragraph has a label"),
      ("{\"paragraphs\":[\n", "corpus:1: the JSON text ends too early at byte 15"),
    ])
  func badCorpus(corpus: String, complaint: String) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus", corpus)
    for command in [
      ["evaluate", "corpus", "--model", "model.safetensors"], ["train", "corpus", "-o", "m"],
    ] {
      let outcome = try await workshop.run(command)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("chaffinch: \(complaint)"))
      #expect(outcome.error.count { $0 == "\n" } == 1)
    }
    #expect(try workshop.names() == ["corpus", "model.safetensors"])
  }

  @Test("With --skip-invalid malformed lines are counted and the rest is used")
  func skipInvalid() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus", "headline\tOne\ncontent\tTwo\nthree\npromo\tFour\n")
    let outcome = try await workshop.runWithModel(
      ["evaluate", "corpus", "--skip-invalid", "--format", "json"])
    #expect(outcome.status == 0)
    #expect(
      outcome.error.hasPrefix("chaffinch: malformed lines left out: 2, the first: corpus:1: "))
    let object = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
    #expect(object?["skippedLines"] as? Int == 2)
    #expect(object?["paragraphs"] as? Int == 2)
  }

  @Test("Where --skip-invalid leaves nothing, there is nothing to work on")
  func nothingLeft() async throws {
    let workshop = try Workshop()
    try workshop.write("corpus", "headline\tOne\n")
    let outcome = try await workshop.run(["train", "corpus", "--skip-invalid", "-o", "m"])
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("corpus:1: unknown label 'headline'"))
    #expect(try workshop.names() == ["corpus"])
  }

  @Test("Corpora of both formats and with any line ends are joined")
  func joinedCorpora() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("people.tsv", "\u{FEFF}content\tOne\r\npromo\tTwo\r\n\r\nbyline\tThree")
    try workshop.write(
      "lines.jsonl.gz",
      gzip(
        Data(
          #"{"site":"a","paragraphs":[{"text":"Four","label":"promo","paywall":true}]}"#.utf8)))
    let outcome = try await workshop.runWithModel(["evaluate", "people.tsv", "lines.jsonl.gz"])
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    #expect(outcome.text.hasPrefix("3 articles, 4 paragraphs, corpus "))
  }
}
