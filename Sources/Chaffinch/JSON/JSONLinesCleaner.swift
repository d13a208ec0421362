// Cuts removed paragraphs out of JSON Lines records, byte for byte the same elsewhere. Works on one
// line at a time; reading and writing files is the caller's.

/// Cleans JSON Lines records.
///
/// A record is what ``JSONLinesTagger`` takes. It comes back without the paragraphs that the policy
/// removes. Of an array and of a text a paragraph goes with what stands between it and the next one;
/// where no next one stays, with what stands between it and the one before. A page stays a page: it is
/// cut as ``CleanedArticle/html`` is. All other bytes stay, those of the string too, as they are
/// spelled. Only where a text that was cut would be read as other paragraphs than those that were kept,
/// as where its one blank line went, do these stand for it, separated by blank lines.
public struct JSONLinesCleaner: Sendable {
  private let source: RecordSource
  private let decide: @Sendable (Article) -> CleanedArticle

  /// A cleaner of the articles in `source`.
  ///
  /// - Parameters:
  ///   - policy: what stays of paragraphs and of texts; by default content only.
  ///   - pagePolicy: what stays of pages; by default all but promos.
  public init(
    _ classifier: ParagraphClassifier, policy: CleaningPolicy = .contentOnly,
    pagePolicy: CleaningPolicy = .promoOnly, source: RecordSource = RecordSource()
  ) {
    let cleaner = ArticleCleaner(classifier, policy: policy)
    let pageCleaner = ArticleCleaner(classifier, policy: pagePolicy)
    self.source = source
    decide = { $0.isPage ? pageCleaner.clean($0) : cleaner.clean($0) }
  }

  /// A cleaner with given decisions, one for each paragraph.
  init(
    policy: CleaningPolicy, source: RecordSource = RecordSource(),
    decide: @escaping @Sendable (Article) -> [Prediction]
  ) {
    self.source = source
    self.decide = { CleanedArticle($0, predictions: decide($0), policy: policy) }
  }

  /// Appends the record in `line` of `bytes`, cleaned, to `output`; a blank line comes back as it
  /// is. On error `output` is as it was.
  ///
  /// - Parameter line: the line without its end.
  /// - Returns: the decisions; `nil` for a blank line.
  /// - Complexity: O(bytes).
  @discardableResult
  public func clean(
    _ line: Range<Int>, of bytes: [UInt8], to output: inout [UInt8]
  ) throws(RecordError) -> CleanedArticle? {
    guard let record = try judge(line, of: bytes) else {
      output.append(contentsOf: bytes[line])
      return nil
    }
    switch record.place {
    case .document(let document, let utf8):
      output.append(contentsOf: bytes[line.lowerBound..<document.text.lowerBound])
      appendString(document, in: bytes, utf8, less: record.cleaned, to: &output)
      output.append(contentsOf: bytes[document.text.upperBound..<line.upperBound])
    case .paragraphs(let values):
      var position = line.lowerBound
      for cut in cuts(of: values, removes: record.cleaned.decisions.map(\.isRemoved)) {
        output.append(contentsOf: bytes[position..<cut.lowerBound])
        position = cut.upperBound
      }
      output.append(contentsOf: bytes[position..<line.upperBound])
    }
    return record.cleaned
  }

  /// The decisions about the record in `line` of `bytes`, as ``clean(_:of:to:)`` returns them, where the cleaned
  /// record is not wanted.
  package func decisions(
    on line: Range<Int>, of bytes: [UInt8]
  ) throws(RecordError) -> CleanedArticle? {
    try judge(line, of: bytes)?.cleaned
  }

  /// A record that was read and decided about.
  private struct Record {
    enum Place {
      /// A text or a page, and its UTF-8.
      case document(RecordDocument, [UInt8])
      /// The values of an array.
      case paragraphs([Range<Int>])
    }

    /// Where its article stands.
    let place: Place
    let cleaned: CleanedArticle
  }

  private func judge(_ line: Range<Int>, of bytes: [UInt8]) throws(RecordError) -> Record? {
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    guard let members = try RecordReader.read(span, line, source, into: &paragraphs) else {
      return nil
    }
    if let document = members.document {
      let utf8 = document.utf8(in: bytes)
      return Record(
        place: .document(document, utf8), cleaned: decide(document.article(utf8)))
    }
    let article = Article(paragraphs: paragraphs.map { unescapedJSON(span, $0.text) })
    return Record(place: .paragraphs(paragraphs.map(\.value)), cleaned: decide(article))
  }
}

/// The ranges that go where some of `parts` do: each run of them with what stands between it and the
/// next part that stays, or else the one before.
func cuts(of parts: [Range<Int>], removes: [Bool]) -> [Range<Int>] {
  var result: [Range<Int>] = []
  var next = 0
  while next < parts.count {
    guard removes[next] else {
      next += 1
      continue
    }
    let first = next
    while next < parts.count, removes[next] { next += 1 }
    if next < parts.count {
      result.append(parts[first].lowerBound..<parts[next].lowerBound)
    } else {
      let start = first > 0 ? parts[first - 1].upperBound : parts[first].lowerBound
      result.append(start..<parts[next - 1].upperBound)
    }
  }
  return result
}
