// Tests what a reference text says of a page's segments, on small pages by hand.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct ReferenceAlignmentTests {
  private static let one = "The old ferry sank at noon in the harbour of the small town."
  private static let two = "Nobody was hurt because all passengers had left it for lunch before."
  private static let three = "The owner says that a new boat will be bought in the spring."

  /// The page around these parts of an article.
  private func page(_ article: String, after: String = "") -> String {
    """
    <html><body><nav><a href=/>Home</a></nav><div class=menu><p>Harbour news</p><p>Sport</p></div>
    <p>Filler none</p><p>Filler one</p>
    <p>Filler two</p><p>Filler three</p><p>Filler four</p><p>Filler five</p>
    <main><h1>A ferry sank</h1><p>By Ann Lee</p>\(article)</main>\(after)
    <div class=related><h3>More from us</h3><p>Ten other boats that you could see from here, too.</p>
    </div></body></html>
    """
  }

  private func align(_ html: String, _ reference: [String]) throws -> (
    marks: [String: KnownLabel?], verdict: ReferenceAlignment.Verdict
  ) {
    let article = try Article(html: Array(html.utf8))
    let alignment = ReferenceAlignment(
      article, reference: reference.joined(separator: "\n\n"), title: "A ferry sank")
    return (
      Dictionary(zip(article.paragraphs.map(\.text), alignment.marks)) { first, _ in first },
      alignment.verdict
    )
  }

  @Test("What the reference has is content, the menu and what follows are not")
  func plain() throws {
    let (marks, verdict) = try align(
      page("<p>\(Self.one)</p><h2>What next</h2><p>\(Self.two)</p><p>\(Self.three)</p>"),
      [Self.one, "What next", Self.two, Self.three])
    #expect(verdict == .complete)
    for text in ["A ferry sank", Self.one, "What next", Self.two, Self.three] {
      #expect(marks[text] == .content, "\(text)")
    }
    for text in ["Home", "Harbour news", "Sport", "More from us"] {
      #expect(marks[text] == .notContent, "\(text)")
    }
    #expect(marks["Ten other boats that you could see from here, too."] == .notContent)
    // Between title and text a byline is as likely as a standfirst.
    #expect(marks["By Ann Lee"] == .some(nil))
  }

  @Test("Inside the article only what markup sets apart is not content")
  func inside() throws {
    let (marks, _) = try align(
      page(
        """
        <p>\(Self.one)</p><figure><figcaption>The boat in March</figcaption></figure>
        <p>Not in the text</p><p><a href=/x>Read more on ferries</a></p><aside><p>Join us</p></aside>
        <p>\(Self.two)</p><p>\(Self.three)</p>
        """), [Self.one, Self.two, Self.three])
    for text in ["The boat in March", "Read more on ferries", "Join us"] {
      #expect(marks[text] == .notContent, "\(text)")
    }
    #expect(marks["Not in the text"] == .some(nil))
  }

  @Test("A short segment is content in its place alone, and a caption never")
  func place() throws {
    let (marks, _) = try align(
      page(
        """
        <p>\(Self.one)</p><p>At noon</p><p>\(Self.two)</p><p>What next</p>
        <figure><figcaption>The pier</figcaption></figure><p>\(Self.three)</p>
        """), [Self.one, "What next", Self.two, "At noon", "The pier", Self.three])
    // Each occurs in the reference, but elsewhere, or where captions are.
    for text in ["At noon", "What next", "The pier"] {
      #expect(marks[text] != .content, "\(text)")
    }
  }

  @Test("Text that is found by halves is in doubt, and so is text that occurs twice")
  func doubt() throws {
    let half = "The old ferry sank at noon in the words of people who had not seen it happen."
    let (marks, _) = try align(
      page(
        "<p>\(Self.one)</p><p>\(half)</p><p>\(Self.two)</p><p>\(Self.three)</p><p>\(Self.two)</p>"),
      [Self.one, Self.two, Self.three])
    #expect(marks[half] == .some(nil))
    #expect(marks[Self.two] == .some(nil))
    #expect(marks[Self.one] == .content)
  }

  @Test("A reference that is not on its page says nothing of what it lacks")
  func foreign() throws {
    let (marks, verdict) = try align(
      page("<p>\(Self.one)</p>"), [Self.one, Self.two, Self.three])
    #expect(verdict == .foreign)
    #expect(!marks.values.contains(.notContent))
    #expect(try align(page(""), []).verdict == .foreign)
  }

  @Test("A reference behind which the article goes on is cut short")
  func cutShort() throws {
    let more = ["first", "second", "third"].map {
      "<p>And this is the \($0) of several further paragraphs that stand where the article was and "
        + "are of no small length.</p>"
    }
    let html = page("<p>\(Self.one)</p><p>\(Self.two)</p>" + more.joined())
    let (marks, verdict) = try align(html, [Self.one, Self.two])
    #expect(verdict == .cutShort)
    #expect(!marks.values.contains(.notContent))
    let text = PageReference(page: PageDescription(file: "a"), text: Self.one, title: "")
    let (labels, outcome) = text.labels(of: try Article(html: Array(html.utf8)))
    #expect(outcome == .cutShort)
    #expect(labels.paragraphs.isEmpty)
  }
}
