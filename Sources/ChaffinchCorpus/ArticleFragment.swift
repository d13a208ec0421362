// The inner part of a labelled page as a feed would carry it: without the page around it and without
// class words. A second view of the same labels, for training.

import Chaffinch

extension LabelledArticle {
  /// Labelled paragraphs behind the last one of content that still belong to a fragment: feeds end
  /// with a promo or two.
  private static let trailingParagraphs = 2

  /// Elements of a page around a paragraph that a feed keeps, at most.
  private static let levels = 4

  /// The elements that feeds keep.
  private static let kept: Set<String> = [
    "a", "b", "blockquote", "center", "cite", "code", "dd", "dl", "dt", "em", "figcaption",
    "figure",
    "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "pre", "small", "span",
    "strong", "sup", "table", "tbody", "td", "th", "time", "tr", "u", "ul",
  ]

  /// The paragraphs from the first of content to the last and a little further that stand beside
  /// content, in the elements that a feed would keep; `nil` for an article without markup, for one that
  /// is part of a page already, and for less than three paragraphs of content.
  public var fragment: LabelledArticle? {
    guard let markup, !markup.isFragment else { return nil }
    let content = paragraphs.indices.filter { paragraphs[$0].label == .content }
    guard content.count >= 3, let first = content.first, let last = content.last else { return nil }
    var builder = FragmentElements(markup: markup)
    // Where the text stands; what stands in boxes of its own was put in by the page, not the feed.
    let containers = Set(content.compactMap { builder.container(of: paragraphs[$0]) })
    let inner = paragraphs[first...min(last + Self.trailingParagraphs, paragraphs.count - 1)].filter
    {
      $0.label == .content || builder.container(of: $0).map(containers.contains) ?? false
    }
    let places = inner.map { paragraph in
      paragraph.markup?.element.flatMap { builder.place(of: $0, depth: 0) }
    }
    let links = inner.map { paragraph in
      paragraph.markup?.link.flatMap { builder.place(of: $0, depth: 0) }
    }
    let elements = ArticleMarkup(elements: builder.elements, links: builder.links)
    let surroundings = elements.surroundings()
    return LabelledArticle(
      id: id, site: site, language: language, source: source,
      paragraphs: zip(inner, zip(places, links)).map { paragraph, found in
        let (place, link) = found
        return LabelledParagraph(
          text: paragraph.text, label: paragraph.label, isNotContent: paragraph.isNotContent,
          isExtracted: paragraph.isExtracted,
          markup: ParagraphMarkup(
            element: place, surroundings: place.map { surroundings[$0] } ?? [],
            linkDensity: paragraph.markup?.linkDensity ?? 0, link: link,
            picture: paragraph.markup?.picture))
      }, markup: elements)
  }

  /// The elements of a fragment, found as its paragraphs ask for them.
  private struct FragmentElements {
    let markup: ArticleMarkup
    var elements: [(name: String, words: String, parent: Int?)] = []
    var links: [Int: String] = [:]
    private var places: [Int: Int] = [:]

    init(markup: ArticleMarkup) {
      self.markup = markup
    }

    /// The innermost element around a paragraph that a feed would not keep; `nil` outside all.
    func container(of paragraph: LabelledParagraph) -> Int? {
      var next = paragraph.markup?.element
      while let element = next, kept.contains(markup.name(of: element)) {
        next = markup.elements[element].parent
      }
      return next
    }

    /// The place in the fragment of the page's element `element`; `nil` when a feed drops it.
    mutating func place(of element: Int, depth: Int) -> Int? {
      let name = markup.name(of: element)
      // Around others a feed keeps no `div`, whatever it holds by itself.
      guard depth < levels, kept.contains(name) || depth == 0 && name == "div" else { return nil }
      if let known = places[element] { return known }
      let parent = markup.elements[element].parent.flatMap { place(of: $0, depth: depth + 1) }
      elements.append((name, "", parent))
      let link = markup.link(of: element)
      if !link.isEmpty { links[elements.count - 1] = link }
      places[element] = elements.count - 1
      return elements.count - 1
    }
  }
}
