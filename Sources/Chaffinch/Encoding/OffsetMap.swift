// Says where each decoded byte came from in the layer below, so that ranges of decoded text can be
// given as ranges of the input. Knows nothing of encodings; composition stands in its own file.

/// A monotonic map from decoded bytes to source bytes, kept as runs of units of equal shape.
///
/// A *unit* is the smallest piece that maps to anything: some decoded bytes that together came from
/// some source bytes (`é` in windows-1252: two from one). One-to-one text is units of one byte.
/// Neighbouring units of the same shape share one run of 16 bytes, so ASCII, Cyrillic from a
/// single-byte encoding and Japanese from a double-byte one cost a run a word at most.
///
/// Sources must be appended in ascending order. Offsets reach to 1 TiB, units to 16 MiB. Nothing
/// here traps: positions outside count as the nearest inside.
public struct OffsetMap: Sendable, Equatable {
  /// Units of one shape, one after the other in the decoded bytes and in the source.
  ///
  /// Two words, since a text has many runs: an offset of 40 bits above a unit's length of 24 bits.
  struct Run: Sendable, Equatable {
    private let decoded: UInt64
    private let source: UInt64

    @inline(__always)
    init(decodedStart: Int, sourceStart: Int, decodedUnit: UInt64, sourceUnit: UInt64) {
      decoded = UInt64(truncatingIfNeeded: decodedStart) << 24 | decodedUnit
      source = UInt64(truncatingIfNeeded: sourceStart) << 24 | sourceUnit
    }

    /// Where the first unit begins in the decoded bytes; the next run's start is the end.
    var decodedStart: Int { Int(decoded >> 24) }
    /// Where the first unit begins in the source.
    var sourceStart: Int { Int(source >> 24) }
    /// Decoded bytes a unit, at least 1.
    var decodedUnit: UInt64 { decoded & 0xFF_FFFF }
    /// Source bytes a unit; 0 for bytes that came from nothing.
    var sourceUnit: UInt64 { source & 0xFF_FFFF }

    /// The index of the unit that holds decoded byte `position`, counted in this run.
    @inline(__always)
    func unit(at position: Int) -> Int {
      let offset = position - decodedStart
      return decodedUnit == 1 ? offset : offset / Int(decodedUnit)
    }

    /// Where the unit with index `unit` begins in the source.
    @inline(__always)
    func source(ofUnit unit: Int) -> Int { sourceStart + unit * Int(sourceUnit) }
  }

  /// Decoded bytes are the source bytes; no storage.
  public static let identity = OffsetMap(isIdentity: true)

  /// Whether decoded bytes are the source bytes.
  public let isIdentity: Bool
  /// Runs in ascending order, without gaps in the decoded bytes.
  private(set) var runs: [Run] = []
  /// How many decoded bytes were appended; 0 in the identity, which has no end.
  private(set) var decodedCount = 0

  /// An empty map to append to.
  public init() { self.init(isIdentity: false) }

  private init(isIdentity: Bool) { self.isIdentity = isIdentity }

  /// A map of finished runs, each of another shape than the one before or apart from it.
  init(runs: [Run], decodedCount: Int) {
    isIdentity = false
    self.runs = runs
    self.decodedCount = decodedCount
  }

  /// Says that the next `count` decoded bytes came from `source`.
  ///
  /// Equal counts map one to one and merge with a one-to-one run that they adjoin in the source;
  /// others are one unit, any position inside which maps to the unit's bounds. Nothing is stored
  /// for a count of 0, source bytes that decode to nothing. Has no effect on the identity. Amortized
  /// constant time.
  public mutating func append(_ count: Int, from source: Range<Int>) {
    if count == source.count {
      append(units: count, decoded: 1, source: 1, at: source.lowerBound)
    } else {
      append(units: 1, decoded: count, source: source.count, at: source.lowerBound)
    }
  }

  /// Appends `units` units of the same shape, the first of them from source byte `start`.
  @inline(__always)
  mutating func append(units: Int, decoded: Int, source: Int, at start: Int) {
    guard units > 0, decoded > 0, !isIdentity else { return }
    defer { decodedCount += units * decoded }
    let decodedUnit = UInt64(min(decoded, 0xFF_FFFF))
    let sourceUnit = UInt64(min(max(source, 0), 0xFF_FFFF))
    if let last = runs.last, last.decodedUnit == decodedUnit, last.sourceUnit == sourceUnit,
      last.source(ofUnit: last.unit(at: decodedCount)) == start
    {
      return
    }
    runs.append(
      Run(
        decodedStart: decodedCount, sourceStart: start, decodedUnit: decodedUnit,
        sourceUnit: sourceUnit))
  }

  /// The source bytes of the decoded bytes `range`: from the start of the first byte's unit to the
  /// end of the last byte's unit, with what lay between them and decoded to nothing.
  ///
  /// An empty range maps to an empty range: at the start of the unit at that position, or behind the
  /// last unit. Logarithmic in the number of runs.
  public func source(_ range: Range<Int>) -> Range<Int> {
    if isIdentity { return range }
    let first = max(range.lowerBound, 0)
    guard first < decodedCount, let firstRun = run(at: first) else {
      let end = sourceEnd
      return end..<end
    }
    let lower = firstRun.source(ofUnit: firstRun.unit(at: first))
    let last = min(range.upperBound, decodedCount) - 1
    guard last >= first, let lastRun = run(at: last) else { return lower..<lower }
    return lower..<max(lower, lastRun.source(ofUnit: lastRun.unit(at: last) + 1))
  }

  /// Where the last unit ends in the source; 0 when there is none.
  private var sourceEnd: Int {
    guard let last = runs.last else { return 0 }
    return last.source(ofUnit: last.unit(at: decodedCount))
  }

  /// The run that holds decoded byte `position`.
  private func run(at position: Int) -> Run? {
    let index = runIndex(at: position)
    return runs.indices.contains(index) ? runs[index] : nil
  }

  /// The index of the run that holds decoded byte `position`, by binary search.
  func runIndex(at position: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].decodedStart <= position { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Where the run with index `index` ends in the decoded bytes.
  func decodedEnd(ofRun index: Int) -> Int {
    index + 1 < runs.count ? runs[index + 1].decodedStart : decodedCount
  }
}
