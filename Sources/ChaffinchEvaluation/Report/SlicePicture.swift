// Macro-F1 of the parts of a corpus, one below the other with their intervals, against the whole corpus.

import ChaffinchCorpus

/// A plot of slices of one kind.
struct SlicePicture {
  /// Rows that a picture has at most; the table beside it has all.
  static let limit = 30

  private let kind: Slice.Kind
  private let slices: [Slice]
  private let whole: Double?

  init(_ kind: Slice.Kind, _ slices: [Slice], whole: Double?) {
    self.kind = kind
    self.slices = Array(slices.prefix(Self.limit))
    self.whole = whole
  }

  /// The picture.
  var markup: EscapedMarkup {
    let left = 128.0
    let right = 384.0
    let rowHeight = 26.0
    let bottom = 16 + rowHeight * Double(slices.count)
    let ends = slices.flatMap {
      [$0.evaluation.confusion.macroF1, $0.interval?.lower].compactMap(\.self)
    }
    // From a tenth below the least value, so that differences can be seen.
    let least = max((min(ends.min() ?? 0, whole ?? 1) * 10).rounded(.down) / 10, 0)
    let lower = min(least, 0.9)
    func x(_ value: Double) -> Double {
      left + (max(value, lower) - lower) / (1 - lower) * (right - left)
    }
    var content: EscapedMarkup = ""
    let tenths = Int(((1 - lower) * 10).rounded())
    let stride = tenths > 5 ? 2 : 1
    for tenth in 0...tenths where (tenths - tenth) % stride == 0 {
      let value = lower + Double(tenth) / 10
      content += """
        <line class="grid" x1="\(unit: x(value))" x2="\(unit: x(value))" y1="8" y2="\(unit: bottom)"/>
        <text class="tick" x="\(unit: x(value))" y="\(unit: bottom + 16)" text-anchor="middle">\(fixed(value, 1))</text>

        """
    }
    if let whole {
      content += """
        <line class="ideal" x1="\(unit: x(whole))" x2="\(unit: x(whole))" y1="8" y2="\(unit: bottom)"/>

        """
    }
    for (row, slice) in slices.enumerated() {
      let y = 16 + rowHeight * (Double(row) + 0.5)
      content += """
        <text class="name" x="\(unit: left - 10)" y="\(unit: y + 4)" text-anchor="end">\(slice.shortTitle.clipped(to: 15))</text>

        """
      if let interval = slice.interval {
        content += """
          <line class="whisker" x1="\(unit: x(interval.lower))" x2="\(unit: x(interval.upper))" y1="\(unit: y)" y2="\(unit: y)"/>

          """
      }
      if let value = slice.evaluation.confusion.macroF1 {
        content += """
          <circle class="dot" cx="\(unit: x(value))" cy="\(unit: y)" r="4.5"/>

          """
      }
    }
    content += """
      <text class="title" x="\(unit: (left + right) / 2)" y="\(unit: bottom + 36)" text-anchor="middle">macro-F1</text>

      """
    return picture(
      "slices-\(kind.rawValue)", height: bottom + 44, title: "Macro-F1 by \(kind.title)",
      description: description, content)
  }

  private var description: String {
    let parts = slices.map { slice in
      "\(slice.title): \(fixed(slice.evaluation.confusion.macroF1, 3))"
        + (slice.interval.map { " (\(intervalText($0, decimals: 3)))" } ?? "")
    }
    return "Dots are scores, lines their 95 % intervals, the dashed line is the whole corpus with "
      + "\(fixed(whole, 3)). " + parts.joined(separator: "; ") + "."
  }
}
