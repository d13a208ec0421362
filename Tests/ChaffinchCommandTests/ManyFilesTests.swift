// Tests runs over several files: lists, lines of JSON, directories, and files that fail.

import Foundation
import Testing

@Suite struct ManyFilesTests {
  private static let text = "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n"

  private func workshop() async throws -> Workshop {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", Self.text)
    try workshop.write("b.html", SmallPages.page)
    try workshop.write("c.xml", SmallPages.feed)
    try workshop.write("d.jsonl", SmallPages.records)
    return workshop
  }

  private static let open =
    ##""verdict":{"value":"open","evidence":[{"signal":"little-text","##
    + ##""characters":68}]}"##
  private static let unknown =
    ##""verdict":{"value":"unknown","evidence":[{"signal":"no-content"}]}"##

  @Test("Each file is a line of JSON, in the order given; JSON Lines stay records")
  func lines() async throws {
    let outcome = try await workshop().runWithModel(["clean", "b.html", "a.txt", "d.jsonl"])
    #expect(outcome.status == 0)
    #expect(
      outcome.text == """
        {"file":"b.html","text":"\(TinyCorpus.content)",\(Self.open)}
        {"file":"a.txt","text":"\(TinyCorpus.content)",\(Self.open)}
        \(SmallPages.cleanedRecords)
        """)
    #expect(
      outcome.error.hasPrefix(
        "3 files: kept 3 paragraphs (3 content), removed 5 paragraphs "
          + "(1 caption, 4 promo)\nverdicts: 3 open, 1 unknown\n4 records, 0 rejected; "))
  }

  @Test("A feed and records as text are lines of JSON too")
  func feedAndRecords() async throws {
    let outcome = try await workshop().runWithModel(
      ["clean", "c.xml", "d.jsonl", "--output-format", "text", "--quiet"])
    #expect(outcome.error == "")
    #expect(
      outcome.text == """
        {"file":"c.xml","text":"Bridge *closed*\\n\\n\(TinyCorpus.content)\\n\\nMore\\n\\n\
        \(TinyCorpus.promo)"}
        {"file":"d.jsonl","record":1,"text":"\(TinyCorpus.content)",\(Self.open)}
        {"file":"d.jsonl","record":3,"text":"",\(Self.unknown)}

        """)
  }

  @Test(
    "--files-from reads names by line ends or NUL, blank ones aside",
    arguments: ["a.txt\nb.html\n", "a.txt\r\n\r\nb.html", "a.txt\0b.html\0", "\na.txt\n\nb.html"])
  func list(names: String) async throws {
    let workshop = try await workshop()
    try workshop.write("list", names)
    let expected = try await workshop.runWithModel(["clean", "a.txt", "b.html"])
    let listed = try await workshop.runWithModel(["clean", "--files-from", "list"])
    #expect(listed.status == 0, "\(listed.error)")
    #expect(listed.output == expected.output)
    let piped = try await workshop.runWithModel(["clean", "--files-from", "-"], input: names)
    #expect(piped.output == expected.output)
  }

  @Test("A NUL lets names hold line ends, and one listed file is a line of JSON too")
  func strangeName() async throws {
    let workshop = try await workshop()
    try workshop.write("a\nb \"c\"", Self.text)
    let outcome = try await workshop.runWithModel(
      ["clean", "--files-from", "-"], input: "a\nb \"c\"\0")
    #expect(
      outcome.text
        == "{\"file\":\"a\\nb \\\"c\\\"\",\"text\":\"\(TinyCorpus.content)\",\(Self.open)}\n")
  }

  @Test("Files of the command line come before those of the list")
  func both() async throws {
    let workshop = try await workshop()
    try workshop.write("list", "b.html\n")
    let outcome = try await workshop.runWithModel(
      ["tag", "a.txt", "--files-from", "list", "--output-format", "tsv"])
    #expect(outcome.lines.filter { $0.hasPrefix("#") } == ["# file: a.txt", "# file: b.html"])
    #expect(outcome.error.hasPrefix("2 files: tagged 5 paragraphs ("))
  }

  @Test("A list of nothing is no input")
  func emptyList() async throws {
    let outcome = try await workshop().runWithModel(["clean", "--files-from", "-"], input: "\n")
    #expect(outcome.status == 66)
    #expect(outcome.error.hasPrefix("chaffinch: standard input: names no files; list one a line"))
  }

  @Test("A file that fails is named, the others are done, the first failure's status is returned")
  func failures() async throws {
    let workshop = try await workshop()
    try workshop.write("bad.jsonl", "{\"paragraphs\":7}\n")
    let files = ["bad.jsonl", "nowhere", "a.txt", "b.html"]
    for command in ["clean", "tag"] {
      let outcome = try await workshop.runWithModel([command] + files)
      #expect(outcome.status == 65)
      #expect(outcome.lines.count == 2)
      let errors = outcome.error.split(separator: "\n")
      // Only 'clean' has a line for the verdicts.
      try #require(errors.count == (command == "clean" ? 6 : 5))
      #expect(errors[0].hasPrefix("chaffinch: bad.jsonl:1: 'paragraphs' is no array"))
      #expect(errors[1].hasPrefix("chaffinch: nowhere: No such file"))
      #expect(errors[2].hasPrefix("2 files: "))
      #expect(errors.last == "chaffinch: 2 of 4 files could not be read")
    }
    let written = try await workshop.runWithModel(["clean", "-o", "out"] + files)
    #expect(written.status == 65)
    #expect(try workshop.text("out").split(separator: "\n").count == 2)
  }

  @Test("--fail-fast stops at the first failure")
  func failFast() async throws {
    let workshop = try await workshop()
    let files = ["a.txt", "nowhere", "b.html"]
    let outcome = try await workshop.runWithModel(["clean", "--fail-fast"] + files)
    #expect(outcome.status == 66)
    #expect(outcome.lines.count == 1)
    #expect(outcome.error.hasPrefix("chaffinch: nowhere: No such file"))
    let written = try await workshop.runWithModel(["clean", "--fail-fast", "-o", "out"] + files)
    #expect(written.status == 66)
    #expect(!(try workshop.names().contains("out")))
  }

  @Test("--output-directory has a file for each input, in the form it has alone")
  func directory() async throws {
    let workshop = try await workshop()
    try workshop.write("e.txt.gz", gzip(Data(Self.text.utf8)))
    let outcome = try await workshop.runWithModel(
      ["clean", "--output-directory", "out", "a.txt", "b.html", "c.xml", "d.jsonl", "e.txt.gz"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.isEmpty)
    #expect(try workshop.text("out/a.txt") == TinyCorpus.content + "\n")
    #expect(try workshop.text("out/b.html") == TinyCorpus.content + "\n")
    #expect(try workshop.text("out/c.xml") == SmallPages.cleanedFeed)
    #expect(try workshop.text("out/d.jsonl") == SmallPages.cleanedRecords)
    #expect(try workshop.text("out/e.txt") == TinyCorpus.content + "\n")
    let html = try await workshop.runWithModel(
      ["clean", "--output-directory", "out/", "b.html", "--output-format", "html"])
    #expect(html.status == 0)
    #expect(try workshop.text("out/b.html") == SmallPages.cleanedPage)
    let tagged = try await workshop.runWithModel(["tag", "a.txt", "--output-directory", "out"])
    #expect(tagged.status == 0)
    #expect(try workshop.text("out/a.txt").hasPrefix("{\"paragraphs\":[{\"text\":"))
  }

  @Test("In a directory a file that fails leaves nothing behind")
  func directoryFailure() async throws {
    let workshop = try await workshop()
    try workshop.write("bad.jsonl", SmallPages.records + "{\"paragraphs\":7}\n")
    let outcome = try await workshop.runWithModel(
      ["clean", "--output-directory", "out", "bad.jsonl", "a.txt"])
    #expect(outcome.status == 65)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workshop.url("out").path) == ["a.txt"])
  }

  @Test(
    "Outputs that would meet each other or their input are refused before the work",
    arguments: [
      (["a.txt", "folder/a.txt"], "out", "would both be written to out/a.txt", 64),
      (["a.txt", "a.txt.gz"], "out", "would both be written to out/a.txt", 64),
      (["b.html", "a.txt"], ".", "./b.html would replace its input", 64),
      (["-", "a.txt"], "out", "standard input has no name for a file", 64),
      (["a.txt"], "b.html", "b.html: is no directory", 73),
      (["a.txt"], "no/where", "no/where: No such file or directory", 73),
    ])
  func refused(files: [String], directory: String, complaint: String, status: Int32) async throws {
    let workshop = try await workshop()
    let outcome = try await workshop.runWithModel(
      ["clean", "--output-directory", directory] + files)
    #expect(outcome.status == status)
    #expect(outcome.error.contains(complaint))
    #expect(outcome.error.count { $0 == "\n" } == 1)
    #expect(try workshop.text("a.txt") == Self.text)
  }

  #if os(Linux)
    @Test("Where nothing can be written, no other file is tried")
    func fullDisk() async throws {
      let workshop = try await workshop()
      let files = (0..<3).map { "\($0).txt" }
      for file in files {
        try workshop.write(file, String(repeating: Self.text + "\n", count: 3000))
      }
      let outcome = try await workshop.runWithModel(
        ["tag", "nowhere"] + files, outputPath: "/dev/full")
      #expect(outcome.status == 74)
      #expect(outcome.error.contains("standard output: No space left on device"))
      #expect(outcome.error.count { $0 == "\n" } == 2)
    }
  #endif
}
