// Puts predictions and a verdict into JSON Lines records, byte for byte the same elsewhere. Works on one line at
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
/// comes back as the same object with every paragraph an object with `text` and `prediction`, and
/// with a `verdict` on its paywall. All other bytes stay: members and their order, numbers, escapes,
/// white space. A `prediction` or `verdict` that was there is replaced where it stands; otherwise it
/// goes behind the last member. `paragraphs`, `verdict`, `text` or `prediction` twice in one object is
/// an error; any other key may occur twice.
public struct JSONLinesTagger: Sendable {
  private let classifier: ParagraphClassifier
  private let writer = PredictionWriter()

  /// Buffers that are used again for every record.
  public struct Scratch: Sendable {
    var paragraphs: [RecordParagraph] = []
    /// Those of the record that was tagged last.
    package internal(set) var predictions: [Prediction] = []
    var text: [UInt8] = []
    var readings = ParagraphReadings()

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
    guard let members = try RecordReader.read(span, line, into: &scratch.paragraphs) else {
      output.append(contentsOf: bytes[line])
      return 0
    }
    predictions(of: span, using: &scratch)
    let verdict = verdict(on: span, using: &scratch)
    var position = line.lowerBound
    var isVerdictDue = true
    // An older verdict may stand before the paragraphs.
    if let old = members.verdict, let first = scratch.paragraphs.first,
      old.upperBound <= first.value.lowerBound
    {
      write(verdict, members, bytes, from: &position, to: &output)
      isVerdictDue = false
    }
    for (paragraph, prediction) in zip(scratch.paragraphs, scratch.predictions) {
      write(prediction, paragraph, bytes, from: &position, to: &output)
    }
    if isVerdictDue { write(verdict, members, bytes, from: &position, to: &output) }
    output.append(contentsOf: bytes[position..<line.upperBound])
    return scratch.paragraphs.count
  }

  /// The texts of the record's paragraphs; `nil` for a blank line.
  public static func article(_ line: Range<Int>, of bytes: [UInt8]) throws(RecordError) -> Article?
  {
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    guard try RecordReader.read(span, line, into: &paragraphs) != nil else { return nil }
    return Article(paragraphs: paragraphs.map { unescapedJSON(span, $0.text) })
  }

  // MARK: Deciding

  /// Fills the scratch's predictions with those of its paragraphs.
  private func predictions(of bytes: Span<UInt8>, using scratch: inout Scratch) {
    scratch.readings.removeAll()
    for paragraph in scratch.paragraphs {
      if paragraph.hasEscapes {
        scratch.text.removeAll(keepingCapacity: true)
        appendUnescapedJSON(bytes, paragraph.text, to: &scratch.text)
        var readings = ParagraphReadings()
        swap(&readings, &scratch.readings)
        classifier.read(scratch.text.span, into: &readings)
        swap(&readings, &scratch.readings)
      } else {
        classifier.read(bytes.extracting(paragraph.text), into: &scratch.readings)
      }
    }
    scratch.predictions = classifier.classify(scratch.readings)
  }

  /// The verdict that the scratch's paragraphs and predictions give.
  private func verdict(on bytes: Span<UInt8>, using scratch: inout Scratch) -> PaywallVerdict {
    var signals = PaywallSignals()
    for (paragraph, prediction) in zip(scratch.paragraphs, scratch.predictions) {
      if !signals.needsText(of: prediction) {
        signals.add(prediction)
      } else if paragraph.hasEscapes {
        scratch.text.removeAll(keepingCapacity: true)
        appendUnescapedJSON(bytes, paragraph.text, to: &scratch.text)
        signals.add(prediction, text: scratch.text.span, isLine: false)
      } else {
        signals.add(prediction, text: bytes.extracting(paragraph.text), isLine: false)
      }
    }
    return signals.verdict(isDeclaredFree: nil, isFeedItem: false)
  }

  // MARK: Writing

  /// Appends what stands between `position` and the prediction's place, and the prediction.
  private func write(
    _ prediction: Prediction, _ paragraph: RecordParagraph, _ bytes: [UInt8],
    from position: inout Int, to output: inout [UInt8]
  ) {
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

  /// Appends what stands between `position` and the verdict's place, and the verdict.
  private func write(
    _ verdict: PaywallVerdict, _ members: RecordMembers, _ bytes: [UInt8],
    from position: inout Int, to output: inout [UInt8]
  ) {
    if let old = members.verdict {
      output.append(contentsOf: bytes[position..<old.lowerBound])
      position = old.upperBound
    } else {
      output.append(contentsOf: bytes[position..<members.end])
      output.append(contentsOf: #","verdict":"#.utf8)
      position = members.end
    }
    appendJSON(verdict, to: &output)
  }
}
