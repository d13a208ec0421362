// Numbers as reports print them: a fixed number of decimals, the same on every system. Undefined ones are
// a dash. Signs, percentages and intervals are each report's own.

/// `value` with `decimals` digits behind the point, rounded to nearest; a dash where it is undefined.
///
/// - Precondition: `value` times ten to the power of `decimals` fits an `Int`.
package func fixed(_ value: Double?, _ decimals: Int) -> String {
  guard let value, value.isFinite else { return "–" }
  var unit = 1
  for _ in 0..<decimals { unit *= 10 }
  let steps = Int((abs(value) * Double(unit)).rounded())
  let sign = value < 0 && steps > 0 ? "-" : ""
  let fraction = decimals == 0 ? "" : "." + String(unit + steps % unit).dropFirst()
  return "\(sign)\(steps / unit)\(fraction)"
}
