// Tests that the hashes are frozen: published FNV-1a values, and golden features of one line.

import Testing

@testable import Chaffinch

@Suite("Feature hashes")
struct FeatureHashTests {
  // Test vectors of draft-eastlake-fnv, appendix C.
  @Test(
    "FNV-1a is the published function",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c),
      ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
  func published(text: String, expected: UInt64) {
    #expect(FNV1a.hash(text.utf8) == expected)
    var hash = FNV1a()
    hash.update(text)
    #expect(hash.value == expected)
  }

  // Two words and the count, by hand: the first eight letters as a little-endian number, then "h",
  // then 9, each fed in one FNV-1a step.
  @Test("The word hash feeds eight bytes a step, then the count")
  func wordHash() {
    #expect(FNV1a.wordHash(Array("chaffinch".utf8).span) == 0x2648_9dd1_eace_99c5)
  }

  @Test("The word hash is its definition for every length", arguments: 0...20)
  func wordHashDefinition(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: 37 * $0 + 11) }
    var expected = FNV1a()
    for start in stride(from: 0, to: length, by: 8) {
      var word: UInt64 = 0
      for index in start..<min(start + 8, length) {
        word |= UInt64(bytes[index]) << UInt64(8 * (index - start))
      }
      expected.update(word)
    }
    expected.update(UInt64(length))
    #expect(FNV1a.wordHash(bytes.span) == expected.value)
  }

  // (v ^ f·K1) folded by its high half, times K2, upper 32 bits; v is the token hash of "by" for the word and
  // 31 times that for its pair with nothing. Computed with Python's integers.
  @Test("A word and a pair have their golden hashes")
  func goldenHash() {
    let by = TokenHash.hash(ofWord: 0x7962)
    #expect(by == 0xe740_97c5_2b51_5c16)
    #expect(featureHash(.word, by) == 0xb179_ad0e)
    #expect(featureHash(.pair, by &* 31) == 0x56c8_b5cf)
  }

  @Test(
    "A token's hash is the same whether its bytes come at once or one by one",
    arguments: [
      "a", "seventh", "eighteen", "ninetieth", "straightforwardly", "naïveté", "東京都庁舎前",
    ])
  func tokenHash(word: String) {
    var oneByOne = TokenHash()
    for scalar in word.unicodeScalars { oneByOne.append(scalar.value) }
    oneByOne.end()
    var atOnce = TokenHash()
    let bytes = Array(word.utf8)
    for start in stride(from: 0, to: bytes.count, by: 8) {
      var chunk: UInt64 = 0
      for index in start..<min(start + 8, bytes.count) {
        chunk |= UInt64(bytes[index]) << UInt64(8 * (index - start))
      }
      atOnce.update(chunk)
    }
    #expect(oneByOne.value == atOnce.value)
  }

  @Test("A line has its golden features")
  func goldenFeatures() {
    var features = LocalFeatures()
    LocalFeatureExtractor().extract("By Ann Lee, 3 May", into: &features)
    #expect(
      Array(features.textHashes) == [
        0xb179_ad0e, 0x56c8_b5cf, 0x7b27_7af5, 0x9938_aa1b, 0x1609_146d, 0xe47e_cc40, 0x8aae_a072,
        0x2c15_d36d, 0xd6f6_7abd, 0x4847_666b, 0x7166_35a5, 0xc353_c685, 0x5bb1_e1cb, 0x9104_7b79,
        0x2ad0_84de, 0x8231_fa3b, 0xb662_8140, 0xfc43_5d31, 0xfd2f_2898, 0x4049_7bac, 0xb9ae_72e7,
      ])
    #expect(
      Array(features.shapeHashes) == [
        0xc626_1e48, 0x90c9_acf5, 0x3c33_29ab, 0x629d_abcb, 0x1445_b3f1, 0x0442_d573, 0xa01e_ce77,
        0x87d9_5097, 0x23b5_499b, 0x2ac7_cbbc, 0x49e0_da3a, 0x2838_3fa0, 0xc559_3357, 0x12ec_6afc,
        0xe3fc_e708, 0x0ef1_4881, 0xeba5_c9df, 0x9d69_2c07, 0x3061_5a75, 0x85f5_f255,
      ])
    // √21 text features of equal value have a length near 1.
    #expect(features.textValue == 1 / Float(21).squareRoot())
  }
}
