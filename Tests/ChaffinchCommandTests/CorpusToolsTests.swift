// Tests `chaffinch corpus check`, `stats`, `split`, `dedupe` and `sample`: their output, files and statuses.

import Foundation
import Testing

@Suite struct CorpusToolsTests {
  /// Eight articles of eight sites, each with words of its own and a member that nothing knows.
  private static let corpus = (0..<8).map(line).joined()

  private static func line(_ number: Int) -> String {
    let words = (0..<30).map { "w\(number)x\($0)".map { $0.isNumber ? letter($0) : $0 } }
      .map { String($0) }.joined(separator: " ")
    return #"{"id":"a\#(number)","site":"s\#(number).example","language":"en","own":[1, 2],"#
      + #""paragraphs":[{"text":"\#(words)","label":"content"},{"text":"Join us","label":"promo"}]}"#
      + "\n"
  }

  private static func letter(_ digit: Character) -> Character {
    Character(Unicode.Scalar((digit.asciiValue ?? 48) + 49))
  }

  private func workshop() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.write("c.jsonl", Self.corpus)
    return workshop
  }

  @Test("check passes a good corpus and counts it")
  func checkGood() async throws {
    let outcome = try await workshop().run(["corpus", "check", "c.jsonl", "--strict"])
    #expect(outcome.status == 0)
    #expect(outcome.text == "8 articles, 16 paragraphs: 0 errors, 0 warnings\n")
  }

  @Test("check names problems, counts them and ends with 65 on errors; with --strict on warnings")
  func checkBad() async throws {
    let workshop = try workshop()
    try workshop.write("bad.jsonl", Self.line(1) + "{\n" + Self.line(1))
    let bad = try await workshop.run(["corpus", "check", "c.jsonl", "bad.jsonl"])
    #expect(bad.status == 65)
    #expect(bad.lines[0].hasPrefix("bad.jsonl:1: error: id 'a1' is that of c.jsonl:2; "))
    #expect(bad.lines.contains { $0.hasPrefix("bad.jsonl:2: error: ") })
    #expect(bad.lines.contains { $0.split(separator: " ") == ["duplicate-id", "error", "2"] })
    #expect(bad.error.hasPrefix("chaffinch: 3 errors and 2 warnings, the first: bad.jsonl:1: "))
    try workshop.write("warn.tsv", "# site: s\ncontent\tCafÃ©\npromo\tx\n")
    let lenient = try await workshop.run(["corpus", "check", "warn.tsv"])
    let strict = try await workshop.run(
      ["corpus", "check", "warn.tsv", "--strict", "--format", "json"])
    #expect(lenient.status == 0 && lenient.error == "")
    #expect(strict.status == 65)
    let json = try JSONSerialization.jsonObject(with: strict.output) as? [String: Any]
    #expect(json?["errors"] as? Int == 0 && json?["warnings"] as? Int == 2)
    let problems = json?["problems"] as? [[String: Any]]
    #expect(problems?.map { $0["kind"] as? String } == ["no-language", "mojibake"])
  }

  @Test("stats counts labelled and unlabelled articles, as text and as JSON")
  func stats() async throws {
    let workshop = try workshop()
    let text = try await workshop.run(["corpus", "stats", "c.jsonl"])
    #expect(text.status == 0)
    #expect(text.lines.contains { $0.split(separator: " ") == ["articles", "8"] })
    #expect(text.lines.contains { $0.hasPrefix("promo") && $0.contains("50.0 %") })
    let unlabelled = Data(#"{"paragraphs":[{"text":"One"}]}"#.utf8)
    let json = try await workshop.run(
      ["corpus", "stats", "-", "--format", "json"], input: unlabelled)
    #expect(json.status == 0)
    let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
    #expect(object?["unlabelledParagraphs"] as? Int == 1)
    let missing = try await workshop.run(["corpus", "stats", "missing"])
    #expect(missing.status == 66)
  }

  @Test("split writes every line byte for byte to one part")
  func split() async throws {
    let workshop = try workshop()
    let arguments = [
      "corpus", "split", "c.jsonl", "--shares", "train=3,test=1", "--output-directory", "parts",
    ]
    let outcome = try await workshop.run(arguments)
    #expect(outcome.status == 0, "\(outcome.error)")
    let train = try workshop.text("parts/train.jsonl")
    let test = try workshop.text("parts/test.jsonl")
    #expect(train.split(separator: "\n").count == 6 && test.split(separator: "\n").count == 2)
    #expect(
      (train + test).split(separator: "\n").sorted() == Self.corpus.split(separator: "\n").sorted())
    #expect(
      outcome.lines.contains { $0.split(separator: " ") == ["sites", "6", "0.750", "2", "0.250"] })
    _ = try await workshop.run(arguments)
    #expect(try workshop.text("parts/test.jsonl") == test)
  }

  @Test("split replaces no corpus that it reads")
  func splitInPlace() async throws {
    let workshop = try workshop()
    let outcome = try await workshop.run([
      "corpus", "split", "c.jsonl", "--shares", "c=3,test=1", "--output-directory", ".",
    ])
    #expect(outcome.status == 64)
    #expect(outcome.error.hasPrefix("chaffinch: c.jsonl: would be replaced by a part of it; "))
    #expect(try workshop.text("c.jsonl") == Self.corpus)
    #expect(try workshop.names() == ["c.jsonl"])
  }

  @Test("split keeps formats apart, and the parts can be read")
  func splitFormats() async throws {
    let workshop = try Workshop.withCorpus()
    try workshop.write("c.jsonl", Self.corpus)
    let outcome = try await workshop.run([
      "corpus", "split", "c.jsonl", "corpus.tsv", "--shares", "a=1,b=1", "--output-directory", "p",
      "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    let names = try FileManager.default.contentsOfDirectory(atPath: workshop.url("p").path).sorted()
    #expect(names == ["a.jsonl", "a.tsv", "b.jsonl", "b.tsv"])
    let again = try await workshop.run(
      ["corpus", "stats", "--format", "json"] + names.map { "p/\($0)" })
    let object = try JSONSerialization.jsonObject(with: again.output) as? [String: Any]
    #expect(object?["articles"] as? Int == 14 && object?["sites"] as? Int == 14)
  }

  @Test("dedupe names duplicates and writes the rest")
  func dedupe() async throws {
    let workshop = try workshop()
    let copy = Self.line(2).replacingOccurrences(of: "a2", with: "copy")
    try workshop.write("more.jsonl", copy)
    let outcome = try await workshop.run(
      ["corpus", "dedupe", "c.jsonl", "more.jsonl", "--output", "out.jsonl"])
    #expect(outcome.status == 0)
    #expect(
      outcome.lines == [
        "c.jsonl:3 (a2)", "  exact duplicate: more.jsonl:1 (copy)", "",
        "9 articles: 1 exact and 0 near duplicates, 8 left",
      ])
    #expect(try workshop.text("out.jsonl") == Self.corpus)
  }

  @Test("dedupe --against ends with 65 on a leak, and with --output mends it")
  func against() async throws {
    let workshop = try workshop()
    try workshop.write("test.jsonl", Self.line(2) + Self.line(9))
    let leak = try await workshop.run(
      ["corpus", "dedupe", "c.jsonl", "--against", "test.jsonl", "--format", "json"])
    #expect(leak.status == 65)
    #expect(leak.error.hasPrefix("chaffinch: 1 of 8 articles leak into test.jsonl; "))
    let json = try JSONSerialization.jsonObject(with: leak.output) as? [String: Any]
    #expect(json?["exact"] as? Int == 1 && json?["sharedSites"] as? [String] == ["s2.example"])
    let mended = try await workshop.run(
      ["corpus", "dedupe", "c.jsonl", "--against", "test.jsonl", "-o", "out.jsonl"])
    #expect(mended.status == 0)
    let clean = try await workshop.run(
      ["corpus", "dedupe", "out.jsonl", "--against", "test.jsonl"])
    #expect(clean.status == 0)
    #expect(
      clean.text
        == "7 articles against 2: 0 exact and 0 near duplicates, 0 articles of 0 sites that both "
        + "have; 0 leak\n")
  }

  @Test("sample writes whole records, new sites first, and says why")
  func sample() async throws {
    let workshop = try await Workshop.withModel()
    let plain = Self.corpus.replacingOccurrences(of: #","label":"content""#, with: "")
      .replacingOccurrences(of: #","label":"promo""#, with: "")
    try workshop.write("all.jsonl", plain)
    try workshop.write("known.jsonl", (0..<7).map(Self.line).joined())
    let outcome = try await workshop.runWithModel([
      "corpus", "sample", "all.jsonl", "--count", "2", "--known", "known.jsonl", "--diversity", "0",
      "--report", "why.txt",
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.lines.count == 2 && outcome.error == "")
    #expect(outcome.lines[0] == String(plain.split(separator: "\n")[7]))
    #expect(outcome.lines.allSatisfy { plain.contains($0) })
    let why = try workshop.text("why.txt").split(separator: "\n")
    #expect(why.count == 3 && why[1].hasPrefix("all.jsonl:8 (a7)") && why[1].hasSuffix("new"))
    #expect(why[2].hasSuffix("known"))
  }

  @Test("A malformed line stops the tools that write, unless it is to be left out")
  func malformed() async throws {
    let workshop = try workshop()
    try workshop.write("bad.jsonl", Self.corpus + "{\n")
    let stopped = try await workshop.run(["corpus", "dedupe", "bad.jsonl", "-o", "out"])
    #expect(stopped.status == 65)
    #expect(stopped.error.hasPrefix("chaffinch: bad.jsonl:9: "))
    #expect(stopped.error.contains("--skip-invalid"))
    #expect(try !workshop.names().contains("out"))
    let skipped = try await workshop.run(
      ["corpus", "dedupe", "bad.jsonl", "-o", "out", "--skip-invalid"])
    #expect(skipped.status == 0)
    #expect(try workshop.text("out") == Self.corpus)
  }
}
