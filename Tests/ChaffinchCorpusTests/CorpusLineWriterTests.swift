// Tests the writing of articles as lines: exact bytes of a small one, and that reading gives it back.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusLineWriterTests {
  private let article = LabelledArticle(
    id: "7", site: "s.example", language: "en", source: "written",
    paragraphs: [
      LabelledParagraph(
        text: "One \"two\"\n", label: .paywall, isExtracted: false,
        markup: ParagraphMarkup(
          element: 1, surroundings: [.article, .link], linkDensity: 0.25, link: 1,
          picture: PicturePlace(paragraphs: 1, levels: 2))),
      LabelledParagraph(
        text: "🦆", label: nil, isNotContent: true,
        markup: ParagraphMarkup(element: nil, surroundings: [], linkDensity: 0)),
      LabelledParagraph(text: "Plain", label: .content),
    ],
    markup: ArticleMarkup(
      elements: [("article", "story", nil), ("a", "", 0)], links: [1: "/join"]),
    metadata: PageMetadata(title: "T", authors: ["A"], isAccessibleForFree: false),
    unmatched: {
      var counts = LabelCounts()
      counts[.byline] = 2
      return counts
    }())

  private func line(
    _ article: LabelledArticle, _ writer: CorpusLineWriter = CorpusLineWriter(),
    predictions: [Prediction?] = []
  ) -> String {
    var bytes: [UInt8] = []
    writer.append(article, predictions: predictions, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("A line has what there is to say, in a fixed order")
  func bytes() {
    var writer = CorpusLineWriter()
    writer.add("url", "https://s.example/7")
    writer.add("page", "")
    #expect(
      line(article, writer) == #"""
        {"id":"7","site":"s.example","language":"en","source":"written",\#
        "url":"https://s.example/7","title":"T","authors":["A"],"isAccessibleForFree":false,\#
        "paragraphs":[{"text":"One \"two\"\n","label":"promo","paywall":true,"extracted":false,\#
        "element":1,"linkDensity":0.25,"link":1,"picture":[1,2]},{"text":"🦆","label":null,\#
        "notContent":true,"linkDensity":0.0},{"text":"Plain","label":"content"}],\#
        "elements":[["article","story",null],["a","",0,"/join"]],"unmatched":{"byline":2}}

        """#)
  }

  @Test("Reading gives the article back, predictions included")
  func roundTrip() throws {
    let predictions: [Prediction?] = [
      Prediction(
        label: .promo, probabilities: [0.25, 0.125, 0.5, 0.125], paywall: 0.375, isPaywall: true),
      nil, Prediction(label: .content, probabilities: [1, 0, 0, 0], paywall: 0),
    ]
    let read = try CorpusReader().readPredicted(
      Array(line(article, predictions: predictions).utf8), file: "f")
    #expect(read.corpus.articles == [article])
    #expect(read.predictions == [predictions])
  }

  @Test("An article of nothing but paragraphs has no other member")
  func least() {
    let least = LabelledArticle(
      id: "", site: "", language: "", paragraphs: [LabelledParagraph(text: "x", label: nil)])
    #expect(line(least) == "{\"paragraphs\":[{\"text\":\"x\",\"label\":null}]}\n")
  }
}
