// Tests which attributes of a start tag count, and what hides an element.

import Testing

@testable import Chaffinch

@Suite("Attributes of a start tag")
struct TagAttributesTests {
  private func marks(_ attributes: String) -> [String] {
    let bytes = Array(attributes.utf8)
    return TagAttributes(0..<bytes.count, bytes.span).marks.words.map { slice(bytes, $0) }
  }

  private func isHidden(_ attributes: String) -> Bool {
    let bytes = Array(attributes.utf8)
    return TagAttributes(0..<bytes.count, bytes.span).isHidden
  }

  @Test("Class, id, role and component are found in any order, case and quotes")
  func all() {
    #expect(
      marks(" ID='x1' data-x=y CLASS=\"a b\" Role=note aria-label='Next page'")
        == ["a b", "x1", "note", "Next page"])
    #expect(marks(" id=i") == ["", "i", "", ""])
    #expect(marks("") == ["", "", "", ""])
  }

  @Test("The first of two counts")
  func duplicates() {
    #expect(marks(" class=a class=b id=c id=d") == ["a", "c", "", ""])
    #expect(marks(" itemprop=articleBody role=main") == ["", "", "articleBody", ""])
    #expect(marks(" data-testid=promo data-component=card") == ["", "", "", "promo"])
  }

  @Test(
    "Names of parts that page builders use",
    arguments: [
      "data-type", "data-role", "data-name", "aria-label", "data-testid", "data-module",
      "data-component",
    ])
  func components(name: String) {
    #expect(marks(" \(name)=box") == ["", "", "", "box"])
    #expect(marks(" \(name)s=box") == ["", "", "", ""])
  }

  @Test("`hidden` hides, whatever its value", arguments: ["hidden", "HIDDEN=''", "hidden=false"])
  func hidden(attribute: String) {
    #expect(isHidden(" \(attribute)"))
    #expect(isHidden(" class=a \(attribute) id=b"))
  }

  @Test(
    "`display: none` hides",
    arguments: [
      "display:none", "color:red; DISPLAY : None ;", "\n display:\tnone\n",
      "display:none!important",
      "display:block;display:none", "display:none !important;display:block",
    ])
  func displayNone(style: String) {
    #expect(isHidden(" style=\"\(style)\""))
  }

  @Test(
    "Other styles do not",
    arguments: [
      "", "display", "display:", "display:;", "display none", "display:nonesuch", "--display:none",
      "text-display:none", "display:none;display:block", "displays:none", "display:inline none",
      "a:display:none", "isplay:none", "visibility:hidden", "display:block !important;display:none",
    ])
  func otherStyles(style: String) {
    #expect(!isHidden(" style=\"\(style)\""))
  }

  @Test("Other attributes do not hide")
  func otherAttributes() {
    #expect(!isHidden(" aria-hidden=true data-hidden hiddens styles='display:none' class=hidden"))
  }
}
