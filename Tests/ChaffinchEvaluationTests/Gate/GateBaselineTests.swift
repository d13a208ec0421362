// Tests baseline files: reading, refusing, writing back.

import Chaffinch
import Testing

@testable import ChaffinchEvaluation

@Suite struct GateBaselineTests {
  private let text = """
    {
      "note": "by hand",
      "corpora": {
        "train": {
          "fingerprint": "0123456789abcdef",
          "floors": {
            "macroF1": 0.8000,
            "f1 of caption": 0.6500
          }
        }
      }
    }

    """

  @Test("A file is read and written back as it was, other members included")
  func roundTrip() throws {
    let baseline = try GateBaseline(parsing: Array(text.utf8))
    #expect(baseline.names == ["train"])
    #expect(
      baseline["train"]
        == GateBaseline.Pin(
          fingerprint: "0123456789abcdef",
          floors: [.init(.macroF1, 0.8), .init(.f1(.caption), 0.65)]))
    #expect(baseline["test"] == nil)
    #expect(baseline.text == text)
  }

  @Test("A pin takes the place of the one with its name, or goes behind the others")
  func pinning() throws {
    let baseline = try GateBaseline(parsing: Array(text.utf8))
    let pin = GateBaseline.Pin(fingerprint: "ff", floors: [.init(.accuracy, 0.5)])
    #expect(baseline.pinning(pin, as: "train").names == ["train"])
    #expect(baseline.pinning(pin, as: "train")["train"] == pin)
    #expect(baseline.pinning(pin, as: "other").names == ["train", "other"])
  }

  @Test(
    "What is no baseline is refused with the reason",
    arguments: [
      ("[]", "no object 'corpora'"), ("{\"corpora\": 1}", "no object 'corpora'"),
      ("{\"corpora\": {\"a\": {}}}", "the corpus 'a' has no string 'fingerprint'"),
      (
        "{\"corpora\": {\"a\": {\"fingerprint\": \"f\"}}}",
        "the corpus 'a' has no object 'floors'"
      ),
      (
        "{\"corpora\": {\"a\": {\"fingerprint\": \"f\", \"floors\": {\"accuracy\": 7}}}}",
        "the floor 'accuracy' of the corpus 'a' is no number in 0 to 1"
      ),
    ])
  func malformed(text: String, reason: String) {
    #expect(throws: GateError.malformed(reason: reason)) {
      try GateBaseline(parsing: Array(text.utf8))
    }
  }

  @Test("An unknown score is named beside the known ones")
  func unknownScore() {
    let text = "{\"corpora\": {\"a\": {\"fingerprint\": \"f\", \"floors\": {\"f2\": 0.5}}}}"
    let error = #expect(throws: GateError.self) { try GateBaseline(parsing: Array(text.utf8)) }
    #expect(error?.description.contains("'f2', expected one of macroF1, accuracy") == true)
  }

  @Test("Text that is no JSON is refused")
  func noJSON() {
    #expect(throws: GateError.self) { try GateBaseline(parsing: Array("{\"corpora\"".utf8)) }
  }
}
