// Tests `label` as a user meets it: at a pseudo-terminal, interrupted and gone on with, and refused.

import Foundation
import Testing

@Suite struct LabelTests {
  private static let records = """
    {"id":"1","site":"s.example","note":1.50,"paragraphs":["\(TinyCorpus.content)",{"text":"\(TinyCorpus.byline)","x":[]}]}
    {"id":"2","paragraphs":[{"text":"\(TinyCorpus.promo)","label":null}]}

    """

  /// A running command at a terminal.
  private struct Run {
    let process = Process()
    let terminal: PseudoTerminal

    init(_ arguments: [String], in workshop: Workshop, term: String = "xterm") throws {
      terminal = try PseudoTerminal()
      process.executableURL = try CommandRun.product()
      process.arguments = ["label", "--model", "model.safetensors"] + arguments
      process.currentDirectoryURL = workshop.folder
      process.environment = ["TERM": term, "NO_COLOR": "1"]
      process.standardInput = terminal.end
      process.standardOutput = terminal.end
      process.standardError = terminal.end
    }

    /// Starts the command, then presses keys, each when the screen says what is expected.
    func press(_ steps: [(expected: String, keys: String)]) async throws {
      try process.run()
      for step in steps {
        try await terminal.wait(for: step.expected)
        terminal.send(step.keys)
      }
    }

    /// Waits for the end; returns what was written since the last step.
    func end() async throws -> String {
      var text = ""
      while process.isRunning {
        text += terminal.received()
        try await Task.sleep(for: .milliseconds(10))
      }
      return text + terminal.received()
    }
  }

  private func workshop() async throws -> Workshop {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.jsonl", Self.records)
    return workshop
  }

  @Test("A session ended in the middle goes on there, and the corpus has every label")
  func interrupted() async throws {
    let workshop = try await workshop()
    let first = try Run(["a.jsonl", "-o", "out.jsonl"], in: workshop)
    try await first.press([("article 1 of 2, paragraph 1 of 2", "c")])
    try await first.terminal.wait(for: "paragraph 2 of 2")
    first.process.terminate()
    let message = try await first.end()
    #expect(first.process.terminationReason == .uncaughtSignal)
    #expect(first.process.terminationStatus == SIGTERM)
    #expect(message.contains("labelled 0 articles into out.jsonl; 2 left"))
    #expect(message.contains("\u{1B}[?1049l"))
    #expect(try workshop.text("out.jsonl.session").contains(#""labels":["content",null]"#))

    let second = try Run(["a.jsonl", "-o", "out.jsonl"], in: workshop)
    try await second.press([
      ("article 1 of 2, paragraph 2 of 2", "b"), ("article 2 of 2, paragraph 1 of 1", "u"),
      ("article 1 of 2, paragraph 2 of 2", "b"), ("article 2 of 2, paragraph 1 of 1", "w"),
      ("no more are left", "q"),
    ])
    #expect(try await second.end().contains("labelled 2 articles into out.jsonl\r\n"))
    #expect(second.process.terminationStatus == 0)
    #expect(try workshop.names() == ["a.jsonl", "model.safetensors", "out.jsonl"])
    #expect(
      try workshop.text("out.jsonl") == """
        {"id":"1","site":"s.example","note":1.50,"paragraphs":[{"text":"\(TinyCorpus.content)","label":"content"},{"text":"\(TinyCorpus.byline)","x":[],"label":"byline"}]}
        {"id":"2","paragraphs":[{"text":"\(TinyCorpus.promo)","label":"promo","paywall":true}]}

        """)
    let third = try Run(["a.jsonl", "-o", "out.jsonl"], in: workshop)
    try third.process.run()
    #expect(
      try await third.end() == "out.jsonl has 2 articles already\r\nno article is left to label\r\n"
    )
    #expect(third.process.terminationStatus == 0)
    let scores = try await workshop.runWithModel(["evaluate", "out.jsonl"])
    #expect(scores.status == 0)
  }

  @Test("Texts and pages become articles of a corpus, with elements and site")
  func files() async throws {
    let workshop = try await workshop()
    try workshop.write("a.txt", TinyCorpus.content)
    try workshop.write(
      "b.html",
      "<html lang=en><title>T</title><body><p class=x>\(TinyCorpus.promo)</p></body></html>")
    let run = try Run(["a.txt", "b.html", "--site", "s.example", "-o", "out"], in: workshop)
    try await run.press([
      ("article 1 of 2", "c"), ("article 2 of 2", "p"), ("no more are left", "q"),
    ])
    _ = try await run.end()
    #expect(run.process.terminationStatus == 0)
    let lines = try workshop.text("out").split(separator: "\n")
    #expect(
      lines.first
        == #"{"id":"a.txt","site":"s.example","paragraphs":[{"text":"\#(TinyCorpus.content)","label":"content"}]}"#
    )
    #expect(lines.last?.contains(#""language":"en","title":"T""#) == true)
    #expect(lines.last?.contains(#"["p","x","#) == true)
  }

  @Test("A terminal that is too small is refused in one line, before anything is made")
  func tooSmall() async throws {
    let workshop = try await workshop()
    let run = try Run(["a.jsonl", "-o", "out"], in: workshop)
    run.terminal.resize(columns: 12, rows: 20)
    try run.process.run()
    #expect(
      try await run.end()
        == "chaffinch: the terminal has 12 columns, 20 are needed; make it wider\r\n")
    #expect(run.process.terminationStatus == 64)
    #expect(try workshop.names() == ["a.jsonl", "model.safetensors"])
  }

  @Test("A terminal that cannot place text is refused, and so is none")
  func noTerminal() async throws {
    let workshop = try await workshop()
    let run = try Run(["a.jsonl", "-o", "out"], in: workshop, term: "dumb")
    try run.process.run()
    #expect(try await run.end().contains("TERM says it cannot"))
    #expect(run.process.terminationStatus == 64)
    let outcome = try await workshop.runWithModel(["label", "a.jsonl", "-o", "out"])
    #expect(outcome.status == 64)
    #expect(
      outcome.error
        == "chaffinch: labelling needs a terminal for keys and screen; run it in one, nothing redirected\n"
    )
    #expect(try workshop.names() == ["a.jsonl", "model.safetensors"])
  }

  @Test("Bad input ends before the screen is taken: one line, and an output that is none stays")
  func badInput() async throws {
    let workshop = try await workshop()
    try workshop.write("bad.jsonl", "{\"paragraphs\":[\"One\"]}\n{\"paragraphs\":[7]}\n")
    try workshop.write("text", "hello\n")
    for (arguments, status, message) in [
      (["bad.jsonl", "-o", "out"], Int32(65), "bad.jsonl:2: paragraph 1 has no string 'text'"),
      (["none.jsonl", "-o", "out"], 66, "none.jsonl: No such file or directory"),
      (["a.jsonl", "-o", "text"], 65, "text:1: "),
      (["a.jsonl", "-o", "a.jsonl"], 64, "a.jsonl: is the output, too"),
    ] {
      let run = try Run(arguments, in: workshop)
      try run.process.run()
      let text = try await run.end()
      #expect(run.process.terminationStatus == status)
      #expect(text.hasPrefix("chaffinch: \(message)"), "\(text)")
      #expect(text.split(separator: "\n").count == 1)
    }
    #expect(try workshop.names() == ["a.jsonl", "bad.jsonl", "model.safetensors", "text"])
    #expect(try workshop.text("text") == "hello\n")
  }
}
