// Tests that articles come back from other tools' formats as they went.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct RoundTripTests {
  private func articles(_ seed: UInt64) -> [LabelledArticle] {
    var generator = ArticleGenerator(seed: seed)
    return (0..<12).map { _ in generator.article() }
  }

  @Test(
    "Label Studio, doccano and Prodigy give every article back as it went",
    arguments: [InterchangeFormat.labelStudio, .doccano, .prodigy, .jsonLines])
  func whole(format: InterchangeFormat) throws {
    for seed in 1...20 {
      let before = Corpus(articles: articles(UInt64(seed)))
      let read = try exchange(format, written(before.articles, format))
      #expect(read.corpus.articles == before.articles)
      #expect(read.corpus.fingerprint == before.fingerprint)
      #expect(read.unusedSpans == 0)
      #expect(read.undecidedRecords == 0)
      let losses = ConversionLosses(of: before, by: InterchangeWriter(format))
      #expect(losses.losses.isEmpty)
    }
  }

  @Test(
    "Records of one paragraph give back all but the elements and the page",
    arguments: [InterchangeFormat.labelStudio, .doccano, .prodigy])
  func parts(format: InterchangeFormat) throws {
    for seed in 1...20 {
      let before = articles(UInt64(seed))
      let after = try exchange(format, written(before, format, .paragraph)).corpus.articles
      let bare = before.map { article in
        LabelledArticle(
          id: article.id, site: article.site, language: article.language, source: article.source,
          paragraphs: article.paragraphs.map {
            LabelledParagraph(
              text: $0.text, label: $0.label, isNotContent: $0.isNotContent,
              isExtracted: $0.isExtracted)
          })
      }
      #expect(after == bare)
    }
  }

  @Test("fastText gives back labels, the words of texts, and where articles end")
  func fastText() throws {
    for seed in 1...20 {
      let before = articles(UInt64(seed))
      let after = try exchange(.fastText, written(before, .fastText)).corpus.articles
      #expect(after.map { $0.paragraphs.map(\.label) } == before.map { $0.paragraphs.map(\.label) })
      let texts = before.map {
        $0.paragraphs.map { String(decoding: FastTextFormat.line($0.text), as: UTF8.self) }
      }
      #expect(after.map { $0.paragraphs.map(\.text) } == texts)
      // Nothing is left to change the second time.
      #expect(written(after, .fastText) == written(before, .fastText))
    }
  }

  @Test("Every format is recognised in what is written in it")
  func recognition() {
    for format in InterchangeFormat.allCases {
      for unit in InterchangeUnit.allCases {
        let bytes = Array(written([smallArticle], format, unit).utf8)
        #expect(InterchangeFormat(recognizing: bytes) == format)
      }
    }
  }
}
