// Writes one tagged article: as a listing for people, as JSON or as TSV.

import Chaffinch

/// Writes tagged articles.
struct TaggedArticleWriter {
  let format: Tag.OutputFormat
  /// Whether the listing is coloured.
  let usesColour: Bool
  /// The width that the listing's texts are cut to; 0 for no limit.
  let columns: Int

  /// Appends an article with its predictions.
  func append(_ article: Article, _ predictions: [Prediction], to output: inout [UInt8]) {
    switch format {
    case .listing: appendListing(article, predictions, to: &output)
    case .jsonl: appendJSONObject(article, predictions, to: &output)
    case .tsv: appendTSV(article, predictions, to: &output)
    }
  }

  private func appendJSONObject(
    _ article: Article, _ predictions: [Prediction], to output: inout [UInt8]
  ) {
    let writer = PredictionWriter()
    output.append(contentsOf: #"{"paragraphs":["#.utf8)
    for (index, (paragraph, prediction)) in zip(article.paragraphs, predictions).enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: #"{"text":"#.utf8)
      appendJSON(paragraph.text, to: &output)
      if let range = paragraph.byteRange {
        output.append(
          contentsOf: #","byteRange":[\#(range.lowerBound),\#(range.upperBound)]"#.utf8)
      }
      output.append(contentsOf: #","prediction":"#.utf8)
      writer.append(prediction, to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(contentsOf: "]}\n".utf8)
  }

  private func appendTSV(_ article: Article, _ predictions: [Prediction], to output: inout [UInt8])
  {
    for (paragraph, prediction) in zip(article.paragraphs, predictions) {
      output.append(contentsOf: prediction.label.name.utf8)
      output.append(0x09)
      output.append(contentsOf: Self.decimals(prediction.probability, 4).utf8)
      output.append(0x09)
      for byte in paragraph.text.utf8 { output.append(byte < 0x20 ? 0x20 : byte) }
      output.append(0x0A)
    }
    output.append(0x0A)
  }

  private func appendListing(
    _ article: Article, _ predictions: [Prediction], to output: inout [UInt8]
  ) {
    for (paragraph, prediction) in zip(article.paragraphs, predictions) {
      let isAppeal = prediction.paywall >= 0.5
      let name = prediction.label.name + (isAppeal ? "*" : "")
      let label = name + String(repeating: " ", count: max(9 - name.count, 0))
      let percent = String(Int((prediction.probability * 100).rounded()))
      let share = String(repeating: " ", count: 3 - percent.count) + percent + "%"
      // Control characters in the text must not reach the terminal.
      var text = String(paragraph.text.map { $0.asciiValue.map { $0 < 0x20 } == true ? " " : $0 })
      text.unicodeScalars.removeAll { (0x7F...0x9F).contains($0.value) }
      let room = columns == 0 ? Int.max : max(columns - 16, 20)
      if text.count > room { text = text.prefix(room - 1) + "…" }
      let line =
        usesColour
        ? "\u{1B}[\(Self.colour(prediction.label))m\(label)\u{1B}[0m \u{1B}[2m\(share)\u{1B}[0m  \(text)"
        : "\(label) \(share)  \(text)"
      output.append(contentsOf: line.utf8)
      output.append(0x0A)
    }
    if predictions.contains(where: { $0.paywall >= 0.5 }) {
      output.append(contentsOf: "* asks the reader to pay, join or identify\n".utf8)
    }
  }

  private static func colour(_ label: ParagraphLabel) -> Int {
    switch label {
    case .content: 32
    case .caption: 36
    case .promo: 31
    case .byline: 33
    }
  }

  private static func decimals(_ value: Float, _ places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let steps = Int((value * Float(scale)).rounded())
    let fraction = String(scale + steps % scale).dropFirst()
    return "\(steps / scale).\(fraction)"
  }
}
