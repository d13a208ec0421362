// Tests kept paragraphs as Markdown: blocks, and that text stays text.

import Testing

@testable import Chaffinch

@Suite("Markdown")
struct MarkdownWriterTests {
  private let content = Prediction(
    label: .content, probabilities: SIMD4(1, 0, 0, 0), paywall: 0)

  private func markdown(_ page: String) throws -> String {
    let article = try Article(html: Array(page.utf8))
    return CleanedArticle(
      article, predictions: article.paragraphs.map { _ in content }, policy: .contentOnly
    ).markdown
  }

  private func escaped(_ text: String) -> String {
    CleanedArticle(
      Article(paragraphs: [text]), predictions: [content], policy: .contentOnly
    ).markdown
  }

  @Test(
    "Blocks are marked",
    arguments: [
      ("<h1>a</h1><p>b</p><h3><b>c</b></h3>", "# a\n\nb\n\n### c"),
      ("<p>a<ul><li>b<li>c</ul><p>d", "a\n\n- b\n- c\n\nd"),
      ("<ol><li>a<li>b</ol>", "1. a\n1. b"),
      ("<ol><li>a<ul><li>b</ul></ol>", "1. a\n\n- b"),
      ("<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n- c"),
      ("<dl><dt>a<dd>b</dl>", "- a\n- b"),
      ("<ul><li><h2>a</h2>b</ul>", "## a\n\n- b"),
      ("<blockquote><p>a<p>b</blockquote>c", "> a\n>\n> b\n\nc"),
      ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"),
      ("<blockquote><ul><li>a<li>b</ul></blockquote>", "> - a\n> - b"),
      ("<pre>a\n  *b*</pre>", "```\na\n  *b*\n```"), ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
      ("<blockquote><pre>a\nb</pre></blockquote>", "> ```\n> a\n> b\n> ```"),
      ("<table><td>a<td>b</table>", "a\n\nb"), ("", ""),
    ])
  func blocks(page: String, expected: String) throws {
    #expect(try markdown(page) == expected)
  }

  @Test(
    "What would be markup is escaped",
    arguments: [
      ("*a* _b_ `c` [d](e) <f> &amp; \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f> \\&amp; \\\\"),
      ("# a", "\\# a"), ("a # b", "a # b"), ("- a", "\\- a"), ("+ a - b", "\\+ a - b"),
      ("> a", "\\> a"), ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("1.5 a", "1\\.5 a"),
      ("a 1. b", "a 1. b"),
      ("---", "\\---"), ("===", "\\==="), ("~~~", "\\~~~"), ("| a |", "\\| a |"), ("!a", "!a"),
      ("a\nb", "a b"), ("a\r\n# b", "a  # b"), ("    a", "a"), ("*\u{301}", "\\*\u{301}"),
    ])
  func escaping(text: String, expected: String) {
    #expect(escaped(text) == expected)
  }

  @Test("A heading's last sign is text")
  func signs() throws {
    #expect(try markdown("<h2>Learn C # #</h2>") == "## Learn C \\# \\#")
  }

  @Test("Removed paragraphs leave no trace")
  func removed() throws {
    let article = try Article(html: Array("<ul><li>a<li>b<li>c</ul>".utf8))
    let promo = Prediction(label: .promo, probabilities: SIMD4(0, 0, 1, 0), paywall: 0)
    let cleaned = CleanedArticle(
      article, predictions: [content, promo, content], policy: .contentOnly)
    #expect(cleaned.markdown == "- a\n- c")
  }
}
