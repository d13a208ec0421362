// Tests what neighbours are told of a text: signs, counts, words.

import Testing

@testable import Chaffinch

@Suite("Text forms")
struct TextFormTests {
  @Test(
    "Signs are seen at the text's ends and inside it",
    arguments: [
      ("The ferry left", []), ("It left.", [.endsSentence]), ("Left!”", [.endsSentence]),
      ("船が出た。", [.endsSentence]), ("Photo:", [.endsWithColon]), ("one, two,", [.endsWithComma]),
      ("To be …", [.endsWithEllipsis]), ("Page 2", [.hasDigits]), ("Home | News", [.hasBar]),
      ("“Go on", [.startsWithQuote]), ("«Va", [.startsWithQuote]), ("@ann", [.hasHandle]),
      ("ann@river.example", [.hasHandle]), ("© Ann", [.hasCopyright]),
      ("Why? Because", [.hasQuestion]), ("In May 2021", [.hasDigits, .hasDate]),
      ("At 12:30 then", [.hasDigits, .hasDate]), ("For $5 only", [.hasDigits, .hasPrice]),
    ] as [(String, WordlessForm.Signs)])
  func signs(text: String, signs: WordlessForm.Signs) {
    #expect(SmallContexts.form(text).wordless.signs == signs)
  }

  @Test("Every sign has its name, in the order of the bits")
  func names() {
    #expect(WordlessForm.Signs.names.count == 12)
    #expect(Set(WordlessForm.Signs.names).count == 12)
    #expect(WordlessForm.Signs.hasPrice.rawValue == 1 << 11)
  }

  @Test("Characters, words and the share of capitalised ones are counted")
  func counts() {
    // Twelve characters with both spaces; two of three words begin with a capital.
    let form = SmallContexts.form("Ann Lee left").wordless
    #expect(form.characters == 12)
    #expect(form.wordCount == 3)
    #expect(abs(form.capitalised - 2.0 / 3) < 1e-6)
    let nothing = SmallContexts.form("").wordless
    #expect(nothing.characters == 0 && nothing.wordCount == 0 && nothing.capitalised == 0)
  }

  @Test("Words of four bytes and more are kept in order, digits folded, at most 96")
  func words() {
    let form = SmallContexts.form("The ferry left 1234 ferry")
    #expect(form.words.count == 4)
    #expect(form.words.first == form.words.last)
    #expect(form.words == SmallContexts.form("A FERRY Left 9876 ferry").words)
    let long = (0..<200).map { "w\(SmallContexts.word($0 % 7 + 3))" }.joined(separator: " ")
    #expect(SmallContexts.form(long).words.count == ArticleWords.limit)
    #expect(form.words.allSatisfy { Int($0) < ArticleWords.buckets })
  }

  @Test("Texts alike up to case, digits and white space have one hash")
  func hash() {
    #expect(
      SmallContexts.form("Page 12").wordless.hash == SmallContexts.form("page  34").wordless.hash)
    #expect(
      SmallContexts.form("Page 12").wordless.hash != SmallContexts.form("Page 123").wordless.hash)
    #expect(
      SmallContexts.form("Page one").wordless.hash != SmallContexts.form("one Page").wordless.hash)
  }
}
