// Writes tagged articles: as a listing for people or as TSV. JSON is in `PageWriter`.

import Chaffinch

/// Writes tagged articles.
struct TaggedArticleWriter {
  let format: Tag.OutputFormat
  /// Whether the listing is coloured.
  let usesColour: Bool
  /// The width that the listing's texts are cut to; 0 for no limit.
  let columns: Int
  private let pageWriter = PageWriter()

  init(format: Tag.OutputFormat, usesColour: Bool, columns: Int) {
    self.format = format
    self.usesColour = usesColour
    self.columns = columns
  }

  /// Appends an input's articles with their predictions, under its name if one is given.
  func append(_ input: CleanedInput, file: String?, to output: inout [UInt8]) {
    if let file { appendName(file, to: &output) }
    switch format {
    case .jsonl:
      for item in input.items { pageWriter.append(item, file: file, to: &output) }
    case .listing:
      for item in input.items {
        if item.number != nil { appendHeading(item.title ?? item.id ?? "item", to: &output) }
        appendListing(item.sections.flatMap(\.article.decisions), to: &output)
        if let verdict = item.verdict {
          output.append(contentsOf: "verdict: \(verdict)\n".utf8)
        }
      }
    case .tsv:
      for item in input.items {
        if let id = item.id { appendComment("id", id, to: &output) }
        appendTSV(item.sections.flatMap(\.article.decisions), to: &output)
      }
    // Rows beside records are `JSONLinesAnnotator`'s.
    case .attributes: break
    }
  }

  /// Appends a line with a file's name, in the forms that have one.
  func appendName(_ file: String, to output: inout [UInt8]) {
    switch format {
    case .jsonl, .attributes: break
    case .listing: appendHeading(file, to: &output)
    case .tsv: appendComment("file", file, to: &output)
    }
  }

  /// A line that corpora read as what is known of the next article.
  private func appendComment(_ key: String, _ value: String, to output: inout [UInt8]) {
    output.append(contentsOf: "# \(key): ".utf8)
    for byte in value.utf8 { output.append(byte < 0x20 ? 0x20 : byte) }
    output.append(0x0A)
  }

  private func appendTSV(_ decisions: [CleanedArticle.Decision], to output: inout [UInt8]) {
    for decision in decisions {
      output.append(contentsOf: decision.prediction.label.name.utf8)
      output.append(0x09)
      output.append(contentsOf: fourDecimals(decision.prediction.probability).utf8)
      output.append(0x09)
      for byte in decision.paragraph.text.utf8 { output.append(byte < 0x20 ? 0x20 : byte) }
      output.append(0x0A)
    }
    output.append(0x0A)
  }

  private func appendHeading(_ title: String, to output: inout [UInt8]) {
    let line = cut(printable(title), to: columns)
    output.append(contentsOf: (usesColour ? "\u{1B}[1m\(line)\u{1B}[0m\n" : "\(line)\n").utf8)
  }

  private func cut(_ text: String, to columns: Int) -> String {
    columns > 0 && text.count > columns ? text.prefix(columns - 1) + "…" : text
  }

  private func appendListing(_ decisions: [CleanedArticle.Decision], to output: inout [UInt8]) {
    for decision in decisions {
      let prediction = decision.prediction
      let name = prediction.label.name + (prediction.isPaywall ? "*" : "")
      let label = name + String(repeating: " ", count: max(9 - name.count, 0))
      let percent = String(Int((prediction.probability * 100).rounded()))
      let share = String(repeating: " ", count: 3 - percent.count) + percent + "%"
      // Control characters in the text must not reach the terminal.
      let text = cut(
        printable(decision.paragraph.text), to: columns == 0 ? 0 : max(columns - 16, 20))
      let line =
        usesColour
        ? "\u{1B}[\(prediction.label.colour)m\(label)\u{1B}[0m \u{1B}[2m\(share)\u{1B}[0m  \(text)"
        : "\(label) \(share)  \(text)"
      output.append(contentsOf: line.utf8)
      output.append(0x0A)
    }
    if decisions.contains(where: { $0.prediction.isPaywall }) {
      output.append(contentsOf: "* asks the reader to pay, join or identify\n".utf8)
    }
  }
}

extension ParagraphLabel {
  /// The number of the label's colour on a terminal.
  var colour: Int {
    switch self {
    case .content: 32
    case .caption: 36
    case .promo: 31
    case .byline: 33
    }
  }
}
