// Counts what was read and decided, record by record. Measures no time and no files.

/// Records, their bytes, and their paragraphs by label.
public struct RecordCounts: Sendable, Equatable {
  /// Records with an article; blank lines are none.
  public private(set) var records = 0
  /// The records' bytes, without line ends.
  public private(set) var bytes = 0
  private var labels = SIMD4<Int>.zero

  /// Nothing counted.
  public init() {}

  /// One record of so many bytes with these predictions.
  init(bytes: Int, _ predictions: some Sequence<Prediction>) {
    records = 1
    self.bytes = bytes
    for prediction in predictions { labels[Int(prediction.label.rawValue)] += 1 }
  }

  /// Paragraphs of all labels.
  public var paragraphs: Int { labels.wrappedSum() }

  /// Paragraphs with a label.
  public func paragraphs(_ label: ParagraphLabel) -> Int { labels[Int(label.rawValue)] }

  /// Adds what was counted elsewhere.
  public static func += (total: inout RecordCounts, more: RecordCounts) {
    total.records += more.records
    total.bytes += more.bytes
    total.labels &+= more.labels
  }
}
