// Differences, shares, p values and intervals as reports print them. Rounds nothing itself: `fixed` does.

import ChaffinchCorpus

/// A difference with four decimals and its sign, with a real minus; a dash where it is undefined.
func signed(_ value: Double?) -> String {
  let digits = fixed(value.map { abs($0) }, 4)
  guard let value, digits != "–" else { return "–" }
  return digits == "0.0000" ? "±0.0000" : (value < 0 ? "−" : "+") + digits
}

/// A share of one in percent, with one decimal; a dash where it is undefined.
func percent(_ value: Double?) -> String {
  value == nil ? "–" : fixed(value.map { $0 * 100 }, 1) + " %"
}

/// A p value; below 0.001 that is all it says.
func pText(_ value: Double?) -> String {
  guard let value else { return "–" }
  return value < 0.001 ? "< 0.001" : fixed(value, 3)
}

/// An interval, such as `0.81–0.84`, with minus signs that cannot be taken for the dash; a dash where it is
/// undefined.
func intervalText(_ interval: ConfidenceInterval?, decimals: Int = 4) -> String {
  guard let interval else { return "–" }
  let ends = [interval.lower, interval.upper].map { end in
    end < 0 ? "−" + fixed(-end, decimals) : fixed(end, decimals)
  }
  return ends.joined(separator: interval.lower < 0 || interval.upper < 0 ? " to " : "–")
}
