// Writes a tagged paragraph as JSON. Its members and their order are part of the command's contract.

/// Writes paragraphs as
/// `{"text":…,"field":…,"element":…,"byteRange":[…,…],"linkDensity":…,"prediction":{…}}`, less what is
/// not known.
package struct ParagraphWriter: Sendable {
  private let predictionWriter = PredictionWriter()

  package init() {}

  /// Appends a paragraph.
  ///
  /// - Parameters:
  ///   - markup: the elements of its article.
  ///   - field: the part of a feed's item that it stands in. There it has no byte range: that would be
  ///     one of a text that was unescaped.
  package func append(
    _ paragraph: Paragraph, _ prediction: Prediction, in markup: ArticleMarkup?,
    field: String? = nil, to output: inout [UInt8]
  ) {
    output.append(contentsOf: #"{"text":"#.utf8)
    appendJSON(paragraph.text, to: &output)
    if let field {
      output.append(contentsOf: #","field":"#.utf8)
      appendJSON(field, to: &output)
    }
    if let markup, let element = paragraph.markup?.element {
      output.append(contentsOf: #","element":"#.utf8)
      appendJSON(markup.name(of: element), to: &output)
    }
    if field == nil, let range = paragraph.byteRange {
      output.append(contentsOf: #","byteRange":[\#(range.lowerBound),\#(range.upperBound)]"#.utf8)
    }
    if let density = paragraph.markup?.linkDensity {
      output.append(contentsOf: #","linkDensity":\#(fourDecimals(density))"#.utf8)
    }
    output.append(contentsOf: #","prediction":"#.utf8)
    predictionWriter.append(prediction, to: &output)
    output.append(UInt8(ascii: "}"))
  }

  /// Appends an article's paragraphs as an array.
  func append(_ article: Article, _ predictions: [Prediction], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for (paragraph, prediction) in zip(article.paragraphs, predictions) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      append(paragraph, prediction, in: article.markup, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }
}

/// A number in 0…1, rounded, such as `0.0625`.
package func fourDecimals(_ value: Float) -> String {
  let steps = Int((value * 10_000).rounded())
  return "\(steps / 10_000).\(String(10_000 + steps % 10_000).dropFirst())"
}
