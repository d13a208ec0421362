// Cuts removed paragraphs out of JSON Lines records, byte for byte the same elsewhere. Works on one
// line at a time; reading and writing files is the caller's.

/// Cleans JSON Lines records.
///
/// A record is what ``JSONLinesTagger`` takes. It comes back without the paragraphs that the policy
/// removes. A paragraph goes with the comma and the white space up to the next one; where no next
/// one stays, with what stands between it and the one before. All other bytes stay.
public struct JSONLinesCleaner: Sendable {
  private let policy: CleaningPolicy
  private let decide: @Sendable (Article) -> [Prediction]

  /// A cleaner; the default policy keeps content only.
  public init(_ classifier: ParagraphClassifier, policy: CleaningPolicy = .contentOnly) {
    self.init(policy: policy) { classifier.classify($0) }
  }

  /// A cleaner with given decisions, one for each paragraph.
  init(policy: CleaningPolicy, decide: @escaping @Sendable (Article) -> [Prediction]) {
    self.policy = policy
    self.decide = decide
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
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    guard try RecordReader.read(span, line, into: &paragraphs) != nil else {
      output.append(contentsOf: bytes[line])
      return nil
    }
    let article = Article(paragraphs: paragraphs.map { unescapedJSON(span, $0.text) })
    let cleaned = CleanedArticle(article, predictions: decide(article), policy: policy)
    var position = line.lowerBound
    var next = 0
    while next < paragraphs.count {
      guard cleaned.decisions[next].isRemoved else {
        next += 1
        continue
      }
      let first = next
      while next < paragraphs.count, cleaned.decisions[next].isRemoved { next += 1 }
      var cut = paragraphs[first].value.lowerBound..<paragraphs[next - 1].value.upperBound
      if next < paragraphs.count {
        cut = cut.lowerBound..<paragraphs[next].value.lowerBound
      } else if first > 0 {
        cut = paragraphs[first - 1].value.upperBound..<cut.upperBound
      }
      output.append(contentsOf: bytes[position..<cut.lowerBound])
      position = cut.upperBound
    }
    output.append(contentsOf: bytes[position..<line.upperBound])
    return cleaned
  }
}
