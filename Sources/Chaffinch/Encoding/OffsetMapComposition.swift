// Joins two layers of decoding into one map. Leaves single maps to `OffsetMap`.

extension OffsetMap {
  /// This map, then `below`: for text that was decoded twice, from this map's decoded bytes to the
  /// source of `below`.
  ///
  /// Any range whose first and last bytes came from something maps as
  /// `below.source(source(range))` does; bytes that this map has from nothing lie at the start of
  /// the unit of `below` that they stand in. Linear in the runs of both maps and in the units of
  /// this one that are not one to one.
  public func composed(with below: OffsetMap) -> OffsetMap {
    if isIdentity { return below }
    if below.isIdentity { return self }
    var joined = OffsetMap()
    for (index, run) in runs.enumerated() {
      let end = decodedEnd(ofRun: index)
      if run.decodedUnit == 1, run.sourceUnit == 1 {
        let start = run.sourceStart
        below.appendUnits(of: start..<start + end - run.decodedStart, to: &joined)
        continue
      }
      for unit in 0..<run.unit(at: end) {
        let start = run.source(ofUnit: unit)
        let source = below.source(start..<start + Int(run.sourceUnit))
        joined.append(
          units: 1, decoded: Int(run.decodedUnit), source: source.count, at: source.lowerBound)
      }
    }
    return joined
  }

  /// Appends the units that hold decoded bytes `range` to `joined`; units that it cuts keep the
  /// bytes inside `range` and their whole source.
  private func appendUnits(of range: Range<Int>, to joined: inout OffsetMap) {
    var position = range.lowerBound
    var index = runIndex(at: position)
    while position < range.upperBound, position < decodedCount, runs.indices.contains(index) {
      let run = runs[index]
      let end = min(decodedEnd(ofRun: index), range.upperBound)
      let decodedUnit = Int(run.decodedUnit)
      while position < end {
        let unit = run.unit(at: position)
        let unitEnd = run.decodedStart + (unit + 1) * decodedUnit
        let isWhole = unitEnd - position == decodedUnit && unitEnd <= end
        let units = isWhole ? (end - position) / decodedUnit : 1
        let decoded = isWhole ? decodedUnit : min(unitEnd, end) - position
        joined.append(
          units: units, decoded: decoded, source: Int(run.sourceUnit), at: run.source(ofUnit: unit))
        position += units * decoded
      }
      index += 1
    }
    // Bytes that `below` does not have came from nothing behind its end.
    let missing = max(range.upperBound - max(position, decodedCount), 0)
    let end = source(decodedCount..<decodedCount).lowerBound
    joined.append(units: missing, decoded: 1, source: 0, at: end)
  }
}
