// Tests the format for people, line by line and there and back.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct TabSeparatedArticlesTests {
  /// The articles in some lines, fed one by one.
  private func articles(_ lines: [String]) throws -> [LabelledArticle] {
    var reader = TabSeparatedArticles()
    var articles: [LabelledArticle] = []
    for line in lines {
      let bytes = Array(line.utf8)
      if let article = try reader.feed(bytes, bytes.indices) { articles.append(article) }
    }
    if let article = reader.finish() { articles.append(article) }
    return articles
  }

  @Test("Site and language hold until they are given anew, an id for one article")
  func notes() throws {
    let articles = try articles([
      "# site: one.example", "# language:en", "#id: a", "content\tOne", "",
      "content\tTwo", "",
      "# site:\ttwo.example  ", "# id: c", "", "content\tThree",
    ])
    #expect(articles.map(\.site) == ["one.example", "one.example", "two.example"])
    #expect(articles.map(\.language) == ["en", "en", "en"])
    #expect(articles.map(\.id) == ["a", "", "c"])
  }

  @Test(
    "Other lines that start with a number sign are comments, also inside an article",
    arguments: ["# hard to decide", "#", "##", "# title: A ferry", "#1 hit\twonder", "# Site: x"])
  func comments(comment: String) throws {
    let articles = try articles(["# site: s.example", "content\tOne", comment, "promo\tTwo"])
    #expect(articles.map { $0.paragraphs.map(\.text) } == [["One", "Two"]])
    #expect(articles.map(\.site) == ["s.example"])
  }

  @Test("A note's value may have colons in it")
  func colons() throws {
    #expect(try articles(["# id: a: b", "content\tOne"]).map(\.id) == ["a: b"])
  }

  @Test("The first tab parts label and text; later ones, spaces and signs belong to the text")
  func text() throws {
    let articles = try articles(["content\t a\tb # c ", "promo\t#hashtag"])
    #expect(articles.first?.paragraphs.map(\.text) == [" a\tb # c ", "#hashtag"])
  }

  @Test("Every label is read by its name", arguments: InnerLabel.allCases)
  func labels(label: InnerLabel) throws {
    let articles = try articles(["\(label.name)\tOne"])
    #expect(articles.first?.paragraphs.map(\.label) == [label])
  }

  @Test(
    "What is no paragraph is refused with its reason",
    arguments: [
      ("content", "no tab between label and text"),
      ("content One", "no tab between label and text"),
      (" # site: s.example", "no tab between label and text"),
      ("content\t", "no text behind the label"),
      ("Promo\tOne", "unknown label 'Promo'"),
      ("promo \tOne", "unknown label 'promo '"),
      ("\tOne", "unknown label ''"),
    ])
  func refusals(line: String, reason: String) throws {
    let error = try #require(throws: LineError.self) { try articles([line]) }
    #expect(error.reason.hasPrefix(reason))
  }

  @Test("Malformed UTF-8 is refused, a true replacement character is not")
  func malformedUTF8() throws {
    var reader = TabSeparatedArticles()
    let bad = Array("content\tcaf".utf8) + [0xE9]
    let error = try #require(throws: LineError.self) { try reader.feed(bad, bad.indices) }
    #expect(error.reason == "malformed UTF-8")
    #expect(try articles(["content\tcaf\u{FFFD}"]).first?.paragraphs.first?.text == "caf\u{FFFD}")
  }

  @Test("A long unknown label is cut in the message")
  func longLabel() throws {
    let error = try #require(throws: LineError.self) {
      try articles([String(repeating: "x", count: 1000) + "\tOne"])
    }
    #expect(error.reason.count < 150)
  }

  @Test("Writing lays out site, language, id and paragraphs, a blank line between articles")
  func layout() {
    let corpus = Corpus(articles: [
      LabelledArticle(
        id: "a", site: "s.example", language: "en",
        paragraphs: [
          LabelledParagraph(text: "One", label: .content),
          LabelledParagraph(text: "Join", label: .paywall),
        ]),
      LabelledArticle(
        id: "", site: "t.example", language: "",
        paragraphs: [LabelledParagraph(text: "Two", label: .byline)]),
    ])
    #expect(
      corpus.tabSeparated() == """
        # site: s.example
        # language: en
        # id: a
        content\tOne
        paywall\tJoin

        # site: t.example
        # language:\u{20}
        byline\tTwo

        """)
  }

  @Test("A source is written where there is one and ended where there is none")
  func sources() throws {
    func article(_ source: String) -> LabelledArticle {
      LabelledArticle(
        id: "", site: "s.example", language: "en", source: source,
        paragraphs: [LabelledParagraph(text: "One", label: .content)])
    }
    let corpus = Corpus(articles: ["", "a", "a", "", "b"].map(article))
    let read = try CorpusReader().read(Array(corpus.tabSeparated().utf8), file: "f")
    #expect(read.articles == corpus.articles)
    #expect(!Corpus(articles: [article("")]).tabSeparated().contains("source"))
  }

  @Test("Paragraphs without a label are left out, and articles of nothing else")
  func noLabels() {
    func article(_ site: String, _ label: InnerLabel?) -> LabelledArticle {
      LabelledArticle(
        id: "", site: site, language: "en",
        paragraphs: [
          LabelledParagraph(text: "One", label: nil), LabelledParagraph(text: "Two", label: label),
        ])
    }
    let corpus = Corpus(articles: [article("s.example", nil), article("t.example", .promo)])
    #expect(corpus.tabSeparated() == "# site: t.example\n# language: en\npromo\tTwo\n")
  }

  @Test("What was written reads back equal, with the same fingerprint")
  func roundTrip() throws {
    let texts = ["#1 hit", " spaces ", "é 🐦 \u{FFFD}", "\u{FEFF}mark", "content", "{"]
    let corpus = Corpus(
      articles: InnerLabel.allCases.enumerated().map { index, label in
        LabelledArticle(
          id: index == 1 ? "" : "id \(index)", site: index == 2 ? "" : "s\(index % 2).example",
          language: index == 3 ? "" : "en",
          paragraphs: texts.map { LabelledParagraph(text: $0, label: label) })
      })
    let written = corpus.tabSeparated()
    let read = try CorpusReader().read(Array(written.utf8), file: "f")
    #expect(read.articles == corpus.articles)
    #expect(read.fingerprint == corpus.fingerprint)
    #expect(read.tabSeparated() == written)
  }

  @Test("Line ends inside a site, a language or an id do not break the lines")
  func lineEndsInNotes() throws {
    let corpus = Corpus(articles: [
      LabelledArticle(
        id: "a\nb", site: "s.example\r\nt", language: "e\nn",
        paragraphs: [LabelledParagraph(text: "One", label: .content)])
    ])
    let read = try CorpusReader().read(Array(corpus.tabSeparated().utf8), file: "f")
    #expect(read.articles.map(\.id) == ["a b"])
    #expect(read.articles.map(\.site) == ["s.example t"])
    #expect(read.articles.map(\.language) == ["e n"])
  }

  @Test(
    "Tabs and line ends inside a text become spaces",
    arguments: ["a\tb", "a\nb", "a\rb", "a\r\nb", "a\u{85}b", "a\u{2028}b"])
  func lineEndsInTexts(text: String) throws {
    let corpus = Corpus(articles: [
      LabelledArticle(
        id: "", site: "s.example", language: "en",
        paragraphs: [LabelledParagraph(text: text, label: .content)])
    ])
    let read = try CorpusReader().read(Array(corpus.tabSeparated().utf8), file: "f")
    #expect(read.articles.map { $0.paragraphs.map(\.text) } == [["a b"]])
  }
}
