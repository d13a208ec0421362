// The frame of a plot in SVG: axes with ticks, grid and titles, and where values lie in it. Draws no data.

import ChaffinchCorpus

/// A plot area of two linear axes. Lengths are units of the picture's `viewBox`, which is 400 wide; text is
/// 14 high, so that it can be read when the picture is as narrow as a phone.
struct PlotFrame {
  /// The range of the horizontal axis.
  let horizontal: ClosedRange<Double>
  /// The range of the vertical axis.
  let vertical: ClosedRange<Double>
  /// The left and right edge of the area.
  let left = 54.0
  let right = 388.0
  /// The upper and lower edge of the area.
  let top = 12.0
  let bottom: Double

  /// A frame; both axes run from 0 to 1 unless said otherwise.
  init(
    horizontal: ClosedRange<Double> = 0...1, vertical: ClosedRange<Double> = 0...1,
    bottom: Double = 290
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.bottom = bottom
  }

  /// Where a value of the horizontal axis lies.
  func x(_ value: Double) -> Double {
    left + (value - horizontal.lowerBound) / (horizontal.upperBound - horizontal.lowerBound)
      * (right - left)
  }

  /// Where a value of the vertical axis lies.
  func y(_ value: Double) -> Double {
    bottom - (value - vertical.lowerBound) / (vertical.upperBound - vertical.lowerBound)
      * (bottom - top)
  }

  /// Grid lines, tick labels every fifth of the range, and titles.
  func axes(_ horizontalTitle: String, _ verticalTitle: String) -> EscapedMarkup {
    var markup: EscapedMarkup = ""
    for step in 0...5 {
      let share = Double(step) / 5
      let valueX =
        horizontal.lowerBound + share * (horizontal.upperBound - horizontal.lowerBound)
      let valueY = vertical.lowerBound + share * (vertical.upperBound - vertical.lowerBound)
      markup += """
        <line class="grid" x1="\(unit: x(valueX))" x2="\(unit: x(valueX))" y1="\(unit: top)" y2="\(unit: bottom)"/>
        <line class="grid" x1="\(unit: left)" x2="\(unit: right)" y1="\(unit: y(valueY))" y2="\(unit: y(valueY))"/>
        <text class="tick" x="\(unit: x(valueX))" y="\(unit: bottom + 16)" text-anchor="middle">\(fixed(valueX, 1))</text>
        <text class="tick" x="\(unit: left - 7)" y="\(unit: y(valueY) + 4)" text-anchor="end">\(fixed(valueY, 1))</text>

        """
    }
    let middle = (top + bottom) / 2
    markup += """
      <path class="axis" d="M\(unit: left) \(unit: top)V\(unit: bottom)H\(unit: right)"/>
      <text class="title" x="\(unit: (left + right) / 2)" y="\(unit: bottom + 36)" text-anchor="middle">\(horizontalTitle)</text>
      <text class="title" transform="translate(12 \(unit: middle)) rotate(-90)" text-anchor="middle">\(verticalTitle)</text>

      """
    return markup
  }
}

/// A picture with its text alternative: a title and a description that screen readers say. `id` is the
/// picture's own.
func picture(
  _ id: String, height: Double, title: String, description: String, _ content: EscapedMarkup
) -> EscapedMarkup {
  """
  <svg viewBox="0 0 400 \(unit: height)" role="img" aria-labelledby="\(id)-title \(id)-desc">
  <title id="\(id)-title">\(title)</title>
  <desc id="\(id)-desc">\(description)</desc>
  \(content)</svg>

  """
}

extension EscapedMarkup.StringInterpolation {
  /// A length or a place in a picture, with one decimal.
  mutating func appendInterpolation(unit value: Double) { appendInterpolation(fixed(value, 1)) }
}
