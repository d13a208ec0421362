// A sparse matrix of hashed features in two or four bytes an occurrence: what one is worth follows from its
// group. Knows no labels and no model.

import Chaffinch

/// Occurrences of features: a row a paragraph, in blocks that never change once they are made.
///
/// An occurrence in a row's first group, that of text, is worth the row's own value; one in its second
/// ``otherValue``. A feature that occurs twice stands twice: rows need no sorting, and sums over them no
/// multiplication.
public struct SparseMatrix: Sendable {
  /// What an occurrence of a shape or markup feature is worth.
  static let otherValue = LocalFeatures.shapeValue

  /// The first column whose number takes four bytes.
  static let farStart: UInt32 = 1 << 16

  /// Rows beside each other.
  struct Block: Sendable {
    /// The columns below ``farStart``, row after row, and the other ones.
    private(set) var near: [UInt16]
    private(set) var far: [UInt32]
    /// Where each row ends: text and all of it in ``near``, text and all of it in ``far``.
    private(set) var ends: [SIMD4<UInt32>]
    /// What an occurrence of a text feature is worth, row by row.
    let textValues: [Float]

    /// Extracted rows with buckets as columns in an order.
    init(_ rows: FeatureRows, _ order: FeatureOrder) {
      // Counted first, so that the arrays have no spare room: they are most of what training holds.
      let farCount = rows.buckets.count { order.columns[Int($0)] >= SparseMatrix.farStart }
      near = []
      far = []
      ends = []
      near.reserveCapacity(rows.buckets.count - farCount)
      far.reserveCapacity(farCount)
      ends.reserveCapacity(rows.ends.count)
      textValues = rows.textValues.withUnsafeBufferPointer { Array($0) }
      var start = 0
      for end in rows.ends {
        append(rows.buckets[start..<Int(end[0])], order)
        let text = (near.count, far.count)
        append(rows.buckets[Int(end[0])..<Int(end[1])], order)
        ends.append(
          SIMD4(UInt32(text.0), UInt32(near.count), UInt32(text.1), UInt32(far.count)))
        start = Int(end[1])
      }
    }

    private mutating func append(_ buckets: ArraySlice<UInt32>, _ order: FeatureOrder) {
      for bucket in buckets {
        let column = order.columns[Int(bucket)]
        if column < SparseMatrix.farStart {
          near.append(UInt16(column))
        } else {
          far.append(column)
        }
      }
    }
  }

  /// One row while it is visited.
  struct Row {
    let number: Int
    /// What an occurrence of a text feature is worth.
    let textValue: Float
    private let near: UnsafeBufferPointer<UInt16>
    private let far: UnsafeBufferPointer<UInt32>
    private let starts: SIMD4<UInt32>
    private let ends: SIMD4<UInt32>

    @inline(__always)
    fileprivate init(
      _ number: Int, _ textValue: Float, _ near: UnsafeBufferPointer<UInt16>,
      _ far: UnsafeBufferPointer<UInt32>, _ starts: SIMD4<UInt32>, _ ends: SIMD4<UInt32>
    ) {
      self.number = number
      self.textValue = textValue
      self.near = near
      self.far = far
      self.starts = starts
      self.ends = ends
    }

    /// The number of occurrences of text features.
    var textCount: Int { Int(ends[0] &- starts[1]) &+ Int(ends[2] &- starts[3]) }
    /// The number of the others.
    var otherCount: Int { Int(ends[1] &- ends[0]) &+ Int(ends[3] &- ends[2]) }

    /// Visits the columns of the text features.
    @inline(__always)
    func forEachText(_ body: (Int) -> Void) {
      for place in Int(starts[1])..<Int(ends[0]) { body(Int(near[place])) }
      for place in Int(starts[3])..<Int(ends[2]) { body(Int(far[place])) }
    }

    /// Visits the columns of the others.
    @inline(__always)
    func forEachOther(_ body: (Int) -> Void) {
      for place in Int(ends[0])..<Int(ends[1]) { body(Int(near[place])) }
      for place in Int(ends[2])..<Int(ends[3]) { body(Int(far[place])) }
    }
  }

  private(set) var blocks: [Block] = []
  /// The first row of each block, and behind them the number of rows.
  private var firstRows = [0]

  /// A matrix of blocks.
  init(_ blocks: [Block] = []) {
    for block in blocks { append(block) }
  }

  /// Adds the rows of a block.
  mutating func append(_ block: Block) {
    guard !block.ends.isEmpty else { return }
    blocks.append(block)
    firstRows.append(rowCount + block.ends.count)
  }

  /// The number of rows.
  public var rowCount: Int { firstRows[firstRows.count - 1] }

  /// The number of occurrences.
  var entryCount: Int { blocks.reduce(0) { $0 + $1.near.count + $1.far.count } }

  /// Visits the rows in a range, in order.
  ///
  /// The innermost loops of training run over what it hands out: pointers into a block, because a check
  /// at every occurrence takes as long as the work. They are valid during the call alone.
  @inline(__always)
  func forEachRow(in range: Range<Int>, _ body: (Row) -> Void) {
    guard !range.isEmpty else { return }
    var index = firstRows.firstIndex(above: range.lowerBound) - 1
    var row = range.lowerBound
    while row < range.upperBound {
      let block = blocks[index]
      let first = firstRows[index]
      let end = min(range.upperBound, firstRows[index + 1])
      block.near.withUnsafeBufferPointer { near in
        block.far.withUnsafeBufferPointer { far in
          var starts = row == first ? .zero : block.ends[row - first - 1]
          for number in row..<end {
            let ends = block.ends[number - first]
            body(Row(number, block.textValues[number - first], near, far, starts, ends))
            starts = ends
          }
        }
      }
      row = end
      index += 1
    }
  }
}

extension [Int] {
  /// The first index in an ascending array whose element is greater than a number.
  fileprivate func firstIndex(above number: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
