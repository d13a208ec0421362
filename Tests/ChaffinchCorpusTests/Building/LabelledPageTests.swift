// Tests a labelled page as a line of JSON, as a whole and read back.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct LabelledPageTests {
  private func line(_ page: LabelledPage) -> String {
    var output: [UInt8] = []
    page.appendJSONLine(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private var page: LabelledPage {
    var unmatched = LabelCounts()
    unmatched[.promo] = 1
    unmatched[.content] = 2
    return LabelledPage(
      page: PageDescription(
        file: "train/a.html", id: "a\"b", site: "s.example", language: "en", source: "c",
        url: "https://s.example/"),
      article: Article(paragraphs: [
        Paragraph(text: "Say \"no\"", byteRange: 3..<11), Paragraph(text: "Join"),
        Paragraph(text: "", byteRange: 20..<20), Paragraph(text: "Menu", byteRange: 30..<34),
      ]), labels: [.content, .paywall, nil, nil], unmatched: unmatched)
  }

  @Test("The members stand in a fixed order, unknown ones are left out")
  func layout() {
    let paragraphs =
      #"[{"text":"Say \"no\"","label":"content","byteRange":[3,11]},"#
      + #"{"text":"Join","label":"promo","paywall":true},"#
      + #"{"text":"Menu","label":null,"byteRange":[30,34]}]"#
    #expect(
      line(page)
        == #"{"id":"a\"b","site":"s.example","language":"en","source":"c","#
        + #""url":"https://s.example/","page":"train/a.html","paragraphs":"#
        + paragraphs + #","unmatched":{"content":2,"promo":1}}"# + "\n")
    let bare = LabelledPage(
      page: PageDescription(file: ""), article: Article(paragraphs: ["Menu"]), labels: [nil],
      unmatched: LabelCounts())
    #expect(line(bare) == #"{"paragraphs":[{"text":"Menu","label":null}]}"# + "\n")
  }

  @Test("The corpus reader reads the line back as the labelled article")
  func roundTrip() throws {
    let corpus = try CorpusReader().read(Array(line(page).utf8), file: "f")
    #expect(corpus.articles == [page.labelledArticle])
    #expect(page.labelledArticle.paragraphs.map(\.text) == ["Say \"no\"", "Join", "Menu"])
    #expect(page.labelledArticle.labels == [.content, .paywall])
  }

  @Test("What is only known not to be content, and what no extractor keeps, says so and reads back")
  func partial() throws {
    let page = LabelledPage(
      page: PageDescription(file: ""), article: Article(paragraphs: ["One", "Menu", "Two"]),
      labels: [.content, .notContent, nil], isExtracted: [true, false, true],
      unmatched: LabelCounts())
    #expect(
      line(page)
        == #"{"paragraphs":[{"text":"One","label":"content"},{"text":"Menu","label":null,"#
        + #""notContent":true,"extracted":false},{"text":"Two","label":null}]}"# + "\n")
    let article = try #require(
      try CorpusReader().read(Array(line(page).utf8), file: "f").articles.first)
    #expect(article == page.labelledArticle)
    #expect(article.paragraphs.map(\.isNotContent) == [false, true, false])
    #expect(article.paragraphs.map(\.isExtracted) == [true, false, true])
    #expect(article.labels == [.content])
  }

  @Test("A page of which nothing was found keeps its count")
  func nothingFound() throws {
    let empty = LabelledPage(
      page: PageDescription(file: "a.html"), article: Article(paragraphs: [Paragraph]()),
      labels: [], unmatched: page.unmatched)
    #expect(
      line(empty)
        == #"{"page":"a.html","paragraphs":[],"unmatched":{"content":2,"promo":1}}"# + "\n")
    let corpus = try CorpusReader().read(Array((line(page) + line(empty)).utf8), file: "f")
    #expect(corpus.articles.last?.unmatched.total == 3)
  }

  // MARK: Markup

  /// The line of a page of HTML whose paragraphs are all content, and the page.
  private func labelled(_ html: String) throws -> LabelledPage {
    let article = try Article(html: Array(html.utf8))
    return LabelledPage(
      page: PageDescription(file: "a.html", site: "s.example"), article: article,
      labels: article.paragraphs.map { _ in .content }, unmatched: LabelCounts())
  }

  @Test("Elements stand behind the paragraphs, each paragraph with its place and link density")
  func markupLayout() throws {
    let page = try labelled("Loose<main ID=top class='a \"b\"'><P>(<a href=x>link</a>)</P></main>")
    #expect(
      line(page)
        == #"{"site":"s.example","page":"a.html","paragraphs":["#
        + #"{"text":"Loose","label":"content","byteRange":[0,5],"linkDensity":0.0},"#
        + #"{"text":"(link)","label":"content","byteRange":[35,55],"element":1,"#
        + #""linkDensity":0.6666667,"link":2}],"#
        + #""elements":[["main","a \"b\" top",null],["p","",0],["a","",1,"x"]]}"# + "\n")
  }

  @Test("What the page declares stands before the paragraphs and reads back")
  func metadata() throws {
    let page = try labelled(
      "<html lang=fr><title>A \"ferry\"</title><meta property=og:title content=Ferry>"
        + "<meta name=author content='Ann Lee'><meta name=author content=Bo>"
        + "<script type='application/ld+json'>{\"isAccessibleForFree\":false}</script>One")
    #expect(
      line(page).hasPrefix(
        #"{"site":"s.example","page":"a.html","title":"A \"ferry\"","openGraphTitle":"Ferry","#
          + #""authors":["Ann Lee","Bo"],"isAccessibleForFree":false,"paragraphs":[{"#))
    let article = try #require(
      try CorpusReader().read(Array(line(page).utf8), file: "f").articles.first)
    #expect(
      article.metadata
        == PageMetadata(
          title: "A \"ferry\"", openGraphTitle: "Ferry", authors: ["Ann Lee", "Bo"],
          isAccessibleForFree: false))
    #expect(page.labelledArticle.metadata == article.metadata)
    #expect(article.article.metadata == article.metadata)
    #expect(article.fragment?.metadata ?? PageMetadata() == PageMetadata())
  }

  @Test("A page that declares nothing has empty metadata, and its article none")
  func noMetadata() throws {
    let page = try labelled("<p>One")
    #expect(page.labelledArticle.metadata == PageMetadata())
    #expect(page.labelledArticle.article.metadata == nil)
  }

  /// Nested lists, figures, tables, forms, links, several kinds of words, implied ends, wrong nesting,
  /// unknown elements, and text outside all of them.
  private static let pages = [
    """
    Loose text<main id=main class="page"><article class="post postBody" role="feed">
    <h1 itemprop=headline>Two herons</h1><ul class=outer><li>One <a href=/>and a link</a>
    <ol><li>Nested<ul><li>twice</li></ul></li></ol></li><li><a href=/>All a link</a></ul>
    <figure class="media" data-component="Image"><img src=x><figcaption>At the weir.
    <cite>Ada Sallow</cite></figcaption></figure><blockquote><p>Quoted <b>text</b></p></blockquote>
    <table><caption>Table</caption><tr><td>Cell<th>Head</table><pre>a
     b</pre></article><aside aria-label="Newsletter sign-up"><form><label>Mail</label>
    <button>Go</button></form></aside></main><footer><nav><a href=/>Home</a> | <a href=/>Top</a></nav>
    <address>Here</address><time>3 May</time></footer> The end
    """,
    "<b>Bold<p>in <i>wrong</b> order</i></p><x-card class=teaser>A card</x-card><DIV>Upper</DIV>",
    // The sign for kelvin is no k, though String.lowercased() makes it one.
    "<bloc\u{212A}quote>No quote</bloc\u{212A}quote><p class='Ünï \u{212A}elvin &amp; co'>Text</p>",
    "Nothing but text", "<p></p>\n<p>One</p>",
  ]

  @Test("Markup read back is the page's: elements, places, surroundings", arguments: pages)
  func markupRoundTrip(html: String) throws {
    let page = try labelled(html)
    let corpus = try CorpusReader().read(Array(line(page).utf8), file: "f")
    let article = try #require(corpus.articles.first)
    let original = try #require(page.article.markup)
    let markup = try #require(article.markup)
    #expect(article.paragraphs == page.labelledArticle.paragraphs)
    #expect(article.paragraphs.map(\.markup) == page.article.paragraphs.map(\.markup))
    #expect(article.paragraphs.allSatisfy { $0.markup != nil })
    #expect(markup.elements.map(\.parent) == original.elements.map(\.parent))
    for place in original.elements.indices {
      #expect(markup.name(of: place) == original.name(of: place))
      #expect(markup.words(of: place) == original.words(of: place))
    }
    #expect(markup.surroundings() == original.surroundings())
    // The corpus of the page and the corpus read back are the same to a model.
    #expect(Corpus(articles: [page.labelledArticle]).fingerprint == corpus.fingerprint)
  }

  @Test("Markup read back gives the page's features", arguments: pages)
  func markupFeatures(html: String) throws {
    let page = try labelled(html)
    let corpus = try CorpusReader().read(Array(line(page).utf8), file: "f")
    let original = MarkupWords(try #require(page.article.markup))
    let words = MarkupWords(try #require(corpus.articles.first?.markup))
    var left = LocalFeatures()
    var right = LocalFeatures()
    let extractor = LocalFeatureExtractor()
    for (one, other) in zip(page.article.paragraphs, corpus.articles[0].paragraphs) {
      extractor.extract(one.text, at: one.markup, in: original, into: &left)
      extractor.extract(other.text, at: other.markup, in: words, into: &right)
      #expect(left.markupHashes == right.markupHashes)
      #expect(left.markupCount > 0)
    }
  }

  @Test("The page of many elements has the surroundings that a reader sees")
  func surroundings() throws {
    let page = try labelled(Self.pages[0])
    func surroundings(_ text: String) -> Surroundings? {
      page.article.paragraphs.first { $0.text == text }?.markup?.surroundings
    }
    #expect(surroundings("Loose text") == [])
    #expect(surroundings("Two herons") == [.main, .article, .heading])
    #expect(surroundings("twice") == [.main, .article, .listItem])
    #expect(surroundings("All a link") == [.main, .article, .listItem, .link])
    #expect(
      surroundings("At the weir. Ada Sallow") == [.main, .article, .figure, .figcaption])
    #expect(surroundings("Quoted text") == [.main, .article, .blockquote])
    #expect(surroundings("Table") == [.main, .article, .figcaption])
    #expect(surroundings("Head") == [.main, .article, .tableCell])
    #expect(surroundings("Go") == [.main, .aside, .form, .button])
    #expect(surroundings("Home | Top") == [.footer, .navigation])
    #expect(surroundings("The end") == [])
  }
}
