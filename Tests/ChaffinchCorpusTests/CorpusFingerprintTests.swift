// Tests what the corpus fingerprint depends on, and what it does not.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusFingerprintTests {
  private func article(
    id: String = "a", site: String = "s.example", language: String = "en",
    _ paragraphs: [(String, InnerLabel)] = [("One", .content), ("Two", .promo)]
  ) -> LabelledArticle {
    LabelledArticle(
      id: id, site: site, language: language,
      paragraphs: paragraphs.map { LabelledParagraph(text: $0.0, label: $0.1) })
  }

  private func fingerprint(_ articles: LabelledArticle...) -> String {
    Corpus(articles: articles).fingerprint
  }

  @Test("It is sixteen lower-case hexadecimal digits")
  func form() {
    let value = fingerprint(article())
    #expect(value.count == 16)
    #expect(value.allSatisfy { "0123456789abcdef".contains($0) })
  }

  @Test("The empty corpus has FNV-1a's offset basis")
  func empty() {
    #expect(fingerprint() == "cbf29ce484222325")
  }

  @Test("It is the same whichever format the corpus was read from")
  func formats() throws {
    let json = #"""
      {"paragraphs":[{"label":"content","text":"On\u0065"},{"text":"Two","label":"promo"}],\#
      "site":"s.example","language":"en"}
      """#
    let text = "# language: en\n# site: s.example\n# id: x\ncontent\tOne\r\npromo\tTwo\r\n"
    let reader = CorpusReader()
    let left = try reader.read(Array(json.utf8), file: "json").fingerprint
    #expect(left == (try reader.read(Array(text.utf8), file: "text").fingerprint))
    #expect(left == fingerprint(article()))
  }

  @Test("Ids and skipped lines say nothing")
  func ids() {
    #expect(fingerprint(article(id: "b")) == fingerprint(article()))
    let skipped = Corpus(articles: [article()], skipped: [.noArticles(file: "f")])
    #expect(skipped.fingerprint == fingerprint(article()))
  }

  @Test("Every other change shows")
  func changes() {
    let first = article()
    let second = article(site: "t.example", [("Three", .byline)])
    let fingerprints = [
      fingerprint(first), fingerprint(second), fingerprint(first, second),
      fingerprint(second, first), fingerprint(first, first),
      fingerprint(article(site: "s.exampl")), fingerprint(article(language: "fr")),
      fingerprint(article([("Two", .promo), ("One", .content)])),
      fingerprint(article([("One", .content), ("Two", .paywall)])),
      fingerprint(article([("One", .content), ("Two ", .promo)])),
      fingerprint(article([("One", .content)])),
      fingerprint(article([("OneTwo", .content)])),
      fingerprint(article([("One", .content)]), article([("Two", .promo)])),
    ]
    #expect(Set(fingerprints).count == fingerprints.count)
  }

  @Test("A letter moved across a boundary shows")
  func boundaries() {
    #expect(
      fingerprint(article(site: "ab", language: "c"))
        != fingerprint(article(site: "a", language: "bc")))
    #expect(
      fingerprint(article([("ab", .content), ("c", .content)]))
        != fingerprint(article([("a", .content), ("bc", .content)])))
  }
}
