// Tests what the corpus fingerprint depends on, and what it does not.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusFingerprintTests {
  private func article(
    id: String = "a", site: String = "s.example", language: String = "en",
    _ paragraphs: [(String, InnerLabel?)] = [("One", .content), ("Two", .promo)],
    unmatched: [InnerLabel] = []
  ) -> LabelledArticle {
    LabelledArticle(
      id: id, site: site, language: language,
      paragraphs: paragraphs.map { LabelledParagraph(text: $0.0, label: $0.1) },
      unmatched: unmatched.reduce(into: LabelCounts()) { $0[$1] += 1 })
  }

  private func fingerprint(_ articles: LabelledArticle...) -> String {
    Corpus(articles: articles).fingerprint
  }

  @Test("It is sixteen lower-case hexadecimal digits")
  func form() {
    let value = fingerprint(article())
    #expect(value.count == 16)
    #expect(value.allSatisfy { "0123456789abcdef".contains($0) })
  }

  @Test("It does not change from version to version")
  func golden() {
    // Models name the corpus they were trained on by this number.
    #expect(fingerprint(article()) == "eda0df8325621f5f")
    // FNV-1a by hand with Python's integers: site, 1D, language; for each paragraph 1E, its label and its
    // text in UTF-8; 1F.
    let beyondASCII = article([("Größe 語 😀 e\u{301}", .content), ("", .promo)])
    #expect(fingerprint(beyondASCII) == "ffd848e04256472f")
  }

  @Test("The empty corpus has FNV-1a's offset basis")
  func empty() {
    #expect(fingerprint() == "cbf29ce484222325")
  }

  @Test("It is the same whichever format the corpus was read from")
  func formats() throws {
    let json = #"""
      {"paragraphs":[{"label":"content","text":"On\u0065"},{"text":"Two","label":"promo"}],\#
      "site":"s.example","language":"en"}
      """#
    let text = "# language: en\n# site: s.example\n# id: x\ncontent\tOne\r\npromo\tTwo\r\n"
    let reader = CorpusReader()
    let left = try reader.read(Array(json.utf8), file: "json").fingerprint
    #expect(left == (try reader.read(Array(text.utf8), file: "text").fingerprint))
    #expect(left == fingerprint(article()))
  }

  @Test("Ids and skipped lines say nothing")
  func ids() {
    #expect(fingerprint(article(id: "b")) == fingerprint(article()))
    let skipped = Corpus(articles: [article()], skipped: [.noArticles(file: "f")])
    #expect(skipped.fingerprint == fingerprint(article()))
  }

  @Test("Every other change shows")
  func changes() {
    let first = article()
    let second = article(site: "t.example", [("Three", .byline)])
    let fingerprints = [
      fingerprint(first), fingerprint(second), fingerprint(first, second),
      fingerprint(second, first), fingerprint(first, first),
      fingerprint(article(site: "s.exampl")), fingerprint(article(language: "fr")),
      fingerprint(article([("Two", .promo), ("One", .content)])),
      fingerprint(article([("One", .content), ("Two", .paywall)])),
      fingerprint(article([("One", .content), ("Two ", .promo)])),
      fingerprint(article([("One", .content), ("Two", nil)])),
      fingerprint(article([("One", nil), ("Two", .promo)])),
      fingerprint(article(unmatched: [.content])), fingerprint(article(unmatched: [.promo])),
      fingerprint(article(unmatched: [.promo, .promo])),
      fingerprint(article([("One", .content)])),
      fingerprint(article([("OneTwo", .content)])),
      fingerprint(article([("One", .content)]), article([("Two", .promo)])),
    ]
    #expect(Set(fingerprints).count == fingerprints.count)
  }

  // MARK: Markup

  private let rows: [(name: String, words: String, parent: Int?)] = [
    (name: "article", words: "post", parent: nil), (name: "p", words: "lead", parent: 0),
  ]

  /// The article of ``article(id:site:language:_:unmatched:)`` with its first paragraph in markup.
  private func marked(
    _ rows: [(name: String, words: String, parent: Int?)], element: Int? = 1,
    surroundings: Surroundings = [], linkDensity: Float = 0.25, both: Bool = false
  ) -> LabelledArticle {
    let place = ParagraphMarkup(
      element: element, surroundings: surroundings, linkDensity: linkDensity)
    return LabelledArticle(
      id: "a", site: "s.example", language: "en",
      paragraphs: [
        LabelledParagraph(text: "One", label: .content, markup: place),
        LabelledParagraph(text: "Two", label: .promo, markup: both ? place : nil),
      ], markup: ArticleMarkup(elements: rows))
  }

  @Test("With markup it does not change from version to version either")
  func goldenMarkup() {
    // FNV-1a by hand with Python's integers: behind the paragraphs 1A; for each element 19, name,
    // 1D, words, 1D, the parent's place + 1 and the link's bytes, here none; for each paragraph 17,
    // its place + 1, the bits of its link density, and 0 for no link and no picture, or 18.
    #expect(fingerprint(marked(rows)) == "e802c53eb6bec98b")
  }

  @Test("Every change of the markup shows")
  func markupChanges() {
    let fingerprints = [
      fingerprint(article()), fingerprint(marked(rows)), fingerprint(marked([])),
      fingerprint(marked(rows, element: 0)), fingerprint(marked(rows, element: nil)),
      fingerprint(marked(rows, linkDensity: 0)), fingerprint(marked(rows, linkDensity: 0.2500001)),
      fingerprint(marked(rows, both: true)), fingerprint(marked(Array(rows.prefix(1)))),
      fingerprint(marked([rows[0], (name: "p", words: "lead", parent: nil)])),
      fingerprint(marked([rows[0], (name: "div", words: "lead", parent: 0)])),
      fingerprint(marked([rows[0], (name: "p", words: "leads", parent: 0)])),
      fingerprint(marked([rows[0], (name: "pl", words: "ead", parent: 0)])),
      fingerprint(marked(rows + [(name: "p", words: "", parent: 1)])),
      fingerprint(marked(rows), article()), fingerprint(article(), marked(rows)),
    ]
    #expect(Set(fingerprints).count == fingerprints.count)
  }

  @Test("Where links lead, which is the first, and the picture before a paragraph show")
  func linksAndPictures() {
    func one(
      links: [Int: String] = [:], link: Int? = nil, picture: PicturePlace? = nil
    ) -> LabelledArticle {
      let place = ParagraphMarkup(
        element: 1, surroundings: [], linkDensity: 0.25, link: link, picture: picture)
      return LabelledArticle(
        id: "a", site: "s.example", language: "en",
        paragraphs: [
          LabelledParagraph(text: "One", label: .content, markup: place),
          LabelledParagraph(text: "Two", label: .promo),
        ], markup: ArticleMarkup(elements: rows, links: links))
    }
    let fingerprints = [
      one(), one(links: [1: "/a"]), one(links: [0: "/a"]), one(links: [1: "/b"]), one(link: 1),
      one(link: 0), one(picture: PicturePlace(paragraphs: 0, levels: 0)),
      one(picture: PicturePlace(paragraphs: 0, levels: 1)),
      one(picture: PicturePlace(paragraphs: 1, levels: 0)),
    ].map { fingerprint($0) }
    #expect(Set(fingerprints).count == 9)
    #expect(fingerprints[0] == fingerprint(marked(rows)))
  }

  @Test("Whether an extractor keeps a paragraph shows")
  func extracted() {
    func one(_ first: Bool, _ second: Bool) -> LabelledArticle {
      LabelledArticle(
        id: "a", site: "s.example", language: "en",
        paragraphs: [
          LabelledParagraph(text: "One", label: .content, isExtracted: first),
          LabelledParagraph(text: "Two", label: .promo, isExtracted: second),
        ])
    }
    let fingerprints = [(true, true), (true, false), (false, true), (false, false)].map {
      fingerprint(one($0.0, $0.1))
    }
    #expect(Set(fingerprints).count == 4)
    #expect(fingerprints[0] == fingerprint(article()))
  }

  @Test("Whether a paragraph is known not to be content shows")
  func notContent() {
    let unknown = LabelledParagraph(text: "One", label: nil)
    let not = LabelledParagraph(text: "One", label: nil, isNotContent: true)
    #expect(
      fingerprint(LabelledArticle(id: "", site: "", language: "", paragraphs: [unknown]))
        != fingerprint(LabelledArticle(id: "", site: "", language: "", paragraphs: [not])))
  }

  @Test("Every change of what the page declares shows")
  func metadataChanges() {
    let all = [
      PageMetadata(), PageMetadata(title: "A"), PageMetadata(openGraphTitle: "A"),
      PageMetadata(authors: ["A"]), PageMetadata(authors: ["A", "B"]),
      PageMetadata(authors: ["AB"]), PageMetadata(isAccessibleForFree: true),
      PageMetadata(isAccessibleForFree: false),
      PageMetadata(title: "A", openGraphTitle: "B", authors: ["C"], isAccessibleForFree: true),
    ]
    let fingerprints = all.map { metadata in
      fingerprint(
        LabelledArticle(
          id: "a", site: "s.example", language: "en", paragraphs: article().paragraphs,
          metadata: metadata))
    }
    #expect(Set(fingerprints).count == fingerprints.count)
    #expect(fingerprints[0] == fingerprint(article()))
  }

  @Test("What surrounds a paragraph follows from its elements and is not read twice")
  func surroundings() {
    #expect(fingerprint(marked(rows, surroundings: [.article])) == fingerprint(marked(rows)))
  }

  @Test("Places without elements to refer to are no markup")
  func placesAlone() {
    let plain = LabelledArticle(
      id: "a", site: "s.example", language: "en", paragraphs: marked(rows).paragraphs)
    #expect(fingerprint(plain) == fingerprint(article()))
  }

  @Test("A letter moved across a boundary shows")
  func boundaries() {
    #expect(
      fingerprint(article(site: "ab", language: "c"))
        != fingerprint(article(site: "a", language: "bc")))
    #expect(
      fingerprint(article([("ab", .content), ("c", .content)]))
        != fingerprint(article([("a", .content), ("bc", .content)])))
  }
}
