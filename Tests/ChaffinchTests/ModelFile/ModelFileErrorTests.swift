// Tests that every error about a model file says what is wrong and what to do.

import Testing

@testable import Chaffinch

@Suite("Model file errors")
struct ModelFileErrorTests {
  @Test(
    "Each error names what it found and ends with what to do",
    arguments: [
      (.empty, ["empty", "--model"]),
      (.truncated(expectedBytes: 20, foundBytes: 7), ["7 bytes of 20", "again"]),
      (.tooLarge(bytes: 30, limit: 20), ["30 bytes", "the 20", "chaffinch train"]),
      (.malformedHeader("no object"), ["no object", "chaffinch train"]),
      (.notAModel, ["not a Chaffinch model", "chaffinch train"]),
      (.formatVersion(found: "9", expected: 1), ["version 9", "version 1", "train again"]),
      (.featureVersion(found: "8", expected: 1), ["version 8", "version 1", "train again"]),
      (.labels(found: "a,b", expected: "c,d"), ["'a,b'", "'c,d'", "train again"]),
      (.metadata(key: "thresholds", found: "x"), ["'thresholds'", "'x'", "train again"]),
      (.metadata(key: "algorithm", found: nil), ["'algorithm'", "train again"]),
      (.missingTensor("t"), ["'t'", "train again"]),
      (.tensorShape(name: "t", found: "I8[1]", expected: "F32[5]"), ["'t'", "I8[1]", "F32[5]"]),
      (.tensorValue(name: "t"), ["'t'", "not finite", "train again"]),
      (.checksum(found: "aa", expected: "bb"), ["aa", "bb", "again"]),
    ] as [(ModelFileError, [String])])
  func descriptions(error: ModelFileError, parts: [String]) {
    for part in parts { #expect(error.description.contains(part)) }
  }
}
