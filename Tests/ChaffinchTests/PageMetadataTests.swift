// Tests what is read of a page's declarations.

import Testing

@testable import Chaffinch

@Suite("Page metadata")
struct PageMetadataTests {
  private func read(_ page: String) -> PageMetadata {
    let bytes = Array(page.utf8)
    return PageMetadata(PageSegmenter(bytes).segment().metadata, in: bytes)
  }

  @Test("A page without declarations has none")
  func none() {
    #expect(read("<p>a</p>") == PageMetadata())
    #expect(read("") == PageMetadata())
    #expect(read("<html lang=''><title> </title><meta name=author content=''>") == PageMetadata())
  }

  @Test("The title is that of the page, not of a graphic")
  func title() {
    #expect(read("<title>\n Ferry &amp; \n sea </title>").title == "Ferry & sea")
    #expect(read("<title>a</title><title>b</title>").title == "a")
    #expect(read("<svg><g><title>Arrow</title></g></svg><p>x<title>Ferry</title>").title == "Ferry")
    #expect(read("<title>a<b>").title == "a<b>")
  }

  @Test("The shared title is og:title, or else twitter:title")
  func sharedTitle() {
    let twitter = "<meta name=twitter:title content=Bird>"
    #expect(read(twitter).openGraphTitle == "Bird")
    #expect(
      read(twitter + "<meta property='og:title' content='A &quot;B&quot;'>").openGraphTitle
        == "A \"B\"")
    #expect(read("<meta content=Sea property=OG:title>" + twitter).openGraphTitle == "Sea")
    // In attributes a reference without its semicolon is none before a letter or an equals sign.
    #expect(read("<meta property=og:title content='a&copy=b'>").openGraphTitle == "a&copy=b")
  }

  @Test("Authors are listed once each, in order, addresses are not")
  func authors() {
    let page = """
      <meta name=author content="Anna Berg"><meta name=Author content=" Ola  Nord ">
      <meta property=article:author content="https://example.org/anna">
      <script type=application/ld+json>{"@graph": [{"author": [{"name": "Ola Nord"},
      {"name": " Eva\\n Lind "}, "Per", {"url": "x"}, {"name": "http://a.example"}]}]}</script>
      """
    #expect(read(page).authors == ["Anna Berg", "Ola Nord", "Eva Lind", "Per"])
  }

  @Test(
    "Structured data say whether the article is free",
    arguments: [
      ("true", true), ("false", false), ("\"True\"", true), ("\"False\"", false),
      ("\"http://schema.org/False\"", false), ("\"maybe\"", nil), ("1", nil),
    ] as [(String, Bool?)])
  func isFree(value: String, expected: Bool?) {
    let data = "{\"isAccessibleForFree\": \(value)}"
    #expect(
      read("<script type='application/ld+json'>\(data)</script>").isAccessibleForFree == expected)
    #expect(
      read("<script type=\" Application/LD+JSON; charset=x\">[\(data)]</script>")
        .isAccessibleForFree == expected)
    #expect(read("<script type=text/plain>\(data)</script>").isAccessibleForFree == nil)
    #expect(read("<script>\(data)</script>").isAccessibleForFree == nil)
  }

  @Test("Parts that disagree say nothing, parts of the article count for themselves")
  func disagreement() {
    func page(_ data: String) -> PageMetadata {
      read("<script type=application/ld+json>\(data)</script>")
    }
    #expect(
      page("[{\"isAccessibleForFree\": true}, {\"isAccessibleForFree\": false}]")
        .isAccessibleForFree == nil)
    #expect(
      page("[{\"isAccessibleForFree\": false}, {\"isAccessibleForFree\": false}]")
        .isAccessibleForFree == false)
    #expect(
      page("{\"isAccessibleForFree\": true, \"hasPart\": {\"isAccessibleForFree\": false}}")
        .isAccessibleForFree == true)
    #expect(
      page("{\"mainEntityOfPage\": {\"isAccessibleForFree\": false}}").isAccessibleForFree == false)
    #expect(page("{broken").isAccessibleForFree == nil)
  }

  @Test(
    "Structured data are read whole or not at all, and members that nobody asks for are skipped",
    arguments: [
      ("{\"auth\\u006fr\": \"Anna\", \"review\": [1, {\"author\": \"Per\"}]}", ["Anna"]),
      ("{\"author\": {\"name\": \"Eva\", \"@type\": \"Person\", \"name\": \"Ola\"}}", ["Ola"]),
      ("{\"author\": [[\"Anna\"], {\"name\": {\"name\": \"Per\"}}, null, \"Ola\"]}", ["Ola"]),
      ("{\"mainEntity\": {\"author\": \"Eva\"}, \"author\": \"Anna\"}", ["Anna", "Eva"]),
      ("[{\"author\": \"Anna\"}, {\"author\": \"Eva\"}, 1, \"x\"]", ["Anna", "Eva"]),
      ("{\"author\": \"Anna\", \"url\": }", []), ("{\"author\": \"Anna\"} x", []),
      ("\"author\"", []), ("{\"authors\": \"Anna\", \"autho\": \"Eva\"}", []),
    ])
  func structuredData(data: String, authors: [String]) {
    #expect(read("<script type=application/ld+json>\(data)</script>").authors == authors)
  }

  @Test("Structured data nested beyond a limit say nothing")
  func deepStructuredData() {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + "{\"author\": \"Anna\"}"
        + String(repeating: "]", count: levels)
    }
    func authors(_ levels: Int) -> [String] {
      read("<script type=application/ld+json>\(nested(levels))</script>").authors
    }
    #expect(authors(JSONValue.depthLimit - 1) == ["Anna"])
    #expect(authors(JSONValue.depthLimit) == [])
    #expect(authors(100_000) == [])
  }

  @Test("Names of declarations may have references, capitals and white space")
  func metaNames() {
    #expect(read("<meta name=' Aut&#104;or ' content=Anna>").authors == ["Anna"])
    #expect(read("<meta NAME=PARSELY-AUTHOR content=Anna>").authors == ["Anna"])
    #expect(read("<meta name=author&nbsp; content=Anna>").authors == [])
    #expect(read("<meta name=author property=x content=Anna>").authors == [])
    #expect(read("<meta name=author content='  '>").authors == [])
  }

  @Test("The language is as written")
  func language() {
    #expect(read("<html lang=' de-AT '>").language == "de-AT")
    #expect(read("<html><html lang=de>").language == nil)
  }

  @Test("Of many declarations the first ones count")
  func limits() {
    let many = String(repeating: "<meta name=x content=y>", count: PageMetadata.Places.limit)
    #expect(read(many + "<meta name=author content=Anna>").authors.isEmpty)
    #expect(read("<meta name=author content=Anna>" + many).authors == ["Anna"])
  }

  @Test("Declarations in scripts and comments are none")
  func elsewhere() {
    #expect(
      read("<script><meta name=author content=A></script><!--<title>b</title>-->") == PageMetadata()
    )
  }
}
