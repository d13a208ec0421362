// The `prediction` objects of a corpus line, read back. What writes them is `PredictionWriter`.

import Chaffinch

/// Reads predictions out of a line: a paragraph's `prediction` is an object with `label`, `probabilities`
/// (an object with a number for each of the four labels, together about 1), and optionally `paywall`, a
/// probability, and `isPaywall`, what was decided.
enum PredictionMembers {
  /// How far the probabilities' sum may be from 1: other programs round, too.
  private static let tolerance: Float = 0.02

  /// A prediction for each paragraph of a line; `nil` where it has none.
  static func predictions(_ line: JSONValue) throws(LineError) -> [Prediction?] {
    var result: [Prediction?] = []
    for (index, paragraph) in (line["paragraphs"]?.array ?? []).enumerated() {
      guard let value = paragraph["prediction"], value != .null else {
        result.append(nil)
        continue
      }
      result.append(try prediction(value, number: index + 1))
    }
    return result
  }

  private static func prediction(_ value: JSONValue, number: Int) throws(LineError) -> Prediction {
    func error(_ reason: String) -> LineError {
      LineError(reason: "the 'prediction' of paragraph \(number) \(reason)")
    }
    guard let name = value["label"]?.string else { throw error("has no string 'label'") }
    guard let label = ParagraphLabel(name: name) else {
      let known = ParagraphLabel.allCases.map(\.name).joined(separator: ", ")
      throw error("has the label '\(name.prefix(40))', expected one of \(known)")
    }
    guard let members = value["probabilities"] else { throw error("has no 'probabilities'") }
    var probabilities = SIMD4<Float>.zero
    for label in ParagraphLabel.allCases {
      guard let share = members[label.name]?.float, (0...1).contains(share) else {
        throw error("has no probability of '\(label.name)' in 0 to 1")
      }
      probabilities[Int(label.rawValue)] = share
    }
    guard abs(probabilities.sum() - 1) <= tolerance else {
      throw error("has probabilities whose sum is not 1")
    }
    let paywall = value["paywall"]?.float ?? 0
    guard (0...1).contains(paywall) else { throw error("has a 'paywall' that is not 0 to 1") }
    return Prediction(
      label: label, probabilities: probabilities, paywall: paywall,
      isPaywall: value["isPaywall"]?.bool)
  }
}
