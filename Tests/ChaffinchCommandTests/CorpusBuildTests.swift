// Tests `chaffinch corpus build`: the corpus, the stand-off form, the report and the refusals.

import Foundation
import Testing

@Suite struct CorpusBuildTests {
  /// Both as plain text and as markup, the page has these two paragraphs.
  private static let page = "The ferry sank at noon.\n\n<hr>\n\nBy Ann Lee\n"
  private static let labels = """
    {"id":"a","site":"s.example","language":"en","page":"folder/a.html","paragraphs":[\
    {"text":"The ferry sank at noon","label":"content"},{"text":"By Ann","label":"byline"},\
    {"text":"Lee","label":"byline"},{"text":"Nowhere to be seen","label":"caption"}]}
    {"id":"b","page":"folder/b.html","paragraphs":[{"text":"Lost","label":"promo"}]}

    """

  private func workshop() throws -> Workshop {
    let workshop = try Workshop()
    try FileManager.default.createDirectory(
      at: workshop.url("pages/folder"), withIntermediateDirectories: true)
    try workshop.write("pages/folder/a.html", gzip(Data(Self.page.utf8)))
    try workshop.write("labels.jsonl", Self.labels)
    return workshop
  }

  private let options = ["--pages", "pages", "--output", "corpus.jsonl"]

  @Test("The corpus has the labels on its own paragraphs and the count of those it lacks")
  func corpus() async throws {
    let workshop = try workshop()
    let outcome = try await workshop.run(["corpus", "build", "labels.jsonl"] + options)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error == "")
    let lines = try workshop.text("corpus.jsonl").split(separator: "\n")
    #expect(lines.count == 1)
    let article = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(article["id"] as? String == "a")
    #expect(article["page"] as? String == "folder/a.html")
    let paragraphs = try #require(article["paragraphs"] as? [[String: Any]])
    let labelled = paragraphs.filter { $0["label"] is String }
    #expect(labelled.map { $0["text"] as? String } == ["The ferry sank at noon.", "By Ann Lee"])
    #expect(labelled.map { $0["label"] as? String } == ["content", "byline"])
    #expect(labelled.map { $0["byteRange"] as? [Int] } == [[0, 23], [31, 41]])
    #expect(article["unmatched"] as? [String: Int] == ["caption": 1])
    let scores = try await workshop.run(
      ["train", "corpus.jsonl", "-o", "m", "--table-bits", "8", "--folds", "2"] + ["--context-rounds", "0"])
    #expect(scores.error.contains("site"))
  }

  @Test("The printed counts and the report say what was found")
  func report() async throws {
    let workshop = try workshop()
    let outcome = try await workshop.run(
      ["corpus", "build", "labels.jsonl", "--report", "r.json"] + options)
    #expect(outcome.lines.first == "1 pages, 4 labelled paragraphs")
    #expect(outcome.text.contains("1 pages with 1 labelled paragraphs are not there"))
    let words = outcome.lines.map { $0.split(separator: " ").map(String.init) }
    #expect(words.contains(["exact", "1", "0", "0", "0", "0", "1", "25.00", "%"]))
    #expect(words.contains(["joined", "0", "0", "0", "2", "0", "2", "50.00", "%"]))
    #expect(words.contains(["found", "1", "0", "0", "2", "0", "3", "75.00", "%"]))
    let report = try #require(
      try JSONSerialization.jsonObject(with: workshop.data("r.json")) as? [String: Any])
    #expect(report["missingPages"] as? [String] == ["folder/b.html"])
    #expect((report["found"] as? [String: Int])?["all"] == 3)
  }

  @Test("The stand-off form holds no text and builds the same corpus")
  func standOff() async throws {
    let workshop = try workshop()
    _ = try await workshop.run(
      ["corpus", "build", "labels.jsonl", "--stand-off", "page.labels"] + options)
    let text = try workshop.text("page.labels")
    #expect(text.split(separator: "\n").count { !$0.hasPrefix("#") } == 5)
    #expect(!text.contains("ferry"))
    let first = try workshop.data("corpus.jsonl")
    let outcome = try await workshop.run(["corpus", "build", "page.labels"] + options)
    #expect(outcome.status == 0)
    #expect(try workshop.data("corpus.jsonl") == first)
  }

  @Test("References tell content from the rest; their stand-off form builds the same corpus")
  func references() async throws {
    let workshop = try workshop()
    let text = "The old ferry sank at noon in the harbour of the small town."
    let html = "<nav><a href=/>Home</a></nav><main><h1>A ferry</h1><p>\(text)</p></main>"
    try workshop.write("pages/01.html.gz", gzip(Data(html.utf8)))
    try workshop.write("pages/02.html.gz", gzip(Data("<p>Nothing of it</p>".utf8)))
    try workshop.write(
      "truth.json",
      #"{"01":{"main_content":"\#(text)","title":"A ferry","domain":"s.example"},"#
        + #""02":{"main_content":"\#(text)"},"03":{"main_content":"\#(text)"}}"#)
    let outcome = try await workshop.run(
      [
        "corpus", "build", "--references", "truth.json", "--source", "c", "--stand-off",
        "partial.labels",
      ] + options)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text.contains("1 references used; left out: 1 that are mostly not on"))
    let corpus = try workshop.text("corpus.jsonl")
    #expect(corpus.hasPrefix(#"{"id":"c/01","site":"s.example","source":"c","page":"01.html.gz""#))
    #expect(corpus.contains(#"{"text":"Home","label":null,"notContent":true,"#))
    #expect(corpus.contains(#"{"text":"A ferry","label":"content","#))
    #expect(!corpus.contains("extracted"))
    #expect(!(try workshop.text("partial.labels").contains("ferry")))
    let again = try await workshop.run(["corpus", "build", "partial.labels"] + options)
    #expect(again.status == 0, "\(again.error)")
    #expect(try workshop.text("corpus.jsonl") == corpus)
  }

  @Test(
    "Labels and references are two ways, and one is needed",
    arguments: [
      [], ["labels.jsonl", "--references", "labels.jsonl"], ["labels.jsonl", "--source", "c"],
    ])
  func oneWay(arguments: [String]) async throws {
    let outcome = try await workshop().run(["corpus", "build"] + arguments + options)
    #expect(outcome.status == 64)
  }

  @Test("With the corpus on standard output the counts go to standard error")
  func standardOutput() async throws {
    let workshop = try workshop()
    let outcome = try await workshop.run(
      ["corpus", "build", "labels.jsonl", "--pages", "pages", "--output", "-"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix(#"{"id":"a""#))
    #expect(outcome.error.hasPrefix("1 pages, 4 labelled paragraphs\n"))
  }

  @Test(
    "What is missing or malformed ends the command, and nothing is left behind",
    arguments: [
      ("none.jsonl", "pages", 66, "none.jsonl"),
      ("empty", "pages", 66, "empty: is empty"),
      ("labels.jsonl", "none", 66, "none: is no folder"),
      ("labels.jsonl", "other", 66, "other: none of the 2 pages is there"),
      ("bad.labels", "pages", 65, "bad.labels:2: "),
      ("upwards.jsonl", "pages", 65, "upwards.jsonl:1: "),
    ])
  func refusals(labels: String, pages: String, status: Int32, message: String) async throws {
    let workshop = try workshop()
    try workshop.write("empty", "")
    try workshop.write("bad.labels", "# chaffinch labels 1\nxyz\n")
    try workshop.write(
      "upwards.jsonl", Self.labels.replacingOccurrences(of: "folder/a", with: "../a"))
    try FileManager.default.createDirectory(
      at: workshop.url("other"), withIntermediateDirectories: true)
    let before = try workshop.names()
    let outcome = try await workshop.run(
      ["corpus", "build", labels, "--pages", pages, "--output", "out", "--report", "r"])
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("chaffinch: \(message)"), "\(outcome.error)")
    #expect(try workshop.names() == before)
  }
}
