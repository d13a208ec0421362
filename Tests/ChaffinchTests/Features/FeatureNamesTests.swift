// Tests that names stand beside the features that classification uses.

import Testing

@testable import Chaffinch

@Suite("Feature names")
struct FeatureNamesTests {
  private let extractor = LocalFeatureExtractor()

  @Test(
    "Named features have the hashes, the order and the groups of extraction",
    arguments: SmallModels.texts)
  func sameHashes(text: String) {
    var features = LocalFeatures()
    extractor.extract(text, into: &features)
    let named = extractor.named(text)
    #expect(named.filter { $0.group == .text }.map(\.hash) == Array(features.textHashes))
    #expect(named.filter { $0.group == .shape }.map(\.hash) == Array(features.shapeHashes))
    #expect(named.map(\.group.rawValue) == named.map(\.group.rawValue).sorted())
  }

  @Test("Features of markup follow those of the text, which they leave alone")
  func markup() {
    let words = MarkupWords(SmallModels.markup)
    var features = LocalFeatures()
    for paragraph in SmallModels.markupParagraphs {
      extractor.extract(paragraph.text, at: paragraph.markup, in: words, into: &features)
      let named = extractor.named(paragraph.text, at: paragraph.markup, in: words)
      let plain = extractor.named(paragraph.text)
      #expect(Array(named.prefix(plain.count)) == plain)
      #expect(named.dropFirst(plain.count).map(\.hash) == Array(features.markupHashes))
      #expect(named.dropFirst(plain.count).allSatisfy { $0.group == .markup })
      #expect(named.allSatisfy { !$0.name.isEmpty })
    }
  }

  @Test("Names show the folded text")
  func folded() {
    let names = extractor.named("Read MORE in 2024 ÉTÉ").map(\.name)
    for name in ["word “read”", "word “more”", "word “0000”", "word “été”", "characters “^été$”"] {
      #expect(names.contains(name))
    }
    #expect(names.contains("pair “read more”"))
  }

  @Test(
    "What a text contains has a name",
    arguments: [
      ("at 12:30", "time"), ("in 2024", "year"), ("12/05/2024", "numeric date"),
      ("12.05.2024", "numeric date"), ("$5", "price"), ("5 €", "price"),
      ("me@site.example", "e-mail address"), ("by @anna", "handle"), ("site.example", "domain"),
      ("© Agency", "©"), ("Home | World", "|"), ("“Yes”", "quote"), ("a (b)", "bracket"),
      ("and…", "ellipsis"), ("and ...", "ellipsis"), ("hi 😀", "emoji"), ("Photo: x", "colon"),
      ("why?", "?"), ("now!", "!"), ("a/b", "/"), ("a, b", "comma"), ("a – b", "dash"),
      ("next →", "arrow"), ("• one", "bullet"), ("#tag", "#"),
    ])
  func contents(text: String, name: String) {
    let names = extractor.named(text).filter { $0.group == .shape }.map(\.name)
    #expect(names.contains("contains \(name)"))
    #expect(!extractor.named("a plain line").map(\.name).contains("contains \(name)"))
  }

  @Test("A decimal number is no date, two words are no domain, and 'at' alone is no handle")
  func notContained() {
    func names(_ text: String) -> [String] { extractor.named(text).map(\.name) }
    #expect(!names("3.14").contains("contains numeric date"))
    #expect(!names("an end. a start").contains("contains domain"))
    #expect(!names("me @ home").contains("contains handle"))
    #expect(!names("99999").contains("contains year"))
  }
}
