// Tests that keys are numbered in order, also where they collide.

import Testing

@testable import Chaffinch

@Suite("Numbers of keys")
struct KeyNumberingTests {
  private func numbers(_ keys: [UInt64], limit: Int? = nil) -> [Int32] {
    var numbering = KeyNumbering(limit: limit ?? keys.count)
    return keys.map { numbering.number(of: $0) }
  }

  @Test("Keys are numbered in the order in which they come first")
  func order() {
    #expect(numbers([7, 0, 7, 9, 0, .max]) == [0, 1, 0, 2, 1, 3])
    #expect(numbers([]).isEmpty)
  }

  @Test("The count is that of different keys")
  func count() {
    var numbering = KeyNumbering(limit: 3)
    for key: UInt64 in [5, 5, 6] { _ = numbering.number(of: key) }
    #expect(numbering.count == 2)
  }

  @Test("Keys that share a slot, and more keys than announced, are numbered all the same")
  func collisions() {
    // The inverse of the table's multiplier modulo 2^64: the products are small, the slot is the first.
    var inverse: UInt64 = 1
    for _ in 0..<6 { inverse = inverse &* (2 &- 0x9e37_79b9_7f4a_7c15 &* inverse) }
    #expect(inverse &* 0x9e37_79b9_7f4a_7c15 == 1)
    let colliding = (0..<2000).map { UInt64($0) &* inverse }
    #expect(numbers(colliding + colliding) == (0..<2).flatMap { _ in (0..<2000).map(Int32.init) })
    // Few enough to be all in the table, and the last one asked for until no step is left.
    let repeated = Array(colliding[..<80]) + Array(repeating: colliding[79], count: 2000)
    #expect(numbers(repeated) == (0..<80).map(Int32.init) + Array(repeating: 79, count: 2000))
    #expect(numbers((0..<100).map { $0 * $0 }, limit: 1) == (0..<100).map(Int32.init))
  }
}
