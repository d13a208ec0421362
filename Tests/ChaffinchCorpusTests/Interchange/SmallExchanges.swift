// Reads and writes the small examples of the tests of formats, and makes articles by chance.

import Chaffinch

@testable import ChaffinchCorpus

/// Reads `text`, which must be right.
func exchange(
  _ format: InterchangeFormat, _ text: String, _ names: [String: KnownLabel?] = [:]
) throws -> InterchangeCorpus {
  try InterchangeReader(format, mapping: LabelMapping(names)).read(Array(text.utf8), file: "file")
}

/// The articles of `text` as lists of label and text.
func paragraphs(
  _ format: InterchangeFormat, _ text: String, _ names: [String: KnownLabel?] = [:]
) throws -> [[String]] {
  try exchange(format, text, names).corpus.articles.map { article in
    article.paragraphs.map { "\($0.label?.name ?? "-"): \($0.text)" }
  }
}

/// What is wrong with `text`; `nil` where nothing is.
func refusal(_ format: InterchangeFormat, _ text: String) -> String? {
  do {
    _ = try InterchangeReader(format).read(Array(text.utf8), file: "file")
    return nil
  } catch {
    return error.description
  }
}

/// The file that `articles` become.
func written(
  _ articles: [LabelledArticle], _ format: InterchangeFormat, _ unit: InterchangeUnit = .article
) -> String {
  var output: [UInt8] = []
  InterchangeWriter(format, unit: unit).append(Corpus(articles: articles), to: &output)
  return String(decoding: output, as: UTF8.self)
}

/// An article of two paragraphs and one without a label.
let smallArticle = LabelledArticle(
  id: "a1", site: "s.example", language: "en",
  paragraphs: [
    LabelledParagraph(text: "Hi 😀", label: .content),
    LabelledParagraph(text: "Pay now", label: .paywall),
    LabelledParagraph(text: "Menu", label: nil, isNotContent: true),
  ])

/// Articles with everything that may be known of one.
struct ArticleGenerator {
  private var random: SplitMix64
  private static let words = [
    "rain", "Brücke", "😀👩‍👩‍👧", "e\u{301}", "\"quoted\"", "back\\slash", "日本語", "a\tb", "x\ny",
    "two\n\nparts", "</p>", "\u{2028}", "ﷺ", "__label__promo", "\u{1}",
  ]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  private mutating func word() -> String { Self.words[below(Self.words.count)] }

  /// An article with or without markup.
  mutating func article() -> LabelledArticle {
    let hasMarkup = below(2) == 0
    var elements: [(name: String, words: String, parent: Int?)] = []
    if hasMarkup {
      for place in 0..<1 + below(4) {
        elements.append(
          (["div", "p", "a"][below(3)], word(), place == 0 ? nil : below(place)))
      }
    }
    let markup = hasMarkup ? ArticleMarkup(elements: elements, links: [0: "/" + word()]) : nil
    let surroundings = markup?.surroundings() ?? []
    let paragraphs = (0..<1 + below(5)).map { _ in
      let label = below(3) == 0 ? nil : InnerLabel.allCases[below(5)]
      let element = hasMarkup ? below(elements.count) : 0
      return LabelledParagraph(
        text: (0...below(4)).map { _ in word() }.joined(separator: " "), label: label,
        isNotContent: label == nil && below(2) == 0, isExtracted: below(4) > 0,
        markup: hasMarkup && below(5) > 0
          ? ParagraphMarkup(
            element: element, surroundings: surroundings[element],
            linkDensity: Float(below(1000)) / 977, link: below(2) == 0 ? 0 : nil,
            picture: below(2) == 0 ? PicturePlace(paragraphs: below(3), levels: below(4)) : nil)
          : nil)
    }
    var unmatched = LabelCounts()
    if below(4) == 0 { unmatched[.caption] = 1 + below(9) }
    return LabelledArticle(
      id: below(3) == 0 ? "" : word(), site: below(3) == 0 ? "" : "s\(below(3)).example",
      language: below(2) == 0 ? "" : "en", source: below(2) == 0 ? "" : word(),
      paragraphs: paragraphs, markup: markup,
      metadata: hasMarkup
        ? PageMetadata(
          title: word(), openGraphTitle: nil, authors: [word()], isAccessibleForFree: false)
        : PageMetadata(), unmatched: unmatched)
  }
}
