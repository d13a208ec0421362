// Writes a paywall verdict as JSON. Its members and their order are part of the command's contract.

/// Appends `verdict` to `output` as `{"value":…,"evidence":[…]}`.
///
/// A fact is an object with `signal`: `paywall-paragraph` with `paragraph` (from 1), `place`
/// (`before`, `inside`, `right-behind` or `behind` the content) and `probability`; `breaks-off`;
/// `little-text` with `characters`; `declared-not-free`; `declared-free`; `no-content`.
public func appendJSON(_ verdict: PaywallVerdict, to output: inout [UInt8]) {
  output.append(contentsOf: #"{"value":""#.utf8)
  output.append(contentsOf: verdict.value.rawValue.utf8)
  output.append(contentsOf: #"","evidence":["#.utf8)
  for (index, fact) in verdict.evidence.enumerated() {
    if index > 0 { output.append(UInt8(ascii: ",")) }
    append(fact, to: &output)
  }
  output.append(contentsOf: "]}".utf8)
}

private func append(_ fact: PaywallVerdict.Evidence, to output: inout [UInt8]) {
  func open(_ signal: StaticString) {
    output.append(contentsOf: #"{"signal":""#.utf8)
    signal.withUTF8Buffer { output.append(contentsOf: $0) }
    output.append(UInt8(ascii: "\""))
  }
  switch fact {
  case .paywallParagraph(let number, let place, let probability):
    open("paywall-paragraph")
    output.append(contentsOf: #","paragraph":"#.utf8)
    output.append(contentsOf: String(number).utf8)
    output.append(contentsOf: #","place":""#.utf8)
    output.append(contentsOf: place.rawValue.utf8)
    output.append(contentsOf: #"","probability":"#.utf8)
    PredictionWriter.append(probability, to: &output)
  case .breaksOff: open("breaks-off")
  case .littleText(let characters):
    open("little-text")
    output.append(contentsOf: #","characters":"#.utf8)
    output.append(contentsOf: String(characters).utf8)
  case .declaredNotFree: open("declared-not-free")
  case .declaredFree: open("declared-free")
  case .noContent: open("no-content")
  }
  output.append(UInt8(ascii: "}"))
}
