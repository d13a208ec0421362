// Tests records with their bytes: every format comes through, alone and joined, and what is malformed is
// left out.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusFileTests {
  private static let lines = """
    # a licence
    # site: a.example
    # language: en
    # source: first

    # id: one
    content\tOne
    # in doubt
    promo\tTwo

    caption\tThree
    # site: b.example
    byline\tFour
    # source:

    content\tFive
    """

  private static let items = """
    <!-- site: a.example -->
    <!-- item: one --><p>One</p>
    <p data-label="promo">Two</p>

    <!-- language: de -->
    <!-- item: two --><p>Three</p>
    """

  private static let json = """
    {"id":"one","x":{"y":[1, 2]},"paragraphs":[{"text":"One","label":"content","z":null}]}

    {"paragraphs" : [ {"text":"T\\u0077o"} ]}
    """

  /// The records of a file, each as it would be written.
  private func written(_ file: CorpusFile) -> [String] {
    file.records.map { record in
      var output: [UInt8] = []
      file.append(record, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }

  private func file(_ text: String) -> CorpusFile { CorpusFile(Array(text.utf8), name: "f") }

  @Test(
    "Written in any order, records are the same articles", arguments: [lines, items, json],
    [false, true])
  func roundTrip(text: String, isReversed: Bool) {
    let original = file(text)
    #expect(original.malformed.isEmpty && original.records.count >= 2)
    let order: [String] = isReversed ? written(original).reversed() : written(original)
    let again = file(order.joined())
    // Blank lines behind an item are part of its markup and of no fingerprint.
    func described(_ record: CorpusRecord) -> [String] {
      [record.article.id, record.article.source, Corpus(articles: [record.article]).fingerprint]
    }
    let articles = original.records.map(described)
    #expect(again.malformed.isEmpty)
    #expect(again.format == original.format)
    #expect(again.records.map(described) == (isReversed ? articles.reversed() : articles))
  }

  @Test("Lines of JSON come through byte for byte, with Windows' line ends too")
  func jsonBytes() {
    let expected = Self.json.split(separator: "\n").map { "\($0)\n" }
    #expect(written(file(Self.json)) == expected)
    #expect(written(file(Self.json.replacing("\n", with: "\r\n"))) == expected)
    #expect(file(Self.json).records.map(\.line) == [1, 3])
  }

  @Test("In the format for people each record says its own site, language, source and id")
  func explicitNotes() {
    #expect(
      written(file(Self.lines)) == [
        "# site: a.example\n# language: en\n# source: first\n# id: one\n"
          + "content\tOne\n# in doubt\npromo\tTwo\n\n",
        "# site: b.example\n# language: en\n# source: \ncaption\tThree\nbyline\tFour\n\n",
        "# site: b.example\n# language: en\n# source: \ncontent\tFive\n\n",
      ])
  }

  @Test("A record knows its line and, in the format for people, those of its paragraphs")
  func lineNumbers() throws {
    let records = file(Self.lines).records
    try #require(records.count == 3)
    #expect(records.map(\.line) == [7, 11, 16])
    #expect(records[0].paragraphLines == [7, 9])
    #expect(records[1].paragraphLines == [11, 13])
    #expect(file(Self.items).records.map(\.line) == [2, 6])
  }

  @Test("A malformed line leaves nothing in the record around it")
  func malformed() {
    let broken = file("content\tOne\nadvert\tTwo\ncontent\tThree\n")
    #expect(broken.malformed.count == 1)
    #expect(
      written(broken) == ["# site: \n# language: \n# source: \ncontent\tOne\ncontent\tThree\n\n"])
    let stopped = CorpusFile(broken.bytes, name: "f", stopsAtMalformed: true)
    #expect(stopped.malformed == broken.malformed)
    #expect(stopped.records.isEmpty)
  }

  @Test("A wrong item of HTML is left out, those around it are read")
  func wrongItem() {
    let text = """
      <!-- item: a --><p>One</p>
      <!-- item: b --><p data-label="advert">Two</p><p data-label="x">Three</p>
      <!-- item: c --><p>Four
      <!-- item: d --><p>Five</p>
      """
    let read = file(text)
    #expect(read.records.map(\.article.id) == ["a", "d"])
    #expect(
      read.malformed.map { $0.description.split(separator: ";").first.map(String.init) } == [
        "f:2: unknown label 'advert', expected one of content, caption, promo, byline, paywall",
        "f:4: <p> of item 'c' is not closed",
      ])
  }

  @Test("Records of several files are one row, each with the name of its place")
  func joined() {
    let records = CorpusRecords([file(Self.lines), file(Self.json)])
    #expect(records.count == 5)
    #expect(records.indices.map(records.name) == ["f:7 (one)", "f:11", "f:16", "f:1 (one)", "f:3"])
    #expect(records.format(of: 2) == .lines && records.format(of: 3) == .jsonLines)
    #expect(records.articles.count == 5)
    var output: [UInt8] = []
    records.append(4, to: &output)
    #expect(
      String(decoding: output, as: UTF8.self) == "{\"paragraphs\" : [ {\"text\":\"T\\u0077o\"} ]}\n"
    )
  }

  @Test("A reader may allow a file without labels")
  func unlabelled() throws {
    let bytes = Array(#"{"paragraphs":[{"text":"One"}]}"#.utf8)
    #expect(throws: CorpusError.noLabels(file: "f")) {
      try CorpusReader().records(bytes, file: "f")
    }
    #expect(try CorpusReader(allowsUnlabelled: true).read(bytes, file: "f").paragraphCount == 1)
  }
}
