// Which labelled paragraphs of a site are alike: made by the same template, or saying the same. Looks at no
// label beyond whether there is one.

import Chaffinch
import ChaffinchCorpus

/// Groups of the labelled paragraphs of some articles, in order.
///
/// Two paragraphs of a site are of one *template* when the innermost four elements around each have the
/// same names and the same class and id words in any order, digits apart, and both are mostly links or
/// both are not. They are of one *text* when they say the same, case, space and digits apart. An article
/// without a site is a site of its own.
public struct AlikeParagraphs: Sendable, Equatable {
  /// The template of each paragraph; `nil` for one that stood in no element.
  public let templates: [Int?]
  /// The text of each paragraph.
  public let texts: [Int?]

  private static let levels = 4

  /// The groups of the articles' labelled paragraphs.
  ///
  /// - Complexity: linear in the articles' elements and text.
  public init(_ articles: [LabelledArticle]) {
    var templates = Groups()
    var texts = Groups()
    for (number, article) in articles.enumerated() {
      let site = article.site.isEmpty ? "\u{0}\(number)" : article.site
      let signatures = article.markup.map(Self.signatures) ?? []
      for paragraph in article.paragraphs where paragraph.label != nil {
        texts.add(site + "\n" + Self.folded(paragraph.text))
        guard let place = paragraph.markup, let element = place.element, let markup = article.markup
        else {
          templates.add(nil)
          continue
        }
        let path = markup.path(from: element, count: Self.levels).map { signatures[$0] }
        let link = place.linkDensity > 0.5 ? "link" : "text"
        templates.add(([site, link] + path).joined(separator: "\n"))
      }
    }
    self.templates = templates.numbers
    self.texts = texts.numbers
  }

  /// The name and the sorted words of each element.
  private static func signatures(_ markup: ArticleMarkup) -> [String] {
    markup.elements.indices.map { place in
      let words = Set(markup.words(of: place).split(whereSeparator: \.isWhitespace).map(folded))
      return ([markup.name(of: place)] + words.sorted()).joined(separator: " ")
    }
  }

  /// Lower case, each run of digits as one 0, each run of space as one space.
  private static func folded(_ text: some StringProtocol) -> String {
    var result = ""
    var last: Character = " "
    for character in text.lowercased() {
      let next: Character =
        character.isWhitespace ? " " : "0"..."9" ~= character ? "0" : character
      if next == last, next == " " || next == "0" { continue }
      result.append(next)
      last = next
    }
    return result
  }

  /// Numbers for keys, in the order in which they come up.
  private struct Groups {
    var numbers: [Int?] = []
    private var known: [String: Int] = [:]

    mutating func add(_ key: String?) {
      guard let key else { return numbers.append(nil) }
      let number = known[key, default: known.count]
      known[key] = number
      numbers.append(number)
    }
  }
}
