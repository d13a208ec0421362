// Numbers 64-bit keys in the order in which they come first, faster than a dictionary. Knows nothing of
// what the keys are.

/// Numbers for different keys: 0 for the first, 1 for the next one, and so on.
///
/// A table of open addresses. Where keys are made to collide in it, a dictionary takes over, so the time
/// stays linear.
struct KeyNumbering {
  /// The number in each slot, from 1; 0 for none.
  private var slots: [Int32]
  private var keys: [UInt64] = []
  private let shift: UInt64
  /// The steps beyond a key's own slot that are left.
  private var patience: Int
  private var overflow: [UInt64: Int32]?

  /// How many different keys there were.
  var count: Int { keys.count }

  /// Nothing numbered yet.
  ///
  /// - Parameter limit: how many keys there are at most.
  init(limit: Int) {
    let bits = Int.bitWidth - max(2 * limit, 8).leadingZeroBitCount
    slots = Array(repeating: 0, count: 1 << bits)
    keys.reserveCapacity(limit)
    shift = UInt64(64 - bits)
    patience = 8 * limit + 64
  }

  /// The number of `key`, a new one where it comes first.
  mutating func number(of key: UInt64) -> Int32 {
    if overflow != nil { return overflowNumber(of: key) }
    let last = slots.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> shift)
    while patience > 0, slots[slot] != 0 {
      let number = slots[slot] &- 1
      if keys[Int(number)] == key { return number }
      slot = (slot &+ 1) & last
      patience -= 1
    }
    // Found keys take steps, too; and more than the limit would fill the table.
    guard patience > 0, 2 * keys.count < last else {
      overflow = Dictionary(
        uniqueKeysWithValues: zip(keys, (0..<keys.count).map { Int32(truncatingIfNeeded: $0) }))
      return overflowNumber(of: key)
    }
    keys.append(key)
    slots[slot] = Int32(truncatingIfNeeded: keys.count)
    return slots[slot] &- 1
  }

  private mutating func overflowNumber(of key: UInt64) -> Int32 {
    let next = Int32(truncatingIfNeeded: keys.count)
    let number = overflow?[key, default: next] ?? next
    if number == next {
      overflow?[key] = next
      keys.append(key)
    }
    return number
  }
}
