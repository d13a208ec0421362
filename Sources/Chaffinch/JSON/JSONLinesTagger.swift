// Puts predictions and a verdict into JSON Lines records, byte for byte the same elsewhere. Works on one line at
// a time; reading and writing files is the caller's.

/// Tags the paragraphs of JSON Lines records.
///
/// A record is an object whose article ``RecordSource`` finds. One with `paragraphs` comes back as the
/// same object with every paragraph an object with `text` and `prediction`, and with a `verdict` on its
/// paywall; a `prediction` or `verdict` that was there is replaced where it stands, otherwise it goes
/// behind the last member. One with a text or a page gets `paragraphs` as the command writes them for a
/// file, and a `verdict`, in the place of older ones or behind the last member; their byte ranges count
/// in the string's UTF-8. All other bytes stay: members and their order, numbers, escapes, white space.
/// The article's key, `paragraphs`, `verdict`, or in a paragraph `text` or `prediction`, twice in one
/// object is an error; any other key may occur twice.
public struct JSONLinesTagger: Sendable {
  private let classifier: ParagraphClassifier
  private let source: RecordSource
  private let writer = PredictionWriter()
  private let paragraphWriter = ParagraphWriter()

  /// Buffers that are used again for every record.
  public struct Scratch: Sendable {
    var paragraphs: [RecordParagraph] = []
    var predictions: [Prediction] = []
    var text: [UInt8] = []
    var readings = ParagraphReadings()

    /// Empty buffers.
    public init() {}
  }

  /// A tagger of the articles in `source`.
  public init(_ classifier: ParagraphClassifier, source: RecordSource = RecordSource()) {
    self.classifier = classifier
    self.source = source
  }

  /// Appends the record in `line` of `bytes`, tagged, to `output`; a blank line comes back as it
  /// is. On error `output` is as it was.
  ///
  /// - Parameter line: the line without its end.
  /// - Returns: what was counted; nothing for a blank line.
  /// - Complexity: O(bytes).
  @discardableResult
  public func tag(
    _ line: Range<Int>, of bytes: [UInt8], to output: inout [UInt8], using scratch: inout Scratch
  ) throws(RecordError) -> RecordCounts {
    let span = bytes.span
    scratch.paragraphs.removeAll(keepingCapacity: true)
    guard let members = try RecordReader.read(span, line, source, into: &scratch.paragraphs) else {
      output.append(line, of: bytes)
      return RecordCounts()
    }
    if let document = members.document {
      return tag(document, members, line, of: bytes, to: &output)
    }
    predictions(of: span, using: &scratch)
    let verdict = verdict(on: span, using: &scratch)
    var position = line.lowerBound
    var isVerdictDue = true
    // An older verdict may stand before the paragraphs.
    if let old = members.verdict?.value, let first = scratch.paragraphs.first,
      old.upperBound <= first.value.lowerBound
    {
      write(verdict, members, bytes, from: &position, to: &output)
      isVerdictDue = false
    }
    for (paragraph, prediction) in zip(scratch.paragraphs, scratch.predictions) {
      write(prediction, paragraph, bytes, from: &position, to: &output)
    }
    if isVerdictDue { write(verdict, members, bytes, from: &position, to: &output) }
    output.append(position..<line.upperBound, of: bytes)
    return RecordCounts(bytes: line.count, scratch.predictions)
  }

  /// The record's article; `nil` for a blank line.
  public static func article(
    _ line: Range<Int>, of bytes: [UInt8], source: RecordSource = RecordSource()
  ) throws(RecordError) -> Article? {
    let span = bytes.span
    var paragraphs: [RecordParagraph] = []
    guard let members = try RecordReader.read(span, line, source, into: &paragraphs) else {
      return nil
    }
    if let document = members.document { return document.article(document.utf8(in: bytes)) }
    return Article(paragraphs: paragraphs.map { unescapedJSON(span, $0.text) })
  }

  // MARK: Texts and pages

  /// Appends a record whose article is a text or a page.
  private func tag(
    _ document: RecordDocument, _ members: RecordMembers, _ line: Range<Int>, of bytes: [UInt8],
    to output: inout [UInt8]
  ) -> RecordCounts {
    let article = document.article(document.utf8(in: bytes))
    let predictions = classifier.classify(article)
    let verdict = PaywallVerdict(article, predictions: predictions)
    var position = line.lowerBound
    func writeParagraphs(_ output: inout [UInt8]) {
      place(members.paragraphs, #","paragraphs":"#, members, bytes, from: &position, to: &output)
      paragraphWriter.append(article, predictions, to: &output)
    }
    // What is replaced keeps its place; what is new goes behind all that is old.
    let end = members.end
    let verdictPlace = members.verdict?.value.lowerBound ?? end
    if verdictPlace < members.paragraphs?.value.lowerBound ?? end {
      write(verdict, members, bytes, from: &position, to: &output)
      writeParagraphs(&output)
    } else {
      writeParagraphs(&output)
      write(verdict, members, bytes, from: &position, to: &output)
    }
    output.append(position..<line.upperBound, of: bytes)
    return RecordCounts(bytes: line.count, predictions)
  }

  // MARK: Deciding

  /// Fills the scratch's predictions with those of its paragraphs.
  private func predictions(of bytes: Span<UInt8>, using scratch: inout Scratch) {
    scratch.readings.removeAll()
    for paragraph in scratch.paragraphs {
      if paragraph.hasEscapes {
        scratch.text.removeAll(keepingCapacity: true)
        appendUnescapedJSON(bytes, paragraph.text, to: &scratch.text)
        // An empty array takes no memory, unlike readings.
        var text: [UInt8] = []
        swap(&text, &scratch.text)
        classifier.read(text.span, into: &scratch.readings)
        swap(&text, &scratch.text)
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
      output.append(position..<paragraph.value.lowerBound, of: bytes)
      output.append(#"{"text":"#)
      output.append(paragraph.value, of: bytes)
      writer.append(prediction, to: &output, endingObject: true)
      position = paragraph.value.upperBound
    } else if let old = paragraph.prediction {
      output.append(position..<old.lowerBound, of: bytes)
      writer.append(prediction, to: &output)
      position = old.upperBound
    } else {
      output.append(position..<paragraph.membersEnd, of: bytes)
      writer.append(prediction, to: &output, endingObject: false)
      position = paragraph.membersEnd
    }
  }

  /// Appends what stands between `position` and the verdict's place, and the verdict.
  private func write(
    _ verdict: PaywallVerdict, _ members: RecordMembers, _ bytes: [UInt8],
    from position: inout Int, to output: inout [UInt8]
  ) {
    place(members.verdict, #","verdict":"#, members, bytes, from: &position, to: &output)
    appendJSON(verdict, to: &output)
  }

  /// Appends what stands between `position` and the place of a value: an older one's, or behind the
  /// last member, under `key`.
  private func place(
    _ old: RecordMember?, _ key: StaticString, _ members: RecordMembers, _ bytes: [UInt8],
    from position: inout Int, to output: inout [UInt8]
  ) {
    output.append(position..<(old?.value.lowerBound ?? members.end), of: bytes)
    if old == nil { output.append(key) }
    position = old?.value.upperBound ?? members.end
  }
}
