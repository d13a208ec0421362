// Tests the table of elements: names, and that traits fit one another.

import Testing

@testable import Chaffinch

@Suite("HTML elements")
struct HTMLElementTests {
  private func element(_ name: String) -> HTMLElement {
    let bytes = Array(name.utf8)
    return HTMLElementTable.shared.element(elementKey(bytes.span, 0..<bytes.count))
  }

  @Test("Every element is found by its name in any case", arguments: HTMLElement.allCases)
  func names(known: HTMLElement) {
    guard known != .other else { return }
    #expect(element(known.name) == known)
    #expect(element(known.name.uppercased()) == known)
    #expect(HTMLElementTable.shared.traits(of: known) == known.traits)
  }

  @Test(
    "Other names are other elements, however like they are",
    arguments: ["", "pp", "h7", "div1", "my-element", "o:p", "d\u{0}iv", "other", "é", "tablé"])
  func unknown(name: String) {
    #expect(element(name) == .other)
  }

  @Test("Names that differ have keys that differ, and letters' case is no difference")
  func keys() {
    func key(_ name: String) -> UInt64 { elementKey(Array(name.utf8).span, 0..<name.utf8.count) }
    #expect(key("my-Box") == key("MY-box"))
    #expect(key("my-box") != key("my-bow"))
    // Only letters are folded: [ and { differ by the same bit as A and a.
    #expect(key("a[") != key("a{"))
    #expect(key("") != 0)
  }

  @Test("What closes a paragraph is a block, and what is void holds nothing")
  func traits() {
    for element in HTMLElement.allCases {
      let traits = element.traits
      if traits.contains(.closesParagraph) { #expect(traits.contains(.block)) }
      if traits.contains(.void) {
        #expect(!traits.contains(.hidden) && !traits.contains(.barrier))
        #expect(element.surroundings == [])
      }
    }
    #expect(HTMLElement.span.traits == [])
    #expect(HTMLElement.other.traits == [])
  }

  @Test("Every kind of surroundings has a name and an element that makes it")
  func surroundings() {
    var all = Surroundings()
    for element in HTMLElement.allCases { all.formUnion(element.surroundings) }
    #expect(all.rawValue == 1 << UInt32(Surroundings.count) - 1)
    #expect(Surroundings.names.count == Surroundings.count)
    #expect(HTMLElement.h3.surroundings == .heading)
    #expect(HTMLElement.div.surroundings == [])
  }
}
