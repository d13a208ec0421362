// Tests `tag` and `clean` as parts of a longer way: policies for bad records, threads, counts, exit statuses.

import Foundation
import Testing

@Suite struct StageRunTests {
  private static let good = "{\"paragraphs\":[\"\(TinyCorpus.content)\",\"\(TinyCorpus.promo)\"]}"
  private static let bad: [(line: String, reason: String)] = [
    (#"{"paragraphs":7}"#, "'paragraphs' is no array"),
    ("nonsense", "unexpected 'o' at byte 1"),
    (#"{"error":"old","id":1}"#, "no 'paragraphs', 'text' or 'html'; expected an array"),
    ("[1]", "not a JSON object"),
  ]
  /// A good record before each bad one and behind the last, a blank line behind the first.
  private static let mixture =
    good + "\n\n" + bad.map { "\($0.line)\r\n\(good)\n" }.joined()
  /// The numbers of the bad lines.
  private static let numbers = [3, 5, 7, 9]

  /// The lines of the output with the carriage returns that end them.
  private func lines(_ outcome: Outcome) -> [String] {
    outcome.output.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func metrics(_ workshop: Workshop) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: try workshop.data("m")) as? [String: Any])
  }

  @Test(
    "By default a bad record stops the run; all lines before it are on standard output",
    arguments: ["tag", "clean"], ["1", "3"])
  func fail(command: String, threads: String) async throws {
    let workshop = try await Workshop.withModel()
    let whole = try await workshop.runWithModel([command], input: Self.good + "\n\n")
    let outcome = try await workshop.runWithModel(
      [command, "--threads", threads, "--metrics", "m"], input: Self.mixture)
    #expect(outcome.status == 65)
    #expect(outcome.output == whole.output)
    #expect(outcome.error.hasPrefix("chaffinch: standard input:3: 'paragraphs' is no array; "))
    #expect(outcome.error.count { $0 == "\n" } == 1)
    let metrics = try metrics(workshop)
    #expect(metrics["status"] as? String == "failed")
    #expect(metrics["exitStatus"] as? Int == 65)
    #expect((metrics["error"] as? String)?.hasPrefix("standard input:3: ") == true)
  }

  @Test(
    "--on-error skip leaves bad records out, counts them and tells of them",
    arguments: ["tag", "clean"], ["1", "3"])
  func skip(command: String, threads: String) async throws {
    let workshop = try await Workshop.withModel()
    let line = try await workshop.runWithModel([command], input: Self.good).text
    let outcome = try await workshop.runWithModel(
      [command, "--on-error", "skip", "--rejects", "r", "--metrics", "m", "--threads", threads],
      input: Self.mixture)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text == line + "\n" + String(repeating: line, count: 4))
    #expect(outcome.error.contains("9 records, 4 rejected; "))
    let rejects = try workshop.text("r").split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    #expect(rejects.map { $0["file"] as? String } == ["-", "-", "-", "-"])
    #expect(rejects.map { $0["line"] as? Int } == Self.numbers)
    #expect(rejects.map { $0["record"] as? String } == Self.bad.map(\.line))
    for (reject, bad) in zip(rejects, Self.bad) {
      #expect((reject["reason"] as? String)?.hasPrefix(bad.reason) == true)
    }
    let metrics = try metrics(workshop)
    #expect(metrics["command"] as? String == command)
    #expect(metrics["status"] as? String == "done")
    #expect(metrics["exitStatus"] as? Int == 0)
    #expect(metrics["files"] as? Int == 1)
    #expect(metrics["records"] as? Int == 9)
    #expect(metrics["rejected"] as? Int == 4)
    #expect(
      metrics["paragraphs"] as? [String: Int]
        == ["content": 5, "caption": 0, "promo": 5, "byline": 0])
    #expect((metrics["removed"] as? [String: Int])?["promo"] == (command == "clean" ? 5 : nil))
    #expect(metrics["bytesIn"] as? Int == Self.mixture.utf8.count)
    #expect(metrics["bytesOut"] as? Int == outcome.output.count)
    #expect(metrics["threads"] as? Int == Int(threads))
  }

  @Test(
    "--on-error pass has one line out for each line in", arguments: ["tag", "clean"], ["1", "3"])
  func pass(command: String, threads: String) async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(
      [command, "--on-error", "pass", "--threads", threads], input: Self.mixture)
    #expect(outcome.status == 0)
    let lines = lines(outcome)
    try #require(lines.count == 10)
    let passed = Self.numbers.map { lines[$0 - 1] }
    #expect(passed[0].hasPrefix(#"{"paragraphs":7,"error":"'paragraphs' is no array"#))
    #expect(passed[0].hasSuffix("\"}\r"))
    #expect(passed[1] == "nonsense\r")
    #expect(passed[2].hasPrefix(#"{"error":"no 'paragraphs', 'text' or 'html'; expected"#))
    #expect(passed[2].hasSuffix(#"","id":1}"# + "\r"))
    #expect(passed[3] == "[1]\r")
  }

  @Test("A rejected record that is no UTF-8 is kept as base64")
  func malformedUTF8() async throws {
    let workshop = try await Workshop.withModel()
    let record = Data(#"{"paragraphs":["caf"#.utf8) + [0xE9] + Data(#""]}"#.utf8)
    for policy in ["skip", "pass"] {
      let outcome = try await workshop.run(
        ["tag", "--model", "model.safetensors", "--on-error", policy, "--rejects", "r"],
        input: record)
      #expect(outcome.status == 0)
      #expect(outcome.output == (policy == "pass" ? record + [0x0A] : Data()))
      let reject = try JSONSerialization.jsonObject(with: try workshop.data("r")) as? [String: Any]
      let base64 = try #require(reject?["base64"] as? String)
      #expect(Data(base64Encoded: base64) == record)
    }
  }

  @Test("Metrics that cannot be written do not hide what ended the run")
  func fullMetrics() async throws {
    let workshop = try await Workshop.withModel()
    let metrics = ["tag", "--metrics", "/dev/full"]
    let bad = try await workshop.runWithModel(metrics, input: Self.mixture)
    #expect(bad.status == 65)
    #expect(bad.error.hasPrefix("chaffinch: standard input:3: "))
    let good = try await workshop.runWithModel(metrics, input: Self.good)
    #expect(good.status == 74)
  }

  @Test("A line over --maximum-record-bytes is a bad record of which only the length is kept")
  func longLines() async throws {
    let workshop = try await Workshop.withModel()
    let long = #"{"x":"\#(String(repeating: "y", count: 700_000))"}"#
    let short = #"{"paragraphs":[]}"#
    let input = "\(short)\n\(long)\r\n\(short)\n\(long)"
    // Shorter and longer than what is read at a time.
    for limit in ["17", "600000"] {
      let limits = ["tag", "--maximum-record-bytes", limit]
      let failed = try await workshop.runWithModel(limits, input: input)
      #expect(failed.status == 65)
      #expect(failed.lines.count == 1)
      #expect(
        failed.error == "chaffinch: standard input:2: longer than \(limit) bytes; raise "
          + "--maximum-record-bytes, or pass --on-error skip\n")
      let skipped = try await workshop.runWithModel(
        limits + ["--on-error", "skip", "--rejects", "r"], input: input)
      #expect(skipped.status == 0)
      #expect(skipped.lines.count == 2)
      let rejects = [2, 4].map { number in
        #"{"file":"-","line":\#(number),"reason":"longer than \#(limit) bytes","#
          + #""bytes":\#(long.utf8.count)}"# + "\n"
      }
      #expect(try workshop.text("r") == rejects.joined())
      let passed = try await workshop.runWithModel(limits + ["--on-error", "pass"], input: input)
      #expect(passed.status == 0)
      let lines = lines(passed)
      try #require(lines.count == 4)
      #expect(lines[1] == long + "\r")
      #expect(lines[3] == long)
    }
    #expect(
      try await workshop.runWithModel(["tag", "--maximum-record-bytes", "16"], input: short)
        .status == 65)
  }

  @Test("Texts, pages and feeds that are none are rejected, too; missing files fail all the same")
  func wholeInputs() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", TinyCorpus.content)
    try workshop.write("blank.txt", "\n \n")
    try workshop.write("empty", "")
    let files = ["blank.txt", "a.txt", "empty"]
    let failed = try await workshop.runWithModel(["clean"] + files)
    #expect(failed.status == 66)
    #expect(failed.lines.count == 1)
    let skipped = try await workshop.runWithModel(
      ["clean", "--on-error", "skip", "--rejects", "r"] + files)
    #expect(skipped.status == 0)
    #expect(skipped.output == failed.output)
    let reason = "has no text; name an article"
    #expect(
      try workshop.text("r").hasPrefix(#"{"file":"blank.txt","reason":"\#(reason)"}"# + "\n"))
    #expect(skipped.error.contains("3 files: ") && skipped.error.contains("3 records, 2 rejected"))
    let passed = try await workshop.runWithModel(["tag", "--on-error", "pass"] + files)
    #expect(passed.status == 0)
    #expect(passed.lines.count == 3)
    #expect(passed.lines[0] == #"{"file":"blank.txt","error":"\#(reason)"}"#)
    let one = try await workshop.runWithModel(["tag", "--on-error", "pass", "blank.txt"])
    #expect(one.lines == [#"{"file":"blank.txt","error":"\#(reason)"}"#])
    let alone = try await workshop.runWithModel(["clean", "--on-error", "pass", "blank.txt"])
    #expect(alone.status == 0)
    #expect(alone.text == "\n \n")
    let missing = try await workshop.runWithModel(
      ["clean", "--on-error", "skip", "nowhere"] + files)
    #expect(missing.status == 66)
    #expect(missing.error.contains("chaffinch: 1 of 4 files could not be read"))
  }

  @Test("--on-error pass is refused where a record becomes text")
  func passAsText() async throws {
    let outcome = try await Workshop.withModel().runWithModel(
      ["clean", "--on-error", "pass", "--output-format", "text"], input: Self.mixture)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("--on-error pass has no place in text"))
  }

  @Test("Of several files a bad record ends one, and the lines before it stay")
  func failingFile() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.jsonl", Self.mixture)
    try workshop.write("b.jsonl", Self.good)
    for threads in ["1", "3"] {
      let outcome = try await workshop.runWithModel(
        ["tag", "a.jsonl", "b.jsonl", "--threads", threads, "--metrics", "m"])
      #expect(outcome.status == 65)
      #expect(outcome.lines.count { !$0.isEmpty } == 2)
      #expect(try metrics(workshop)["filesFailed"] as? Int == 1)
    }
  }

  @Test("Any number of threads gives the same bytes", arguments: ["tag", "clean"])
  func threads(command: String) async throws {
    let workshop = try await Workshop.withModel()
    // Several batches: what makes them large needs no model.
    let filler = String(repeating: "z", count: 100_000)
    let records = (0..<12).map { #"{"n":\#($0),"f":"\#(filler)","paragraphs":["No. \#($0)"]}"# }
    try workshop.write("in.jsonl", records.joined(separator: "\n"))
    let names = (0..<9).map { "\($0).txt" }
    for (number, name) in names.enumerated() {
      try workshop.write(
        name, String(repeating: "\(TinyCorpus.content)\n\n", count: number % 3 + 1))
    }
    var outputs: Set<Data> = []
    for threads in ["1", "2", "5"] {
      let outcome = try await workshop.runWithModel(
        [command, "--threads", threads, "in.jsonl"] + names)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.lines.count == 21)
      outputs.insert(outcome.output)
    }
    #expect(outputs.count == 1)
  }

  @Test("Texts of records are parted by blank lines, those of different batches, too")
  func recordTexts() async throws {
    let filler = String(repeating: "z", count: 200_000)
    let records = (0..<5).map { _ in #"{"f":"\#(filler)","paragraphs":["\#(TinyCorpus.content)"]}"#
    }
    for threads in ["1", "3"] {
      let outcome = try await Workshop.withModel().runWithModel(
        ["clean", "--output-format", "text", "--threads", threads],
        input: records.joined(separator: "\n"))
      #expect(
        outcome.text
          == [String](repeating: TinyCorpus.content, count: 5).joined(separator: "\n\n") + "\n")
    }
  }
}
