// What a labelling session says at its end. Counts the session's own articles only.

/// The counts of a session.
struct LabellingSummary {
  /// One line.
  let text: String

  /// The summary of a session that wrote into `output`.
  init(_ session: LabellingSession, output: String) {
    let saved = session.count(.saved)
    let left = session.statuses.count - saved
    var text = "labelled \(saved) article\(saved == 1 ? "" : "s") into \(output)"
    if left > 0 { text += "; \(left) left, which the same command goes on with" }
    self.text = text
  }
}
