// Where ISO-2022-JP switches between sets, so that text can be cut out without changing what the rest
// means. Other encodings have no such state.

/// The escape sequences of ISO-2022-JP text.
struct EscapeSequences {
  /// Where each begins, and the set that it switches to, as its last two bytes.
  private let places: [(start: Int, set: UInt16)]
  private static let length = 3
  private static let ascii: UInt16 = 0x2842

  /// The escape sequences in `bytes`.
  ///
  /// - Complexity: O(bytes).
  init(in bytes: [UInt8]) {
    var places: [(start: Int, set: UInt16)] = []
    let span = bytes.span
    var index = 0
    while index + 2 < span.count {
      let set = UInt16(span[index + 1]) << 8 | UInt16(span[index + 2])
      if span[index] == 0x1B, [0x2842, 0x284A, 0x2849, 0x2440, 0x2442].contains(set) {
        places.append((index, set))
        index += Self.length
      } else {
        index += 1
      }
    }
    self.places = places
  }

  /// Widens cuts by the sequences beside them, so that the text behind each is read as before and no
  /// two sequences are left side by side, which would be malformed.
  ///
  /// - Parameter cuts: in order, apart, at characters' borders; they stay so.
  func balancing(_ cuts: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for cut in cuts {
      let first = countBefore(cut.lowerBound)
      let last = countBefore(cut.upperBound)
      let opens = first > 0 && places[first - 1].start + Self.length == cut.lowerBound
      let closes = last < places.count && places[last].start == cut.upperBound
      // The sets in front of and behind the cut, and those beyond the sequences beside it.
      let (front, back) = (set(after: first), set(after: last))
      let outerFront = opens ? set(after: first - 1) : front
      let outerBack = closes ? set(after: last + 1) : back
      let start = opens ? cut.lowerBound - Self.length : cut.lowerBound
      let end = closes ? cut.upperBound + Self.length : cut.upperBound
      var balanced = cut
      if opens, closes, outerFront == outerBack {
        balanced = start..<end
      } else if front == back {
        balanced = cut
      } else if outerFront == back {
        balanced = start..<cut.upperBound
      } else if front == outerBack {
        balanced = cut.lowerBound..<end
      }
      // A sequence between two cuts goes once.
      if let previous = result.last?.upperBound, previous > balanced.lowerBound {
        balanced = previous..<max(previous, balanced.upperBound)
      }
      result.append(balanced)
    }
    return result
  }

  /// The set behind the first `count` sequences.
  private func set(after count: Int) -> UInt16 { count > 0 ? places[count - 1].set : Self.ascii }

  /// How many sequences begin in front of `position`.
  private func countBefore(_ position: Int) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].start < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
