// An article as one text with labelled spans, as tools for sequence labelling have it. Counts in Unicode
// code points; what a record around it looks like is each tool's own.

import Chaffinch

/// The joined text of an article and where its paragraphs stand.
struct SpannedText {
  /// The paragraphs, a blank line between them.
  let text: String
  /// Where each stands, in Unicode code points.
  let places: [Range<Int>]

  /// The text of an article.
  init(_ article: LabelledArticle) {
    var text = ""
    var places: [Range<Int>] = []
    var position = 0
    for paragraph in article.paragraphs {
      if !text.isEmpty {
        text += "\n\n"
        position += 2
      }
      text += paragraph.text
      let end = position + paragraph.text.unicodeScalars.count
      places.append(position..<end)
      position = end
    }
    self.text = text
    self.places = places
  }

  /// The labelled paragraphs, with their places.
  func spans(of article: LabelledArticle) -> [(place: Range<Int>, label: InnerLabel)] {
    zip(places, article.paragraphs).compactMap { place, paragraph in
      paragraph.label.map { (place, $0) }
    }
  }

  /// A span that a record gives.
  ///
  /// - Parameter length: of the text, in code points.
  static func span(
    from start: JSONValue?, to end: JSONValue?, of length: Int, number: Int
  ) throws(LineError) -> Range<Int> {
    guard let start = start?.int, let end = end?.int, start >= 0, start < end, end <= length else {
      throw LineError(reason: "span \(number) is no place in the text of \(length) characters")
    }
    return start..<end
  }

  /// The paragraphs of `text`: those that were noted when it was written, otherwise its own.
  static func paragraphs(
    of text: String, hidden: JSONValue?
  ) throws(LineError) -> [(text: String, place: Range<Int>)] {
    if let known = hidden?["paragraphs"]?.array, known.contains(where: { $0["start"] != nil }) {
      return try noted(known, in: text)
    }
    let bytes = Array(text.utf8)
    var place = 0
    var count = 0
    func scalars(before end: Int) -> Int {
      while place < end {
        if bytes[place] & 0xC0 != 0x80 { count += 1 }
        place += 1
      }
      return count
    }
    return Article(utf8: bytes).paragraphs.compactMap { paragraph in
      guard let range = paragraph.byteRange, !range.isEmpty else { return nil }
      let start = scalars(before: range.lowerBound)
      return (paragraph.text, start..<scalars(before: range.upperBound))
    }
  }

  private static func noted(
    _ known: [JSONValue], in text: String
  ) throws(LineError) -> [(text: String, place: Range<Int>)] {
    let scalars = Array(text.unicodeScalars)
    var paragraphs: [(text: String, place: Range<Int>)] = []
    var end = 0
    for (index, paragraph) in known.enumerated() {
      let place = try span(
        from: paragraph["start"], to: paragraph["end"], of: scalars.count, number: index + 1)
      guard place.lowerBound >= end else {
        throw LineError(
          reason: "the paragraphs of '\(ArticleMembers.key)' overlap; leave it as it was written")
      }
      end = place.upperBound
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[place])
      paragraphs.append((String(part), place))
    }
    return paragraphs
  }

  /// The article of a text with spans.
  ///
  /// - Parameters:
  ///   - visible: the object with the members for people.
  ///   - id: the tool's own identifier.
  /// - Returns: the article, and how many spans labelled nothing.
  static func article(
    _ text: String, spans: [LabelledSpan], visible: JSONValue, hidden: JSONValue?, id: JSONValue?
  ) throws(LineError) -> ReadArticle {
    let paragraphs = try paragraphs(of: text, hidden: hidden)
    let labels = SpanLabels(paragraphs.map(\.place), spans)
    return ReadArticle(
      article: try ArticleMembers.article(
        zip(paragraphs, labels.labels).map { ($0.text, $1) }, visible: visible, hidden: hidden,
        id: id), unusedSpans: labels.unused)
  }
}
