// Puts predictions into JSON Lines records, byte for byte the same elsewhere. Works on one line at
// a time; reading and writing files is the caller's.

/// A record that cannot be tagged, and why.
public enum RecordError: Error, Equatable, Sendable {
  /// The line is not JSON; the offset counts from the line's start.
  case json(JSONError)
  /// The line is JSON but no object.
  case notAnObject
  /// The object has no `paragraphs`.
  case noParagraphs
  /// `paragraphs` is no array.
  case paragraphsNotAnArray
  /// The paragraph with this number, from 1, is neither a string nor an object with a string `text`.
  case noText(paragraph: Int)
  /// A key that decides occurs twice in one object, so that readers would disagree about it.
  case duplicateKey(String)
}

extension RecordError: CustomStringConvertible {
  /// The error as a clause.
  public var description: String {
    switch self {
    case .json(let error): error.description
    case .notAnObject: "not a JSON object"
    case .noParagraphs: "no 'paragraphs'; expected an array of strings or of objects with 'text'"
    case .paragraphsNotAnArray: "'paragraphs' is no array"
    case .noText(let number):
      "paragraph \(number) is neither a string nor an object with a string 'text'"
    case .duplicateKey(let key): "the key '\(key)' occurs twice in one object"
    }
  }
}

/// Tags the paragraphs of JSON Lines records.
///
/// A record is an object whose `paragraphs` is an array of strings or of objects with `text`. It
/// comes back as the same object with every paragraph an object with `text` and `prediction`. All
/// other bytes stay: members and their order, numbers, escapes, white space. A `prediction` that was
/// there is replaced where it stands; otherwise it goes behind the last member. `paragraphs`, `text`
/// or `prediction` twice in one object is an error; any other key may occur twice.
public struct JSONLinesTagger: Sendable {
  private let classifier: ParagraphClassifier
  private let writer = PredictionWriter()

  /// Buffers that are used again for every record.
  public struct Scratch: Sendable {
    var paragraphs: [RecordParagraph] = []
    var text: [UInt8] = []
    var features = LocalFeatures()

    /// Empty buffers.
    public init() {}
  }

  /// A tagger.
  public init(_ classifier: ParagraphClassifier) {
    self.classifier = classifier
  }

  /// Appends the record in `line` of `bytes`, tagged, to `output`; a blank line comes back as it
  /// is. On error `output` is as it was.
  ///
  /// - Parameter line: the line without its end.
  /// - Returns: the number of paragraphs.
  /// - Complexity: O(bytes).
  @discardableResult
  public func tag(
    _ line: Range<Int>, of bytes: [UInt8], to output: inout [UInt8], using scratch: inout Scratch
  ) throws(RecordError) -> Int {
    let span = bytes.span
    scratch.paragraphs.removeAll(keepingCapacity: true)
    guard try RecordReader.read(span, line, into: &scratch.paragraphs) else {
      output.append(contentsOf: bytes[line])
      return 0
    }
    var position = line.lowerBound
    for paragraph in scratch.paragraphs {
      let prediction = classify(
        paragraph, span, unescaped: &scratch.text, &scratch.features)
      if paragraph.isString {
        output.append(contentsOf: bytes[position..<paragraph.value.lowerBound])
        output.append(contentsOf: #"{"text":"#.utf8)
        output.append(contentsOf: bytes[paragraph.value])
        output.append(contentsOf: #","prediction":"#.utf8)
        writer.append(prediction, to: &output)
        output.append(UInt8(ascii: "}"))
        position = paragraph.value.upperBound
      } else if let old = paragraph.prediction {
        output.append(contentsOf: bytes[position..<old.lowerBound])
        writer.append(prediction, to: &output)
        position = old.upperBound
      } else {
        output.append(contentsOf: bytes[position..<paragraph.membersEnd])
        output.append(contentsOf: #","prediction":"#.utf8)
        writer.append(prediction, to: &output)
        position = paragraph.membersEnd
      }
    }
    output.append(contentsOf: bytes[position..<line.upperBound])
    return scratch.paragraphs.count
  }

  /// The texts of the record's paragraphs; `nil` for a blank line.
  public static func article(_ line: Range<Int>, of bytes: [UInt8]) throws(RecordError) -> Article?
  {
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    guard try RecordReader.read(span, line, into: &paragraphs) else { return nil }
    return Article(paragraphs: paragraphs.map { unescapedJSON(span, $0.text) })
  }

  private func classify(
    _ paragraph: RecordParagraph, _ bytes: Span<UInt8>, unescaped: inout [UInt8],
    _ features: inout LocalFeatures
  ) -> Prediction {
    guard paragraph.hasEscapes else {
      return classifier.classify(bytes.extracting(paragraph.text), using: &features)
    }
    unescaped.removeAll(keepingCapacity: true)
    appendUnescapedJSON(bytes, paragraph.text, to: &unescaped)
    return classifier.classify(unescaped.span, using: &features)
  }
}
