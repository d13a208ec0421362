// A line on the terminal that says how far long work is. Silent elsewhere and for short work.

/// A progress line on standard error.
struct ProgressLine {
  private let isShown = System.isTerminal(2)
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var isOnScreen = false

  init() {
    start = clock.now
    last = start
  }

  /// Seconds since the work began.
  var seconds: Double {
    let parts = (clock.now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  /// Shows `text`, at most eight times a second and not in the first second.
  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = clock.now
    guard now - start > .seconds(1), now - last > .milliseconds(125) else { return }
    last = now
    isOnScreen = true
    let width = max(System.columns(of: 2) - 1, 10)
    StandardError.write("\r\u{1B}[K" + String(text().prefix(width)))
  }

  /// Removes the line.
  mutating func clear() {
    if isOnScreen { StandardError.write("\r\u{1B}[K") }
    isOnScreen = false
  }
}
