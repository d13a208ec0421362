// Tests the parts of a DOCTYPE; the many broken ones are in the tokenizer conformance tests.

import Testing

@testable import Chaffinch

@Suite("DOCTYPE")
struct DoctypeTests {
  private func doctype(_ text: String) -> Doctype? {
    let bytes = Array(text.utf8)
    return Doctype(scan(bytes)[0], bytes.span)
  }

  @Test("The usual one has a name and nothing else")
  func usual() {
    let found = doctype("<!doctype HTML>")
    #expect(found?.name == "html")
    #expect(found?.publicIdentifier == nil)
    #expect(found?.systemIdentifier == nil)
    #expect(found?.forcesQuirks == false)
  }

  @Test("Identifiers are read in either quotes")
  func identifiers() {
    let both = doctype("<!DOCTYPE html PUBLIC \"-//A\" 'b.dtd' >")
    #expect(both?.publicIdentifier == "-//A")
    #expect(both?.systemIdentifier == "b.dtd")
    #expect(both?.forcesQuirks == false)
    let system = doctype("<!DOCTYPE html system 'b'>")
    #expect(system?.publicIdentifier == nil)
    #expect(system?.systemIdentifier == "b")
  }

  @Test(
    "What is missing or cut off forces quirks mode",
    arguments: [
      "<!DOCTYPE>", "<!DOCTYPE html", "<!DOCTYPE html PUBLIC>", "<!DOCTYPE html x>",
      "<!DOCTYPE html PUBLIC 'a", "<!DOCTYPE html SYSTEM 'a>",
    ])
  func quirks(text: String) {
    #expect(doctype(text)?.forcesQuirks == true)
  }

  @Test("Other tokens are no DOCTYPE")
  func otherTokens() {
    #expect(doctype("<p>") == nil)
    #expect(doctype("<!-- a -->") == nil)
  }
}
