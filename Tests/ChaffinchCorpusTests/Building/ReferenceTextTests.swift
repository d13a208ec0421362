// Tests the words of a text and where they occur in a reference.

import Testing

@testable import ChaffinchCorpus

@Suite struct ReferenceTextTests {
  private func run(_ text: String) -> [UInt64] { TextWords(text).hashes }

  @Test("Words are runs of letters and digits, whatever their case and the signs around them")
  func words() {
    #expect(run("The FERRY's 2nd, (trip)") == run("the ferry s 2nd trip"))
    #expect(run("10") != run("11"))
    #expect(run("東京 a").count == 3)
    #expect(run(" – ").isEmpty)
  }

  @Test("Lines and cells begin at words; empty ones are none")
  func lines() {
    #expect(TextWords("a b\n\n- c | d e\n").lineStarts == [0, 2, 3, 5])
    #expect(TextWords("").lineStarts == [0])
  }

  @Test("The share counts runs of four words")
  func share() {
    let reference = ReferenceText("one two three four five six")
    // 'one two three four', 'two three four seven'.
    #expect(reference.share(of: TextWords.grams(of: run("one two three four seven"))) == 0.5)
    #expect(reference.share(of: TextWords.grams(of: run("one two three"))) == 0)
    // Of the reference's three runs two are there.
    #expect(
      reference.coverage(by: Set(TextWords.grams(of: run("one two three four five")))) == 2.0 / 3)
  }

  @Test("A paragraph's place is from its first common run to behind its last")
  func places() {
    let reference = ReferenceText("a b c d e f g h i j k l")
    #expect(reference.places(of: TextWords.grams(of: run("c d e f g h"))) == [2..<8])
    // A word put in moves what is behind it by one.
    #expect(reference.places(of: TextWords.grams(of: run("a b c d e x f g h i"))) == [0..<9])
    #expect(reference.places(of: TextWords.grams(of: run("l k j i h"))) == [])
    let twice = ReferenceText("a b c d e f g h\na b c d e f g h")
    #expect(twice.places(of: TextWords.grams(of: run("a b c d e f g h"))) == [0..<8, 8..<16])
  }

  @Test("Whole lines are told from runs inside of lines, and only inside the range")
  func occurrences() {
    let reference = ReferenceText("At noon\nThey met at noon again")
    let all = reference.occurrences(of: run("at noon"), in: 0..<7)
    #expect(all.lines == [0..<2])
    #expect(all.any)
    let later = reference.occurrences(of: run("at noon"), in: 2..<7)
    #expect(later.lines.isEmpty)
    #expect(later.any)
    #expect(!reference.occurrences(of: run("at noon"), in: 2..<5).any)
    #expect(!reference.occurrences(of: run("they sank"), in: 0..<7).any)
    #expect(!reference.occurrences(of: [], in: 0..<7).any)
  }
}
