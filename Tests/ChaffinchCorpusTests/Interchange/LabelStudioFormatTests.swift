// Tests reading Label Studio's exports and writing what it imports.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct LabelStudioFormatTests {
  @Test("An article is a task with paragraphs and a region of each label; offsets count UTF-16")
  func writing() {
    // "Hi 😀" is four code points and five UTF-16 code units.
    #expect(
      written([smallArticle], .labelStudio) == #"""
        [
        {"data":{"paragraphs":[{"author":"1","text":"Hi 😀"},{"author":"2","text":"Pay now"},\#
        {"author":"3","text":"Menu"}],"site":"s.example","language":"en","chaffinch":{"id":"a1",\#
        "paragraphs":[{},{},{"notContent":true}]}},"annotations":[{"result":[\#
        {"id":"paragraph-1","from_name":"label","to_name":"paragraphs","type":"paragraphlabels",\#
        "origin":"manual","value":{"start":"0","end":"0","startOffset":0,"endOffset":5,\#
        "text":"Hi 😀","paragraphlabels":["content"]}},\#
        {"id":"paragraph-2","from_name":"label","to_name":"paragraphs","type":"paragraphlabels",\#
        "origin":"manual","value":{"start":"1","end":"1","startOffset":0,"endOffset":7,\#
        "text":"Pay now","paragraphlabels":["paywall"]}}]}]}
        ]

        """#)
  }

  @Test("Without labels a task is still to be annotated")
  func unannotated() {
    let bare = LabelledArticle(
      id: "", site: "", language: "", paragraphs: [LabelledParagraph(text: "x", label: nil)])
    #expect(
      written([bare], .labelStudio)
        == "[\n{\"data\":{\"paragraphs\":[{\"author\":\"1\",\"text\":\"x\"}]}}\n]\n")
    #expect(written([], .labelStudio) == "[]\n")
  }

  /// An export as the tool writes it; `annotations` is put in.
  private func export(_ annotations: String) -> String {
    #"""
    [{"id": 17, "annotations": [\#(annotations)], "file_upload": "8d-tasks.json", "drafts": [],
      "predictions": [{"model_version": "v1", "score": 0.5, "result": [{"type": "paragraphlabels",
        "value": {"start": "0", "end": "0", "startOffset": 0, "endOffset": 4,
        "paragraphlabels": ["byline"]}}]}],
      "data": {"site": "s.example", "dialogue": [{"author": "1", "text": "Rain"},
        {"author": "2", "text": ""}, {"author": "3", "text": "Subscribe"},
        {"author": "4", "text": "Snow"}]},
      "meta": {}, "created_at": "2021-03-09T21:52:49.513742Z", "inner_id": 1, "project": 3}]
    """#
  }

  private func annotation(
    _ members: String, from start: Int, to end: Int, offset: Int, label: String
  ) -> String {
    #"""
    {"id": 5, "completed_by": 1, "lead_time": 4.2, "result_count": 1, \#(members),
     "result": [{"value": {"start": "\#(start)", "end": "\#(end)", "startOffset": 0,
     "endOffset": \#(offset), "text": "…", "paragraphlabels": ["\#(label)"]}, "id": "RcHv5CdYBt",
     "from_name": "label", "to_name": "text", "type": "paragraphlabels", "origin": "manual"}]}
    """#
  }

  @Test("A region labels all paragraphs that it covers half of; predictions label none")
  func region() throws {
    let one = annotation(
      "\"was_cancelled\": false, \"ground_truth\": false", from: 0, to: 3, offset: 1,
      label: "promo")
    let read = try exchange(.labelStudio, export(one))
    let article = try #require(read.corpus.articles.first)
    #expect(article.id == "17")
    #expect(article.site == "s.example")
    #expect(article.paragraphs.map(\.text) == ["Rain", "Subscribe", "Snow"])
    #expect(article.paragraphs.map(\.label) == [.promo, .promo, nil])
    #expect(try exchange(.labelStudio, export("")).corpus.labels == [])
  }

  @Test("Cancelled annotations are passed over; the truth counts, else the last update")
  func choiceOfAnnotation() throws {
    func times(_ day: Int) -> String { "\"updated_at\": \"2021-03-0\(day)T22:16:08.728378Z\"" }
    let late = annotation(times(9), from: 0, to: 0, offset: 4, label: "content")
    let early = annotation(times(8), from: 0, to: 0, offset: 4, label: "promo")
    let truth = annotation(
      times(7) + ", \"ground_truth\": true", from: 0, to: 0, offset: 4, label: "byline")
    let cancelled = annotation(
      times(9) + ", \"was_cancelled\": true, \"ground_truth\": true", from: 0, to: 0, offset: 4,
      label: "caption")
    func labels(_ annotations: String...) throws -> [InnerLabel] {
      try exchange(.labelStudio, export(annotations.joined(separator: ","))).corpus.labels
    }
    #expect(try labels(late, early, cancelled) == [.content])
    #expect(try labels(truth, late, cancelled) == [.byline])
    let only = try exchange(.labelStudio, export(cancelled))
    #expect(only.corpus.labels == [])
    #expect(only.undecidedRecords == 1)
  }

  @Test("Tasks of a text with choices are articles of one paragraph")
  func choices() throws {
    let text = #"""
      [{"id": 1, "data": {"text": "Buy"}, "annotations": [{"result": [{"from_name": "sentiment",
      "to_name": "text", "type": "choices", "value": {"choices": ["Advert"]}}]}]},
      {"id": 2, "data": {"text": "Rain"}, "annotations": []}]
      """#
    #expect(
      try paragraphs(.labelStudio, text, ["Advert": .promo]) == [["promo: Buy"], ["-: Rain"]])
  }

  @Test("JSON-MIN has the results among the data")
  func minimal() throws {
    let text = #"""
      [{"dialogue": [{"author": "a", "text": "Rain"}], "id": 1, "label": [{"start": "0",
      "end": "0", "startOffset": 0, "endOffset": 4, "text": "Rain",
      "paragraphlabels": ["content"]}], "annotator": 1, "annotation_id": 5, "lead_time": 3.1},
      {"text": "Buy", "id": 2, "label": "promo"},
      {"text": "Sell", "id": 3, "kind": {"choices": ["promo", "paywall"]}}]
      """#
    #expect(
      try paragraphs(.labelStudio, text)
        == [["content: Rain"], ["promo: Buy"], ["paywall: Sell"]])
  }

  @Test(
    "A region outside the paragraphs is refused with its task's line",
    arguments: [
      (4, 4, 1), (0, 0, 5), (3, 0, 1), (-1, 0, 1), (0, 0, 0), (0, 99_999_999, 1),
    ])
  func outOfRange(start: Int, end: Int, offset: Int) throws {
    let text = export(
      annotation("\"x\": 1", from: start, to: end, offset: offset, label: "promo"))
    let message = try #require(refusal(.labelStudio, "\n\n" + text))
    #expect(message.hasPrefix("file:3: a region has a 'start'"))
  }

  @Test(
    "What is no task is refused",
    arguments: [
      "[{\"data\":[]}]", "[{\"data\":{}}]", "[1]", "[{\"data\":{\"text\":1}}]", "[", "[{}", "[{}]x",
      "{\"data\":{\"text\":\"a\"},\"annotations\":{}}",
      "{\"data\":{\"text\":\"a\"},\"annotations\":[1]}",
      "{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[{\"type\":\"choices\"}]}]}",
      "{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[{\"type\":\"labels\"}]}]}",
      "{\"data\":{\"text\":\"\"}}", "{\"data\":{\"text\":\"a\",\"chaffinch\":3}}",
      "{\"data\":{\"text\":\"a\",\"chaffinch\":\"[\"}}",
      "{\"data\":{\"text\":\"a\",\"chaffinch\":{\"paragraphs\":[]}}}",
    ])
  func malformed(text: String) {
    #expect(refusal(.labelStudio, text)?.hasPrefix("file:1: ") == true)
  }

  @Test("Deep nesting is an error, however deep")
  func deep() {
    let text = String(repeating: "[", count: 100_000)
    #expect(refusal(.labelStudio, text)?.contains("too early") == true)
    let closed = "[{\"data\":" + text + String(repeating: "]", count: 100_000) + "}]"
    #expect(refusal(.labelStudio, closed)?.contains("too deeply") == true)
  }

  @Test("The labelling configuration names what the tasks name")
  func configuration() {
    let whole = LabellingConfiguration.xml(for: .article)
    let part = LabellingConfiguration.xml(for: .paragraph)
    #expect(whole.contains("<Paragraphs name=\"paragraphs\" value=\"$paragraphs\""))
    #expect(whole.contains("<ParagraphLabels name=\"label\" toName=\"paragraphs\">"))
    #expect(part.contains("<Choices name=\"label\" toName=\"text\""))
    for label in InnerLabel.allCases {
      #expect(whole.contains("<Label value=\"\(label.name)\""))
      #expect(part.contains("<Choice value=\"\(label.name)\"/>"))
    }
  }
}
