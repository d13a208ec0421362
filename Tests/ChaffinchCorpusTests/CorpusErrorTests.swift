// Tests what a corpus error tells its reader: where, what is wrong, and what to do.

import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusErrorTests {
  @Test("A malformed line is named as file, colon, line")
  func malformedLine() {
    let error = CorpusError.malformedLine(file: "birds.tsv", line: 7, reason: "no tab")
    #expect(error.description.hasPrefix("birds.tsv:7: no tab; "))
    #expect(error.description.hasSuffix("mend or remove the line"))
  }

  @Test("A corpus without articles is told what an article looks like")
  func noArticles() {
    let description = CorpusError.noArticles(file: "empty.tsv").description
    #expect(description.hasPrefix("empty.tsv: no articles"))
    #expect(description.contains("'paragraphs'"))
    #expect(description.contains("label, tab, text"))
  }

  @Test("A corpus without labels is told to have some")
  func noLabels() {
    let description = CorpusError.noLabels(file: "bare.jsonl").description
    #expect(description.hasPrefix("bare.jsonl: no paragraph has a label"))
    #expect(description.contains("'label'"))
  }

  @Test("A corpus of one label names the label")
  func oneLabelOnly() {
    #expect(CorpusError.oneLabelOnly("promo").description.contains("'promo'"))
  }

  @Test(
    "The number of sites agrees with its noun",
    arguments: [(0, "0 sites and"), (1, "1 site and"), (3, "3 sites and")])
  func tooFewSites(found: Int, expected: String) {
    let description = CorpusError.tooFewSites(found: found, needed: 4).description
    #expect(description.contains(expected))
    #expect(description.contains("4 are needed"))
    #expect(description.contains("# site:"))
  }
}
