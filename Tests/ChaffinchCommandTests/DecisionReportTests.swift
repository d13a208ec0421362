// Tests `--report`: every decision, one object a line, its members in the order that is promised.

import Foundation
import Testing

@Suite struct DecisionReportTests {
  /// The report of cleaning a file, with its probabilities replaced by `P`.
  private func report(_ name: String, _ content: String, _ options: [String] = []) async throws
    -> [String]
  {
    let workshop = try await Workshop.withModel()
    try workshop.write(name, content)
    let outcome = try await workshop.runWithModel(
      ["clean", name, "--report", "report", "--quiet"] + options)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    return try workshop.text("report").split(separator: "\n").map { String($0) }.map { line in
      line.replacing(/"probability":(0\.[0-9]{4}|1\.0000)/, with: "\"probability\":P")
    }
  }

  @Test("Of a text: label, probability, whether it went, where it stood, the text")
  func text() async throws {
    let lines = try await report("a.txt", "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n")
    #expect(
      lines == [
        #"{"file":"a.txt","label":"content","probability":P,"removed":false,"#
          + #""verdict":"open","byteRange":[0,68],"text":"\#(TinyCorpus.content)"}"#,
        #"{"file":"a.txt","label":"promo","probability":P,"removed":true,"#
          + #""verdict":"open","byteRange":[70,96],"text":"\#(TinyCorpus.promo)"}"#,
      ])
  }

  @Test("Of a page the element too")
  func page() async throws {
    let lines = try await report("b.html", SmallPages.page, ["--output-format", "html"])
    try #require(lines.count == 3)
    #expect(
      lines[1].hasPrefix(
        #"{"file":"b.html","element":"figcaption","label":"caption","probability":P,"#
          + #""removed":false,"verdict":"open","byteRange":["#))
    #expect(lines[2].contains(#""label":"promo","probability":P,"removed":true,"#))
  }

  @Test("Of a feed the item, its names, the field, and why a text was left alone")
  func feed() async throws {
    let lines = try await report("c.xml", SmallPages.feed)
    try #require(lines.count == 3)
    #expect(
      lines[0]
        == #"{"file":"c.xml","item":1,"id":"urn:1","title":"Bridge *closed*","#
        + #""field":"description","element":"p","label":"content","probability":P,"#
        + #""removed":false,"verdict":"open","text":"\#(TinyCorpus.content)"}"#)
    #expect(
      lines[2]
        == #"{"file":"c.xml","item":2,"title":"More","field":"description","element":"p","#
        + #""label":"promo","probability":P,"removed":false,"#
        + #""leftAlone":"100 % of the text would go","verdict":"unknown","text":"\#(TinyCorpus.promo)"}"#
    )
  }

  @Test("Of JSON Lines the line's number, blank lines counted")
  func records() async throws {
    let lines = try await report("d.jsonl", SmallPages.records)
    #expect(lines.count == 3)
    #expect(
      lines.last
        == #"{"file":"d.jsonl","record":3,"label":"promo","probability":P,"removed":true,"#
        + #""verdict":"unknown","text":"\#(TinyCorpus.promo)"}"#)
  }

  @Test(
    "A report and an output of one place are refused",
    arguments: [["--report", "x", "-o", "x"], ["--report", "-"], ["--report", "-", "-o", "-"]])
  func sameFile(options: [String]) async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(["clean"] + options, input: TinyCorpus.content)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("--report and --output must be different files"))
    #expect(try workshop.names() == ["model.safetensors"])
  }

  @Test("A report replaces no input")
  func noInput() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", TinyCorpus.content)
    let outcome = try await workshop.runWithModel(["clean", "a.txt", "--report", "a.txt"])
    #expect(outcome.status == 64)
    #expect(try workshop.text("a.txt") == TinyCorpus.content)
  }

  @Test("A report may be printed where the output is a file, and needs a place")
  func printed() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      ["clean", "--report", "-", "-o", "out"], input: TinyCorpus.content)
    #expect(outcome.text.hasPrefix(#"{"file":"-","label":"content","#))
    #expect(try workshop.text("out") == TinyCorpus.content + "\n")
    let lost = try await workshop.runWithModel(
      ["clean", "--report", "no/where"], input: TinyCorpus.content)
    #expect(lost.status == 73)
    #expect(lost.output.isEmpty)
  }
}
