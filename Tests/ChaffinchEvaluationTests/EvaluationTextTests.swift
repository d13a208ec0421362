// Tests an evaluation's table and JSON, both as whole texts.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchEvaluation

@Suite struct EvaluationTextTests {
  /// Two contents, one of them called a caption, and a paywall that was not called one.
  private var evaluation: Evaluation {
    Evaluation(
      labels: [.content, .content, .paywall],
      predictions: [
        Prediction(label: .content, probabilities: [0.5, 0.5, 0, 0], paywall: 0),
        Prediction(label: .caption, probabilities: [0.25, 0.75, 0, 0], paywall: 0),
        Prediction(label: .promo, probabilities: [0, 0, 1, 0], paywall: 0.25),
      ])
  }

  private func text(_ value: JSONValue) -> String {
    var output: [UInt8] = []
    value.append(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("The table is aligned, undefined scores are dashes, and no line ends in spaces")
  func table() {
    // content: precision 1/1, recall 1/2, F1 2/3; caption: precision 0/1, no recall, F1 0/1;
    // promo: all 1; byline: nothing. Macro-F1 (2/3 + 0 + 1) / 3 = 0.5556, accuracy 2/3, log loss
    // (ln 2 + ln 4 + 0) / 3 = ln 2 = 0.6931; Matthews (2·3 − 2·1 − 1·1) / √((9 − 3)·(9 − 5)) = 0.6124;
    // Brier (½ + 9/8 + 0) / 3 = 0.5417; the paywall was missed: 0 / (0 + 0 + 1).
    #expect(
      evaluation.table == """
                     precision    recall        F1   support
        content         1.0000    0.5000    0.6667         2
        caption         0.0000         –    0.0000         0
        promo           1.0000    1.0000    1.0000         1
        byline               –         –         –         0

        macro-F1                            0.5556         3
        accuracy                            0.6667
        Matthews                            0.6124
        log loss                            0.6931
        Brier                               0.5417
        calibration                         0.4167
        paywall                             0.0000         1

        true \\ said    content   caption     promo    byline
        content              1         1         0         0
        caption              0         0         0         0
        promo                0         0         1         0
        byline               0         0         0         0

        """)
  }

  @Test("Paragraphs that were not found have a line and a column of their own")
  func tableOfUnmatched() {
    var counts = LabelCounts()
    counts[.byline] = 2
    let evaluation = Evaluation(
      labels: [.content],
      predictions: [Prediction(label: .content, probabilities: [1, 0, 0, 0], paywall: 0)],
      unmatched: counts)
    // Macro-F1 (1 + 0) / 2, accuracy 1/3; Matthews (1·3 − 1·1) / √((9 − 1 − 4)·(9 − 1 − 4)).
    #expect(
      evaluation.table == """
                     precision    recall        F1   support
        content         1.0000    1.0000    1.0000         1
        caption              –         –         –         0
        promo                –         –         –         0
        byline               –    0.0000    0.0000         2

        macro-F1                            0.5000         3
        accuracy                            0.3333
        Matthews                            0.5000
        log loss                            0.0000
        Brier                               0.0000
        calibration                         0.0000
        paywall                                  –         0
        unmatched                                          2

        true \\ said    content   caption     promo    byline unmatched
        content              1         0         0         0         0
        caption              0         0         0         0         0
        promo                0         0         0         0         0
        byline               0         0         0         0         2

        """)
    #expect(evaluation.json["unmatched"]?.int == 2)
    #expect(evaluation.json["confusion"]?["byline"]?["unmatched"]?.int == 2)
    #expect(evaluation.json["labels"]?["byline"]?["support"]?.int == 2)
  }

  @Test("The JSON has its members in order, and null for undefined scores")
  func json() {
    let expected =
      #"{"paragraphs":3,"unmatched":0,"macroF1":0.5556,"accuracy":0.6667,"matthewsCorrelation":0.6124,"logLoss":0.6931,"brierScore":0.5417,"calibrationError":0.4167,"labels":{"#
      + #""content":{"precision":1.0000,"recall":0.5000,"f1":0.6667,"support":2},"#
      + #""caption":{"precision":0.0000,"recall":null,"f1":0.0000,"support":0},"#
      + #""promo":{"precision":1.0000,"recall":1.0000,"f1":1.0000,"support":1},"#
      + #""byline":{"precision":null,"recall":null,"f1":null,"support":0}},"#
      + #""paywall":{"f1":0.0000,"hits":0,"falseAlarms":0,"misses":1},"cleaning":{"toContent":{"contentLost":null,"promoLeft":null},"#
      + #""promos":{"contentLost":null,"promoLeft":null}},"confusion":{"#
      + #""content":{"content":1,"caption":1,"promo":0,"byline":0,"unmatched":0},"#
      + #""caption":{"content":0,"caption":0,"promo":0,"byline":0,"unmatched":0},"#
      + #""promo":{"content":0,"caption":0,"promo":1,"byline":0,"unmatched":0},"#
      + #""byline":{"content":0,"caption":0,"promo":0,"byline":0,"unmatched":0}}}"#
    #expect(text(evaluation.json) == expected)
  }

  @Test("The JSON parses back to the same value")
  func jsonParses() throws {
    let json = evaluation.json
    #expect(try JSONValue(parsing: Array(text(json).utf8)) == json)
  }

  @Test("Of nothing, the table has dashes and zeros, the JSON null and zeros")
  func nothing() {
    let evaluation = Evaluation(labels: [], predictions: [])
    #expect(evaluation.table.count { $0 == "–" } == 4 * 3 + 7)
    #expect(evaluation.json["macroF1"] == .null)
    #expect(evaluation.json["accuracy"] == .null)
    #expect(evaluation.json["logLoss"] == .null)
    #expect(evaluation.json["paywall"]?["f1"] == .null)
    #expect(evaluation.json["paragraphs"]?.int == 0)
  }

  @Test(
    "A score has four decimals, rounded to nearest",
    arguments: [
      (nil, "–"), (0, "0.0000"), (1, "1.0000"), (0.00004, "0.0000"), (0.00006, "0.0001"),
      (0.99994, "0.9999"), (0.99996, "1.0000"), (2.0 / 3, "0.6667"), (34.538776, "34.5388"),
    ] as [(Double?, String)])
  func format(score: Double?, expected: String) {
    #expect(Evaluation.format(score) == expected)
  }
}
