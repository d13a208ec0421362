// Whether probabilities mean what they say: how often predictions of each confidence are right. Draws
// nothing, and the mean of the gaps is `CalibrationError`'s.

/// Confidence against accuracy in bins of equal width, as ``Evaluation/calibrationError`` sums them up
/// (Guo et al., "On Calibration of Modern Neural Networks", 2017).
public struct ReliabilityDiagram: Sendable, Equatable {
  /// The predictions whose confidence lies in a range.
  public struct Bin: Sendable, Equatable {
    /// The range's lower end, which belongs to it.
    public let lower: Double
    /// The range's upper end, which belongs to the next bin; the last bin has it.
    public let upper: Double
    /// How many predictions there are.
    public let count: Int
    /// Their mean confidence, in 0…1; `nil` without any.
    public let confidence: Double?
    /// The share of them that are right, in 0…1; `nil` without any.
    public let accuracy: Double?
  }

  /// The bins from 0 to 1.
  public let bins: [Bin]

  /// The predictions in all bins.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }

  init(_ bins: [Bin]) {
    self.bins = bins
  }
}

extension Evaluation {
  /// The reliability of the predictions that were scored.
  public var reliability: ReliabilityDiagram { calibration.diagram }
}
