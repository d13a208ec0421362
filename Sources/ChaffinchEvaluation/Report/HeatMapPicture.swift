// The confusion matrix as a picture: a cell is the darker the larger its share of its row. The numbers stand
// in the cells, so nothing depends on colour.

import Chaffinch
import ChaffinchCorpus

/// The heat map of a confusion matrix.
struct HeatMapPicture {
  private let confusion: ConfusionMatrix

  init(_ confusion: ConfusionMatrix) {
    self.confusion = confusion
  }

  /// The picture.
  var markup: EscapedMarkup {
    let labels = ParagraphLabel.allCases
    let hasUnmatched = confusion.unmatchedTotal > 0
    let columns = labels.map(\.name) + (hasUnmatched ? ["not found"] : [])
    let left = 76.0
    let top = 46.0
    let width = (396 - left) / Double(columns.count)
    let height = 58.0
    var content: EscapedMarkup = """
      <text class="title" x="\(unit: (left + 396) / 2)" y="14" text-anchor="middle">predicted</text>
      <text class="title" transform="translate(12 \(unit: top + 2 * height)) rotate(-90)" text-anchor="middle">true</text>

      """
    for (column, name) in columns.enumerated() {
      content += """
        <text class="tick" x="\(unit: left + (Double(column) + 0.5) * width)" y="\(unit: top - 10)" text-anchor="middle">\(name)</text>

        """
    }
    for (row, truth) in labels.enumerated() {
      let y = top + Double(row) * height
      let counts =
        labels.map { confusion[truth: truth, predicted: $0] }
        + (hasUnmatched ? [confusion.unmatched(of: truth)] : [])
      content += """
        <text class="tick" x="\(unit: left - 8)" y="\(unit: y + height / 2 + 4)" text-anchor="end">\(truth.name)</text>

        """
      for (column, count) in counts.enumerated() {
        let support = confusion.support(of: truth)
        let share = support == 0 ? nil : Double(count) / Double(support)
        content += cell(
          count, share, isRight: column == row, at: (left + Double(column) * width, y),
          size: (width, height))
      }
    }
    return picture(
      "heat-map", height: top + 4 * height + 4, title: "Confusion matrix",
      description: description, content)
  }

  private func cell(
    _ count: Int, _ share: Double?, isRight: Bool, at place: (x: Double, y: Double),
    size: (width: Double, height: Double)
  ) -> EscapedMarkup {
    // Not darker than numbers of one colour can be read on, in both colour schemes.
    let strength = 0.55 * (share ?? 0)
    let middle = place.x + size.width / 2
    return """
      <g class="cell\(isRight ? " right" : "")">
      <rect class="ground" x="\(unit: place.x + 1.5)" y="\(unit: place.y + 1.5)" width="\(unit: size.width - 3)" height="\(unit: size.height - 3)" rx="4"/>
      <rect class="heat" x="\(unit: place.x + 1.5)" y="\(unit: place.y + 1.5)" width="\(unit: size.width - 3)" height="\(unit: size.height - 3)" rx="4" fill-opacity="\(fixed(strength, 3))"/>
      <text class="count" x="\(unit: middle)" y="\(unit: place.y + size.height / 2 + 1)" text-anchor="middle">\(count)</text>
      <text class="share" x="\(unit: middle)" y="\(unit: place.y + size.height / 2 + 17)" text-anchor="middle">\(percent(share))</text>
      </g>

      """
  }

  private var description: String {
    let rows = ParagraphLabel.allCases.map { truth in
      let said = ParagraphLabel.allCases.map {
        "\(confusion[truth: truth, predicted: $0]) as \($0.name)"
      }
      return "Of \(confusion.support(of: truth)) \(truth.name) paragraphs, "
        + said.joined(separator: ", ") + "."
    }
    return rows.joined(separator: " ") + " The same numbers are in the table below."
  }
}
