// Tests the buckets of lengths and shares and the forms of words. What a text contains is tested in
// FeatureNamesTests.

import Testing

@testable import Chaffinch

@Suite("Shape features")
struct ShapeFeaturesTests {
  @Test("Counts fall into two buckets to a doubling, numbered without a gap")
  func logBuckets() {
    // 0, 1, 2, 3, 4–5, 6–7, 8–11, 12–15, 16–23
    let starts = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32]
    #expect(starts.map { ShapeStatistics.logBucket($0) } == Array(0...10))
    #expect(starts.dropFirst().map { ShapeStatistics.logBucket($0 - 1) } == Array(0...9))
    #expect(ShapeStatistics.logBucket(-1) == 0)
  }

  @Test("None and all are steps of their own, other shares lie between them in order")
  func shareBuckets() {
    #expect(ShapeStatistics.shareBucket(0, 5) == 0)
    #expect(ShapeStatistics.shareBucket(5, 5) == 7)
    #expect(ShapeStatistics.shareBucket(0, 0) == 0)
    // 1 + ⌊6·part/12⌋ for 1 to 11 of 12.
    let steps = (1...11).map { ShapeStatistics.shareBucket($0, 12) }
    #expect(steps == [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
  }

  @Test(
    "A word's form is its mixture of capitals, small letters and digits",
    arguments: [
      ("2024", "a number"), ("٣", "a number"), ("USA", "a word in capitals"),
      ("ÉTÉ", "a word in capitals"), ("Anna", "a capitalised word"), ("I", "a capitalised word"),
      ("École", "a capitalised word"), ("McKay", "a capitalised word"),
      ("iPhone", "a lower-case word"), ("word", "a lower-case word"), ("été", "a lower-case word"),
      ("mp3", "a word with digits"), ("3D", "a word with digits"),
      ("東", "a character of a script without spaces"), ("!", "“!”"),
    ])
  func forms(word: String, form: String) {
    let names = LocalFeatureExtractor().named("\(word) and \(word)").map(\.name)
    #expect(names.contains("starts with \(form)"))
    #expect(names.contains("ends with \(form)"))
  }
}
