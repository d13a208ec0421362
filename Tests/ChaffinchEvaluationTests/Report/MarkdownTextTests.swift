// Tests texts of strangers inside Markdown.

import Testing

@testable import ChaffinchEvaluation

@Suite struct MarkdownTextTests {
  @Test(
    "Marks, HTML, tables, mentions and references are text",
    arguments: [
      ("plain, text; with 'quotes' and 5 %", "plain, text; with 'quotes' and 5 %"),
      ("a|b", #"a\|b"#), ("`c`", #"\`c\`"#), ("<b>&", "&lt;b&gt;&amp;"),
      ("by @team", "by @\u{200B}team"), ("o/r#12", "o/r#\u{200B}12"), ("GH-7", "GH-\u{200B}7"),
      ("[x](y)", #"\[x\](y)"#), ("![x][y]", #"!\[x\]\[y\]"#), (#"\"#, #"\\"#), ("$x$", #"\$x\$"#),
      ("http://a.b", #"http\://a.b"#), ("see WWW.a.b", #"see WWW\.a.b"#), ("~~~", #"\~\~\~"#),
      ("_a_ b_c", #"\_a\_ b_c"#), ("__", #"\_\_"#),
    ])
  func escapes(text: String, expected: String) {
    #expect(text.markdownEscaped == expected)
  }

  @Test(
    "What starts a list, a heading or a line under one is escaped at the start alone",
    arguments: [
      ("- a", #"\- a"#), ("+ a", #"\+ a"#), ("===", #"\==="#), ("---", #"\---"#),
      (" - a", #" \- a"#),
      ("# a", "\\# a"), ("1. a", #"1\. a"#), ("12) a", #"12\) a"#), (":-:", #"\:-:"#),
      (".a", ".a"), ("a 1. b", "a 1. b"), ("1 2. b", "1 2. b"),
    ])
  func starts(text: String, expected: String) {
    #expect(text.markdownEscaped == expected)
  }

  @Test(
    "Names of files, numbers and sentences stay as they are",
    arguments: [
      "built-in model", "test.jsonl", "a.b-c_d.tsv", "macro-F1 is 0.5000 (at 12:30), x = y + z!",
      "C# and user@ and {x}^2",
    ])
  func plain(text: String) {
    #expect(text.markdownEscaped == text)
  }

  @Test("Characters that are left out hide nothing from the escapes")
  func hidden() {
    #expect("www\u{202E}.a".markdownEscaped == #"www\.a"#)
    #expect("http:\u{200E}//a".markdownEscaped == #"http\://a"#)
    #expect("@\u{2066}team".markdownEscaped == "@\u{200B}team")
  }

  @Test("It is one line, and nothing turns its direction")
  func oneLine() {
    #expect("a\r\n\n b\u{2028}c\u{202E}d\u{2066}\u{0}".markdownEscaped == "a b cd ")
  }
}
