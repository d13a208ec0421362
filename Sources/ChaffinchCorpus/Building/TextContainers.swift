// The elements that hold a page's texts together: the nearest one around a paragraph that is no part
// of a text. Knows nothing of labels.

import Chaffinch

/// The container of each element.
struct TextContainers {
  private let places: [Int?]

  /// Elements that are parts of a text.
  private static let parts: Set<String> = [
    "a", "b", "blockquote", "center", "cite", "code", "dd", "dl", "dt", "em", "font", "h1", "h2",
    "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "pre", "q", "small", "span", "strong", "sub",
    "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
  ]

  /// - Complexity: O(elements).
  init(_ markup: ArticleMarkup?) {
    var places: [Int?] = []
    if let markup {
      for place in markup.elements.indices {
        if Self.parts.contains(markup.name(of: place)) {
          places.append(markup.elements[place].parent.flatMap { places[$0] })
        } else {
          places.append(place)
        }
      }
    }
    self.places = places
  }

  /// The container of what stands in `element`; `nil` outside all.
  func container(of element: Int?) -> Int? {
    element.flatMap { places.indices.contains($0) ? places[$0] : nil }
  }
}
