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

  // (v ^ f·K1) folded by its high half, times K2, upper 32 bits; v is FNV-1a of "by" for the word and
  // 31 times that for its pair with nothing. Computed by hand with Python's integers.
  @Test("A word and a pair have their golden hashes")
  func goldenHash() {
    let by = FNV1a.hash("by".utf8)
    #expect(featureHash(.word, by) == 0x46ce_685e)
    #expect(featureHash(.pair, by &* 31) == 0x733c_bc70)
  }

  @Test("A line has its golden features")
  func goldenFeatures() {
    var features = LocalFeatures()
    LocalFeatureExtractor().extract("By Ann Lee, 3 May", into: &features)
    #expect(
      Array(features.textHashes) == [
        0x46ce_685e, 0x733c_bc70, 0xba72_a15e, 0x614d_533b, 0xcea2_300e, 0x55fb_c284, 0xfce8_4bc2,
        0xf328_6de5, 0xef35_3d6e, 0xc93e_fd02, 0xd988_2d5c, 0xbfe9_d854, 0xd861_9a1f, 0x67b4_d558,
        0xa233_07df, 0x4f0a_9e15, 0x5dc9_17c2, 0x0662_7d10, 0xc520_88e3, 0x5e14_07c5, 0x41af_4981,
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
