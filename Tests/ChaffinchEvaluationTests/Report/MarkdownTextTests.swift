// Tests texts of strangers inside Markdown.

import Testing

@testable import ChaffinchEvaluation

@Suite struct MarkdownTextTests {
  @Test(
    "Marks, HTML, tables, mentions and references are text",
    arguments: [
      ("plain, text; with 'quotes' and 5 %", "plain, text; with 'quotes' and 5 %"),
      ("a|b", #"a\|b"#), ("`c`", #"\`c\`"#), ("<b>&", "&lt;b&gt;&amp;"),
      ("@team", "\\@\u{200B}team"), ("#12", "\\#\u{200B}12"), ("[x](y)", #"\[x\]\(y\)"#),
      ("http://a.b", #"http\://a\.b"#), ("1. x", #"1\. x"#), (#"\"#, #"\\"#), ("$x$", #"\$x\$"#),
    ])
  func escapes(text: String, expected: String) {
    #expect(text.markdownEscaped == expected)
  }

  @Test("It is one line, and nothing turns its direction")
  func oneLine() {
    #expect("a\r\n\n b\u{2028}c\u{202E}d\u{2066}\u{0}".markdownEscaped == "a b cd ")
  }
}
