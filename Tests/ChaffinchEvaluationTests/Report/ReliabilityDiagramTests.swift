// Tests the bins of the reliability diagram.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct ReliabilityDiagramTests {
  @Test("Bins hold mean confidence and accuracy, worked by hand")
  func bins() throws {
    // 0.75 lies in bin 11 of 15 (0.7333…0.8), one right of two; 1 in the last bin.
    let evaluation = Evaluation(
      labels: [.content, .promo, .promo],
      predictions: [said(.content, 0.75), said(.content, 0.75), said(.promo, 1)])
    let diagram = evaluation.reliability
    #expect(diagram.bins.count == 15)
    #expect(diagram.count == 3)
    #expect(diagram.bins[11].count == 2)
    #expect(diagram.bins[11].confidence == 0.75)
    #expect(diagram.bins[11].accuracy == 0.5)
    #expect(diagram.bins[14].accuracy == 1)
    #expect(diagram.bins[0].accuracy == nil)
    #expect(diagram.bins.first?.lower == 0)
    #expect(diagram.bins.last?.upper == 1)
    #expect(zip(diagram.bins, diagram.bins.dropFirst()).allSatisfy { $0.upper == $1.lower })
  }

  @Test("The weighted mean of the gaps is the calibration error")
  func meanGap() throws {
    let evaluation = Evaluation(
      labels: [.content, .promo, .caption, .byline],
      predictions: [
        said(.content, 0.75), said(.content, 0.625), said(.caption, 0.875), said(.promo, 1),
      ])
    let diagram = evaluation.reliability
    let gap = diagram.bins.reduce(0.0) { sum, bin in
      guard let accuracy = bin.accuracy, let confidence = bin.confidence else { return sum }
      return sum + abs(accuracy - confidence) * Double(bin.count)
    }
    let error = try #require(evaluation.calibrationError)
    // (¼ + ⅝ + ⅛ + 1) / 4.
    #expect(error == 0.5)
    #expect(abs(gap / Double(diagram.count) - error) < 1e-12)
  }

  @Test("Of nothing, all bins are empty and undefined")
  func nothing() {
    let diagram = Evaluation(labels: [], predictions: []).reliability
    #expect(diagram.count == 0)
    #expect(diagram.bins.allSatisfy { $0.confidence == nil && $0.accuracy == nil })
  }
}
