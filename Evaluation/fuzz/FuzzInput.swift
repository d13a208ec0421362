// What the fuzz targets share: the input as an array, a check that ends the process, decisions that need
// no model, and the properties that all cuts have. Finds no inputs itself; libFuzzer does.

@testable import Chaffinch

/// libFuzzer's input as an array.
func inputBytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// Ends the process with `what` when `condition` does not hold, which libFuzzer takes for a finding.
func check(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError("property broken: \(what())") }
}

/// A label and its prediction by the text alone, so that a paragraph that comes again is decided on as
/// before.
func decide(_ article: Article) -> [Prediction] {
  article.paragraphs.map { paragraph in
    let label = ParagraphLabel.allCases[
      paragraph.text.utf8.reduce(0) { ($0 + Int($1)) % 1000 } % ParagraphLabel.allCases.count]
    var probabilities = SIMD4<Float>.zero
    for (place, other) in ParagraphLabel.allCases.enumerated() where other == label {
      probabilities[place] = 1
    }
    return Prediction(label: label, probabilities: probabilities, paywall: 0)
  }
}

/// Keeps every label.
let keepsAll = CleaningPolicy(keep: Set(ParagraphLabel.allCases))

/// The built-in model's classifier.
let bundledClassifier: ParagraphClassifier = {
  guard let classifier = try? ParagraphClassifier.bundled() else { fatalError("no bundled model") }
  return classifier
}()

/// Checks that a prediction's probabilities are some.
func checkPredictions(_ predictions: [Prediction], of article: Article) {
  check(predictions.count == article.paragraphs.count, "a prediction for each paragraph")
  for prediction in predictions {
    let sum = prediction.probabilities.sum()
    check(sum > 0.99 && sum < 1.01, "probabilities sum to 1, not to \(sum)")
    check(prediction.probabilities.min() >= 0, "no probability is negative")
  }
}

/// Checks that ranges are in order, apart and inside 0..<`count`.
func checkRanges(_ ranges: [Range<Int>], in count: Int, _ what: String) {
  var end = 0
  for range in ranges {
    check(range.lowerBound >= end && range.upperBound <= count, "\(what): \(range) behind \(end)")
    end = range.upperBound
  }
}
