// Tests that interpolated text cannot be markup.

import Testing

@testable import ChaffinchEvaluation

@Suite struct EscapedMarkupTests {
  @Test("Literals stand as they are, text is escaped, markup is not escaped twice")
  func interpolation() {
    let inner: EscapedMarkup = "<b>\("a < b & \"c\" 'd' >")</b>"
    let outer: EscapedMarkup = "<p title=\"\("\"")\">\(inner)\(12)</p>"
    #expect(
      outer.text == "<p title=\"&quot;\"><b>a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt;</b>12</p>"
    )
  }

  @Test("Characters that XML forbids are replaced")
  func forbidden() {
    let markup: EscapedMarkup = "\("a\u{0}\u{1B}\u{FFFE}\t\n\rb")"
    #expect(markup.text == "a\u{FFFD}\u{FFFD}\u{FFFD}\t\n&#13;b")
  }
}
