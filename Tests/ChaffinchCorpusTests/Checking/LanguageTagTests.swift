// Tests the shape of language tags.

import Testing

@testable import ChaffinchCorpus

@Suite struct LanguageTagTests {
  @Test(
    "Tags of RFC 5646 are tags",
    arguments: [
      "en", "EN", "pt-BR", "zh-Hant-TW", "de-1996", "gsw", "en-x-own", "x-own", "sl-rozaj",
    ])
  func tags(tag: String) {
    #expect(isLanguageTag(tag))
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "e", "en_US", "en-", "-en", "en--US", "english language", "abcd", "en-x", "ünd", "x",
    ])
  func others(tag: String) {
    #expect(!isLanguageTag(tag))
  }
}
