// The reliability diagram: accuracy against confidence, and below it how many predictions have which
// confidence.

import ChaffinchCorpus

/// The plot of a reliability diagram.
struct ReliabilityPicture {
  private let diagram: ReliabilityDiagram
  private let frame = PlotFrame(bottom: 230)

  init(_ diagram: ReliabilityDiagram) {
    self.diagram = diagram
  }

  /// The picture.
  var markup: EscapedMarkup {
    var content = frame.axes("confidence", "accuracy")
    content += """
      <line class="ideal" x1="\(unit: frame.x(0))" y1="\(unit: frame.y(0))" x2="\(unit: frame.x(1))" y2="\(unit: frame.y(1))"/>

      """
    let base = frame.bottom + 106
    for bin in diagram.bins {
      guard let accuracy = bin.accuracy, let confidence = bin.confidence else { continue }
      let x = frame.x(bin.lower) + 1
      let width = frame.x(bin.upper) - frame.x(bin.lower) - 2
      let share = Double(bin.count) / Double(max(diagram.count, 1))
      let height = max(share * 50, 1)
      content += """
        <rect class="column" x="\(unit: x)" width="\(unit: width)" y="\(unit: frame.y(accuracy))" height="\(unit: frame.bottom - frame.y(accuracy))"/>
        <line class="gap" x1="\(unit: frame.x(confidence))" x2="\(unit: frame.x(confidence))" y1="\(unit: frame.y(accuracy))" y2="\(unit: frame.y(confidence))"/>
        <circle class="dot" cx="\(unit: frame.x(confidence))" cy="\(unit: frame.y(accuracy))" r="4"/>
        <rect class="amount" x="\(unit: x)" width="\(unit: width)" y="\(unit: base - height)" height="\(unit: height)"/>

        """
    }
    content += """
      <path class="axis" d="M\(unit: frame.left) \(unit: base)H\(unit: frame.right)"/>
      <text class="tick" x="\(unit: frame.left)" y="\(unit: base + 16)">share of the predictions in each bin</text>

      """
    return picture(
      "reliability", height: base + 24, title: "Reliability diagram", description: description,
      content)
  }

  private var description: String {
    let parts = diagram.bins.filter { $0.count > 0 }.map {
      "confidence \(fixed($0.confidence, 2)): \(fixed($0.accuracy, 2)) of \($0.count) right"
    }
    let list = parts.isEmpty ? "There are no predictions." : parts.joined(separator: "; ") + "."
    return "Accuracy against confidence; on the dashed line both are equal. " + list
  }
}
