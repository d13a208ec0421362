// Tests that errors of records say what is wrong and where.

import Testing

@testable import Chaffinch

@Suite("Errors of records")
struct RecordErrorTests {
  @Test(
    "Every error reads as a clause that names what is wrong",
    arguments: [
      (.json(JSONError(.badNumber, at: 3)), "malformed number at byte 3"),
      (.notAnObject, "JSON object"), (.noArticle, "no 'paragraphs', 'text' or 'html'"),
      (.noMember("body"), "no 'body'"), (.paragraphsNotAnArray, "'paragraphs' is no array"),
      (.noText(paragraph: 4), "paragraph 4"), (.notAString("html"), "'html' is no string"),
      (.noTextForSpans, "no text that spans could point into"),
      (.duplicateKey("text"), "the key 'text' occurs twice"),
    ] as [(RecordError, String)])
  func descriptions(error: RecordError, part: String) {
    #expect(error.description.contains(part))
    #expect(!error.description.contains("\n"))
  }
}
