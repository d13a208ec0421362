// Tests what local features depend on and what they do not, without fixing any hash.

import Testing

@testable import Chaffinch

@Suite("Local feature extractor")
struct LocalFeatureExtractorTests {
  private let extractor = LocalFeatureExtractor()

  private func features(_ text: String) -> LocalFeatures {
    var features = LocalFeatures()
    extractor.extract(text, into: &features)
    return features
  }

  private func features(_ bytes: [UInt8]) -> LocalFeatures {
    var features = LocalFeatures()
    extractor.extract(bytes.span, into: &features)
    return features
  }

  /// The names of the features that start with `prefix`, sorted.
  private func names(_ prefix: String, _ text: String) -> [String] {
    extractor.named(text).map(\.name).filter { $0.hasPrefix(prefix) }.sorted()
  }

  @Test(
    "A text without words or signs has no features", arguments: ["", " ", "\n\t\u{A0}\0\u{200B}"])
  func nothing(text: String) {
    let features = features(text)
    #expect(features.textCount == 0 && features.shapeCount == 0)
    #expect(features.textHashes.isEmpty && features.shapeHashes.isEmpty)
    #expect(features.textValue == 0)
  }

  @Test(
    "Case changes no text feature, but shape",
    arguments: [
      ("Read More NEWS", "read more news"), ("ÉTÉ À ŁÓDŹ", "été à łódź"),
      ("ΑΘΗΝΑ ΌΛΑ", "αθηνα όλα"), ("МОСКВА ЁЛКА", "москва ёлка"), ("ＡＢＣ", "ａｂｃ"),
    ])
  func caseFolding(upper: String, lower: String) {
    #expect(features(upper).textHashes == features(lower).textHashes)
    #expect(Set(features(upper).shapeHashes) != Set(features(lower).shapeHashes))
  }

  @Test("One digit is as good as another")
  func digitFolding() {
    #expect(features("On 12 May 2024").textHashes == features("On 98 May 1635").textHashes)
    #expect(features("12:30").textHashes != features("12:3").textHashes)
    #expect(features("٣ ५").textHashes == features("0 0").textHashes)
  }

  @Test("Straight and curly apostrophes are one, and part no word")
  func apostrophes() {
    #expect(features("it’s don't").textHashes == features("it's don’t").textHashes)
    #expect(names("word", "it’s").count == 1)
    // At the edge of a word an apostrophe is a sign of its own: the ', dogs, '.
    #expect(names("word", "'dogs'").count == 3)
  }

  @Test(
    "Tokens are words, single signs, and characters of scripts without spaces",
    arguments: [
      ("read more", 2), ("read  more!", 3), ("...", 3), ("2024-05", 3), ("東京の朝", 4),
      ("ไทย", 3), ("a1b2", 1), ("한국 신문", 2), ("a@b.c", 5), ("naïve café", 2), ("", 0),
    ])
  func tokens(text: String, count: Int) {
    #expect(names("word", text).count == count)
    #expect(names("pair", text).count == count)
  }

  @Test("A text of three words has the features worked out by hand")
  func byHand() {
    // Words ab, abc, abcd. 5-grams with the marks of start and end: none of ab, which has four
    // characters with them; ^abc$ of abc; ^abcd and abcd$ of abcd.
    let text = "ab abc abcd"
    #expect(names("word", text) == ["word “abcd”", "word “abc”", "word “ab”"])
    #expect(
      names("characters", text)
        == ["characters “^abc$”", "characters “^abcd”", "characters “abcd$”"])
    #expect(names("among the first", text).count == 3)
    #expect(names("among the last", text).count == 3)
    #expect(names("pair", text).count == 3)
  }

  /// Hashes of the 5-grams of a folded word, one for each five neighbours among its characters and marks.
  private func grams(_ word: String) -> [UInt32] {
    let characters = [0x80] + word.unicodeScalars.map(\.value) + [0x80]
    guard characters.count >= 5 else { return [] }
    return (0...characters.count - 5).map { start in
      var gram = ScalarGram()
      if start > 0 { gram.append(UInt32(0x20)) }
      for (place, character) in characters[start..<start + 5].enumerated() {
        let isMark = start + place == 0 || start + place == characters.count - 1
        if !isMark { gram.append(character) } else if place > 0 { gram.end() }
      }
      return featureHash(.characterGram, gram.value)
    }
  }

  @Test("Words of ASCII have their 5-grams, whatever their length, digits, capitals and neighbours")
  func gramsOfWords() {
    var generator = SeededGenerator(seed: 77)
    let neighbours = ["", " ", "“", "'", "-", "é ", "\n", "."]
    for length in 1...40 {
      let word = String(
        (0..<length).map { _ in "abcxyzABCXYZ059".randomElement(using: &generator) ?? "a" })
      let folded = String(
        word.lowercased().map { $0.isNumber ? "0" : $0 })
      let before = neighbours.randomElement(using: &generator) ?? ""
      let after = ["", " ", "”", "' ", ".", "…"].randomElement(using: &generator) ?? ""
      let text = before + word + after
      // A neighbour that is a word itself has one letter and no 5-grams.
      let found = features(text).textHashes
      let expected = grams(folded)
      #expect(expected.count == max(length - 2, 0))
      var rest = Array(found)
      for gram in expected {
        guard let place = rest.firstIndex(of: gram) else {
          Issue.record("\(text) lacks a 5-gram")
          break
        }
        rest.remove(at: place)
      }
      let tokens = names("word", text).count
      let edges = 2 * min(tokens, 3)
      #expect(found.count == expected.count + 2 * tokens + edges, "\(text)")
    }
  }

  @Test("A word is the same feature at the end of a text and inside it, in either case")
  func sameWord() {
    for word in ["a", "ferry", "seventh", "eighteen", "straightforwardly"] {
      let alone = Set(names("word", word) + names("characters", word))
      let inside = names("word", "\(word.uppercased()) x") + names("characters", "\(word) x")
      #expect(alone.isSubset(of: inside))
      let hashes = Set(features(word).textHashes.prefix(max(word.utf8.count - 2, 0) + 1))
      #expect(hashes.isSubset(of: features("x, \(word.uppercased()), x").textHashes))
    }
  }

  @Test("Only the first and the last three tokens are marked as such")
  func edges() {
    #expect(names("among the first", "a b c d e").count == 3)
    #expect(names("among the last", "a b c d e").count == 3)
    #expect(names("among the first", "a b").count == 2)
    #expect(names("among the last", "a").count == 1)
  }

  @Test("The order of the words changes no word and no 5-gram, but pairs")
  func permutation() {
    var generator = SeededGenerator(seed: 16)
    var words = ["read", "more", "about", "the", "ferry", "the", "2024", "東", "é"]
    let text = words.joined(separator: " ")
    let pairs = names("pair", text)
    var changed = false
    for _ in 0..<20 {
      words.shuffle(using: &generator)
      let shuffled = words.joined(separator: " ")
      #expect(names("word", shuffled) == names("word", text))
      #expect(names("characters", shuffled) == names("characters", text))
      if names("pair", shuffled) != pairs { changed = true }
      #expect(features(shuffled).textCount == features(text).textCount)
    }
    #expect(changed)
  }

  @Test("The amount of white space changes no text feature")
  func whiteSpace() {
    #expect(features("  read\u{A0}\n more ").textHashes == features("read more").textHashes)
  }

  @Test("There are at most two text features a byte and a constant, and less than a hundred shapes")
  func bounds() {
    for text in SmallModels.texts + [String(repeating: "a!", count: 300)] {
      let features = features(text)
      #expect(features.textCount <= 2 * text.utf8.count + 6)
      #expect(features.shapeCount < 100)
      if features.textCount > 0 {
        let value = 1 / Float(features.textCount).squareRoot()
        #expect(features.textValue == value)
      }
    }
  }

  @Test("A buffer used before gives the features of a fresh one")
  func reuse() {
    var used = LocalFeatures()
    for text in SmallModels.texts + SmallModels.texts.reversed() {
      extractor.extract(text, into: &used)
      #expect(used.textHashes == features(text).textHashes)
      #expect(used.shapeHashes == features(text).shapeHashes)
    }
  }

  @Test("Any bytes have features, as many as room was made for")
  func anyBytes() {
    var generator = SeededGenerator(seed: 17)
    for round in 0..<400 {
      let count = Int.random(in: 1...60, using: &generator)
      // Every other text is of lead bytes, signs and letters, which make the most tokens.
      let bytes = (0..<count).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : [0x41, 0x21, 0xC3, 0xE2, 0x82, 0xF0, 0x27, 0x20].randomElement(using: &generator) ?? 0
      }
      let features = features(bytes)
      #expect(features.textCount <= 2 * count + 6 && features.shapeCount <= 62)
      // Malformed sequences count as U+FFFD.
      let repaired = String(decoding: bytes, as: UTF8.self)
      #expect(features.textHashes == self.features(repaired).textHashes, "\(bytes)")
    }
  }

  @Test("A text cut inside a character is read to its end", arguments: ["café", "東京", "a😀", "x’é"])
  func truncated(text: String) {
    let bytes = Array(text.utf8)
    for count in 0..<bytes.count {
      let features = features(Array(bytes[..<count]))
      #expect(features.textCount <= 2 * count + 6)
    }
  }

  @Test("Of a long text only the beginning is read, also where the limit cuts a character")
  func longText() {
    let limit = LocalFeatureExtractor.byteLimit
    // Long words keep the number of features, and so the test's time, small.
    for filler in ["a", "é", "€"] {
      let unit = String(repeating: filler, count: 1000) + " "
      let text = String(repeating: unit, count: limit / unit.utf8.count + 2)
      let bytes = Array(text.utf8)
      let capped = features(bytes)
      #expect(capped.textCount > 0)
      #expect(features(bytes + Array("more! ".utf8)).textHashes == capped.textHashes)
      #expect(capped.textCount <= 2 * limit + 6)
    }
  }

  @Test("Bytes behind a text are not read into it")
  func nothingBehind() {
    let bytes = Array("Überfährt-schedules of 1234567890123 boats o'clock".utf8)
    for end in 0...bytes.count {
      var whole = LocalFeatures()
      LocalFeatureExtractor().extract(bytes.span.extracting(0..<end), into: &whole)
      var alone = LocalFeatures()
      LocalFeatureExtractor().extract(Array(bytes[..<end]).span, into: &alone)
      #expect(whole.textHashes == alone.textHashes && whole.shapeHashes == alone.shapeHashes)
    }
  }
}
