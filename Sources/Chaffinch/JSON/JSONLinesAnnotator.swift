// Writes what a record's paragraphs are beside the record instead of into it: spans by label, as
// Dolma's attributes. Reading and writing files is the caller's.

/// Annotates JSON Lines records: of each it makes one row
/// `{"id":…,"source":…,"attributes":{"chaffinch__content":[[start,end,probability],…],…}}`.
///
/// This is the form of attributes that Dolma's mixer reads (Soldaini et al., ACL 2024): row by row
/// beside the documents, in their order, with equal `id`. There is an attribute for every label, empty
/// or not. A span is a paragraph of that label: the code points from its first to behind its last in the
/// record's string, as Python counts them, escapes counted as what they stand for (a surrogate pair is
/// one, a lone surrogate one), and the label's probability, with up to six decimals. Spans are apart and
/// in order. `id` and `source` are copied byte for byte; one that the record lacks the row lacks, too,
/// which the mixer takes for equal.
///
/// The record's article must be a text or a page (``RecordSource``): paragraphs in an array are no text
/// that spans could point into. Spans of a page point into its HTML, the tags inside a paragraph
/// included. `id` or `source` twice in one object is an error.
public struct JSONLinesAnnotator: RecordTransform {
  private let classifier: ParagraphClassifier
  private let source: RecordSource

  /// An annotator of the articles in `source`.
  public init(_ classifier: ParagraphClassifier, source: RecordSource = RecordSource()) {
    self.classifier = classifier
    self.source = source
  }

  /// Appends the row of the record in `line` of `bytes` to `output`, without a line end; a blank line
  /// comes back as it is. On error `output` is as it was.
  ///
  /// - Parameter line: the line without its end.
  /// - Returns: what was counted; nothing for a blank line.
  /// - Complexity: O(bytes).
  public func apply(
    to line: Range<Int>, of bytes: [UInt8], appendingTo output: inout [UInt8]
  ) throws(RecordError) -> RecordCounts {
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    guard
      let members = try RecordReader.read(span, line, source, wantsSpans: true, into: &paragraphs)
    else {
      output.append(contentsOf: bytes[line])
      return RecordCounts()
    }
    guard let document = members.document else { throw .noTextForSpans }
    let utf8 = document.utf8(in: bytes)
    let article = document.article(utf8)
    let predictions = classifier.classify(article)
    let spans = codePoints(of: article.paragraphs.compactMap(\.byteRange), in: utf8.span)
    output.append(UInt8(ascii: "{"))
    append("id", members.id, bytes, to: &output)
    append("source", members.source, bytes, to: &output)
    output.append(contentsOf: #""attributes":{"#.utf8)
    for label in ParagraphLabel.allCases {
      if label != ParagraphLabel.allCases.first { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: #""chaffinch__\#(label.name)":["#.utf8)
      append(label, spans, predictions, to: &output)
      output.append(UInt8(ascii: "]"))
    }
    output.append(contentsOf: "}}".utf8)
    return RecordCounts(bytes: line.count, predictions)
  }

  private func append(
    _ key: String, _ member: RecordMember?, _ bytes: [UInt8], to output: inout [UInt8]
  ) {
    guard let member else { return }
    output.append(contentsOf: #""\#(key)":"#.utf8)
    output.append(contentsOf: bytes[member.value])
    output.append(UInt8(ascii: ","))
  }

  /// Appends the spans whose prediction is `label`.
  private func append(
    _ label: ParagraphLabel, _ spans: [Range<Int>], _ predictions: [Prediction],
    to output: inout [UInt8]
  ) {
    var isFirst = true
    for (span, prediction) in zip(spans, predictions) where prediction.label == label {
      output.append(contentsOf: isFirst ? "[".utf8 : ",[".utf8)
      isFirst = false
      output.append(contentsOf: "\(span.lowerBound),\(span.upperBound),".utf8)
      let probabilities = PredictionWriter.rounded(prediction.probabilities)
      PredictionWriter.append(probabilities[Int(label.rawValue)], to: &output)
      output.append(UInt8(ascii: "]"))
    }
  }
}

/// The same ranges counted in code points; `ranges` are in order and apart and `utf8` is well-formed.
///
/// - Complexity: O(bytes).
func codePoints(of ranges: [Range<Int>], in utf8: Span<UInt8>) -> [Range<Int>] {
  var result: [Range<Int>] = []
  result.reserveCapacity(ranges.count)
  var index = 0
  var count = 0
  func counted(to end: Int) -> Int {
    while index < end {
      if utf8[index] & 0xC0 != 0x80 { count += 1 }
      index += 1
    }
    return count
  }
  for range in ranges {
    let start = counted(to: range.lowerBound)
    result.append(start..<counted(to: range.upperBound))
  }
  return result
}
