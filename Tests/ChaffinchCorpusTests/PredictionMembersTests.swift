// Tests predictions that stand in a corpus: read back as written, refused with the place.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct PredictionMembersTests {
  private func read(_ prediction: String) throws(CorpusError) -> [Prediction?] {
    let line = """
      {"paragraphs":[{"text":"a","label":"content"},{"text":"b","label":"promo",\
      "prediction":\(prediction)}]}
      """
    return try CorpusReader().readPredicted(Array(line.utf8), file: "f").predictions[0]
  }

  @Test("A prediction has a label, probabilities and what it says of paywalls")
  func prediction() throws {
    let found = try read(
      """
      {"label":"promo","probability":0.6,"probabilities":{"content":0.2,"caption":0.1,"promo":0.6,\
      "byline":0.1},"paywall":0.4,"isPaywall":true}
      """)
    #expect(
      found == [
        nil,
        Prediction(
          label: .promo, probabilities: [0.2, 0.1, 0.6, 0.1], paywall: 0.4, isPaywall: true),
      ])
  }

  @Test("Without a word on paywalls, half a probability decides, and none is said to be 0")
  func paywall() throws {
    let shares = #""probabilities":{"content":0,"caption":0,"promo":1,"byline":0}"#
    #expect(try read("{\"label\":\"promo\",\(shares),\"paywall\":0.5}")[1]?.isPaywall == true)
    #expect(try read("{\"label\":\"promo\",\(shares)}")[1]?.isPaywall == false)
  }

  @Test(
    "What is no prediction is refused with the paragraph",
    arguments: [
      ("{}", "has no string 'label'"),
      (
        "{\"label\":\"paywall\"}",
        "has the label 'paywall', expected one of content, caption, promo, byline"
      ),
      ("{\"label\":\"promo\"}", "has no 'probabilities'"),
      (
        "{\"label\":\"promo\",\"probabilities\":{\"content\":1,\"caption\":0,\"promo\":2,\"byline\":0}}",
        "has no probability of 'promo' in 0 to 1"
      ),
      (
        "{\"label\":\"promo\",\"probabilities\":{\"content\":1,\"caption\":0,\"promo\":1,\"byline\":0}}",
        "has probabilities whose sum is not 1"
      ),
      (
        "{\"label\":\"promo\",\"probabilities\":{\"content\":0,\"caption\":0,\"promo\":1,\"byline\":0},\"paywall\":-1}",
        "has a 'paywall' that is not 0 to 1"
      ),
    ])
  func malformed(prediction: String, reason: String) {
    #expect(
      throws: CorpusError.malformedLine(
        file: "f", line: 1, reason: "the 'prediction' of paragraph 2 \(reason)")
    ) { try read(prediction) }
  }

  @Test("A corpus without predictions is refused, in any format", arguments: ["{", "content\tA\n"])
  func none(start: String) {
    let text = start == "{" ? #"{"paragraphs":[{"text":"a","label":"content"}]}"# : start
    #expect(throws: CorpusError.noPredictions(file: "f")) {
      try CorpusReader().readPredicted(Array(text.utf8), file: "f")
    }
  }

  @Test("Lines that are skipped leave articles and predictions side by side")
  func skipped() throws {
    let good = #"""
      {"id":"ID","paragraphs":[{"text":"a","label":"content","prediction":{"label":"LABEL",\#
      "probabilities":{"content":0.5,"caption":0,"promo":0.5,"byline":0}}}]}
      """#
    let lines = [
      good.replacing("ID", with: "1").replacing("LABEL", with: "content"),
      good.replacing("ID", with: "2").replacing("LABEL", with: "nothing"),
      good.replacing("ID", with: "3").replacing("LABEL", with: "promo"),
    ]
    let (corpus, predictions) = try CorpusReader(skipsInvalid: true)
      .readPredicted(Array(lines.joined(separator: "\n").utf8), file: "f")
    #expect(corpus.articles.map(\.id) == ["1", "3"])
    #expect(predictions.map { $0[0]?.label } == [.content, .promo])
    #expect(corpus.skipped.count == 1)
  }
}
