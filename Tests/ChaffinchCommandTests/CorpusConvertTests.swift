// Tests `chaffinch corpus convert`: formats, what is said on standard error, and the refusals.

import Foundation
import Testing

@Suite struct CorpusConvertTests {
  private func convert(_ workshop: Workshop, _ arguments: String...) async throws -> Outcome {
    try await workshop.run(["corpus", "convert"] + arguments)
  }

  @Test(
    "A corpus of pages comes back from each tool's format byte for byte",
    arguments: ["label-studio", "doccano", "prodigy"])
  func roundTrip(format: String) async throws {
    let workshop = try Workshop()
    try workshop.write("pages.jsonl", TinyCorpus.pages)
    let lines = try await convert(workshop, "pages.jsonl", "--to", "jsonl")
    let there = try await convert(workshop, "pages.jsonl", "--to", format, "-o", "tasks")
    #expect(there.status == 0, "\(there.error)")
    #expect(there.error == "")
    // The format is recognised.
    let back = try await convert(workshop, "tasks", "--to", "jsonl")
    #expect(back.text == lines.text)
    #expect(back.error == "")
  }

  @Test("What fastText has no place for is said on standard error")
  func fastText() async throws {
    let workshop = try Workshop.withCorpus()
    let outcome = try await convert(workshop, "corpus.tsv", "--to", "fasttext")
    #expect(outcome.status == 0)
    #expect(outcome.lines.first == "__label__promo \(TinyCorpus.promo)")
    #expect(
      outcome.error
        == "chaffinch: fasttext has no place for: 6 ids of articles, 6 sites of articles, "
        + "6 languages of articles\n")
    try workshop.write("train.txt", outcome.output)
    let back = try await convert(workshop, "train.txt", "--to", "tsv")
    let labelled = try workshop.text("corpus.tsv").split(separator: "\n").filter {
      !$0.hasPrefix("#")
    }
    #expect(back.lines.filter { !$0.isEmpty && !$0.hasPrefix("#") } == labelled.map(String.init))
  }

  @Test("Labels of other names are mapped, or refused with file and line")
  func mapping() async throws {
    let workshop = try Workshop()
    let export = """
      {"text":"Buy","label":"ad","answer":"accept"}
      {"text":"Sell","label":"a=b","answer":"accept"}
      {"text":"Rain","label":"odd","answer":"reject"}
      {"text":"It rains all day","spans":[{"start":0,"end":2,"label":"ad"}]}

      """
    try workshop.write("export.jsonl", export)
    let outcome = try await convert(
      workshop, "export.jsonl", "--to", "jsonl", "--map", "ad=promo", "--map", "a=b=none")
    #expect(
      outcome.lines == [
        #"{"paragraphs":[{"text":"Buy","label":"promo"}]}"#,
        #"{"paragraphs":[{"text":"Sell","label":null}]}"#,
        #"{"paragraphs":[{"text":"Rain","label":null}]}"#,
        #"{"paragraphs":[{"text":"It rains all day","label":null}]}"#,
      ])
    #expect(outcome.error.contains("less than half of any paragraph, and label none: 1\n"))
    #expect(outcome.error.contains("and without labels: 1\n"))
    let refused = try await convert(workshop, "export.jsonl", "--to", "jsonl", "--map", "ad=promo")
    #expect(refused.status == 65)
    #expect(refused.error.hasPrefix("chaffinch: export.jsonl:2: unknown label 'a=b', expected"))
    let skipped = try await convert(
      workshop, "export.jsonl", "--to", "jsonl", "--map", "ad=promo", "--skip-invalid")
    #expect(skipped.lines.count == 3)
    #expect(skipped.error.contains("malformed records left out: 1"))
  }

  @Test("The labelling configuration is a file of its own")
  func labellingConfiguration() async throws {
    let workshop = try Workshop.withCorpus()
    let outcome = try await convert(
      workshop, "corpus.tsv", "--to", "label-studio", "--labelling-config", "tags.xml", "-o", "t")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try workshop.text("tags.xml").hasPrefix("<View>\n  <ParagraphLabels name=\"label\""))
    #expect(try workshop.names() == ["corpus.tsv", "t", "tags.xml"])
  }

  @Test("Records of one paragraph are joined again, and several inputs, too")
  func parts() async throws {
    let workshop = try Workshop.withCorpus()
    let parts = try await convert(
      workshop, "corpus.tsv", "--to", "prodigy", "--unit", "paragraph", "-o", "tasks.jsonl")
    #expect(parts.status == 0, "\(parts.error)")
    let back = try await convert(workshop, "tasks.jsonl", "corpus.tsv", "--to", "tsv")
    let text = try workshop.text("corpus.tsv")
    #expect(back.lines.filter { $0.hasPrefix("# id") }.count == 12)
    let half = back.lines.prefix(back.lines.count / 2).filter { !$0.isEmpty }
    #expect(half == text.split(separator: "\n").map(String.init))
  }

  @Test(
    "What does not go together is refused",
    arguments: [
      ("x --to jsonl --map a", 64), ("x --to jsonl --map a=b", 64),
      ("x --to jsonl --map a=promo --map a=none", 64), ("x --to jsonl --unit paragraph", 64),
      ("x --to doccano --labelling-config c", 64),
      ("x --to label-studio --labelling-config c -o c", 64), ("x --to html", 64), ("x", 64),
      ("x --to tsv", 66), ("empty --to tsv", 66), ("bare.jsonl --to tsv", 65),
      ("corpus.tsv --to jsonl --map a=promo", 64), ("corpus.tsv --from prodigy --to tsv", 65),
    ] as [(String, Int32)])
  func refusals(arguments: String, status: Int32) async throws {
    let workshop = try Workshop.withCorpus()
    try workshop.write("empty", "")
    try workshop.write("bare.jsonl", "{\"text\":\"a\"}\n")
    let words = arguments.split(separator: " ").map(String.init)
    let outcome = try await workshop.run(["corpus", "convert"] + words)
    #expect(outcome.status == status, "\(outcome.error)")
    #expect(outcome.text == "")
    #expect(!outcome.error.isEmpty)
  }
}
