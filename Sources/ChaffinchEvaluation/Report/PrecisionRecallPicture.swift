// The labels' precision–recall curves in one plot, told apart by dashes as well as by colour.

import Chaffinch
import ChaffinchCorpus

/// The plot of precision–recall curves.
struct PrecisionRecallPicture {
  private let curves: [PrecisionRecallCurve]
  private let frame = PlotFrame()

  init(_ curves: [PrecisionRecallCurve]) {
    self.curves = curves
  }

  /// The picture.
  var markup: EscapedMarkup {
    var content = frame.axes("recall", "precision")
    for curve in curves where !curve.points.isEmpty {
      content += """
        <path class="curve \(curve.label.name)" d="\(path(curve))"/>

        """
    }
    for (index, curve) in curves.enumerated() {
      let x = frame.left + Double(index % 2) * 174
      let y = frame.bottom + 58 + Double(index / 2) * 20
      content += """
        <path class="curve \(curve.label.name)" d="M\(unit: x) \(unit: y - 4)H\(unit: x + 30)"/>
        <text x="\(unit: x + 37)" y="\(unit: y)">\(curve.label.name) \(fixed(curve.averagePrecision, 3))</text>

        """
    }
    return picture(
      "curves", height: frame.bottom + 86, title: "Precision–recall curve of each label",
      description: description, content)
  }

  /// Steps: up to each point's recall its precision can be had.
  private func path(_ curve: PrecisionRecallCurve) -> String {
    var path = "M\(fixed(frame.x(0), 1)) \(fixed(frame.y(curve.points[0].precision), 1))"
    for (index, point) in curve.points.enumerated() {
      if index > 0 { path += "V\(fixed(frame.y(point.precision), 1))" }
      path += "H\(fixed(frame.x(point.recall), 1))"
    }
    return path
  }

  private var description: String {
    let parts = curves.map { "\($0.label.name) \(fixed($0.averagePrecision, 4))" }
    return "Precision against recall, both from 0 to 1. Average precision: "
      + parts.joined(separator: ", ") + "."
  }
}
