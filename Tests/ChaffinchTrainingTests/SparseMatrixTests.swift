// Tests the rows of features: their order, how they are numbered in two or four bytes, visited and counted.

import Chaffinch
import Testing

@testable import ChaffinchTraining

@Suite struct SparseMatrixTests {
  private let table = FeatureTable(bits: 18)

  /// Three rows: text 1 2 at 0.5 and other 7; nothing; text 2 at 1.
  private func rows() -> FeatureRows {
    var rows = FeatureRows()
    rows.buckets = [1, 2, 7]
    rows.endRow(textEnd: 2, textValue: 0.5)
    rows.endRow(textEnd: 3, textValue: 0)
    rows.buckets.append(2)
    rows.endRow(textEnd: 4, textValue: 1)
    return rows
  }

  private func matrix(_ parts: [FeatureRows]) -> SparseMatrix {
    let order = FeatureOrder(parts, table: table)
    return SparseMatrix(parts.map { SparseMatrix.Block($0, order) })
  }

  @Test("Shape and markup features are worth the same")
  func otherValue() {
    #expect(LocalFeatures.shapeValue == LocalFeatures.markupValue)
    #expect(SparseMatrix.otherValue == LocalFeatures.markupValue)
  }

  @Test("The most frequent bucket is the first column, the lower one of equals")
  func order() {
    let order = FeatureOrder([rows(), rows()], table: table)
    #expect(order.buckets == [2, 1, 7])
    #expect(order.columns[2] == 0 && order.columns[1] == 1 && order.columns[7] == 2)
    #expect(order.countedColumns == 3)
    let all = FeatureOrder([rows()], table: FeatureTable(bits: 8), includesAbsent: true)
    #expect(all.countedColumns == 3)
    #expect(all.buckets.count == 256)
    #expect(Array(all.buckets.prefix(6)) == [2, 1, 7, 0, 3, 4])
    #expect(all.columns[255] == 255)
  }

  @Test("Buckets of rows that do not count come behind the others and change nothing for them")
  func uncounted() {
    // Only the third row counts, with bucket 2; 1 and 7 occur in the first alone.
    let order = FeatureOrder([rows()], table: table) { $0 == 2 }
    #expect(order.buckets == [2, 1, 7])
    #expect(order.countedColumns == 1)
    let first = FeatureOrder([rows(), rows()], table: table) { $0 == 0 }
    #expect(first.buckets == [1, 2, 7] && first.countedColumns == 3)
  }

  @Test("Rows come with their groups and values, the empty row included")
  func visited() {
    let matrix = matrix([rows()])
    #expect(matrix.rowCount == 3 && matrix.entryCount == 4)
    #expect(
      matrix.visited == [
        .init(text: [1, 0], other: [2], textValue: 0.5), .init(),
        .init(text: [0], textValue: 1),
      ])
  }

  @Test("Columns of four bytes come behind those of two, each group by itself")
  func far() {
    // Buckets 0 to 69,999 in one row, once more than all others those below 65,536: columns are buckets.
    var rows = FeatureRows()
    rows.buckets = Array(0..<70_000) + Array(0..<65_536)
    rows.endRow(textEnd: rows.buckets.count, textValue: 1)
    rows.buckets += [65_536, 3, 69_999, 4, 65_535, 65_537]
    rows.endRow(textEnd: rows.buckets.count - 3, textValue: 0.5)
    let matrix = matrix([rows])
    var counts: [Int] = []
    matrix.forEachRow(in: 0..<2) { counts += [$0.textCount, $0.otherCount] }
    #expect(counts == [135_536, 0, 3, 3])
    let order = FeatureOrder([rows], table: table)
    let second = matrix.visited[1]
    #expect(second.text.map { order.buckets[$0] } == [3, 65_536, 69_999])
    #expect(second.other.map { order.buckets[$0] } == [4, 65_535, 65_537])
    #expect(second.text[0] < 65_536 && second.text[1] >= 65_536)
  }

  @Test("Any range of rows is visited in order, across blocks", arguments: 0...9)
  func ranges(start: Int) {
    let matrix = matrix([rows(), FeatureRows(), rows(), rows()])
    #expect(matrix.rowCount == 9 && matrix.blocks.count == 3)
    let all = matrix.visited
    for end in start...9 {
      var numbers: [Int] = []
      matrix.forEachRow(in: start..<end) { row in
        numbers.append(row.number)
        #expect(row.textCount == all[row.number].text.count)
        #expect(row.otherCount == all[row.number].other.count)
        #expect(row.textValue == all[row.number].textValue)
      }
      #expect(numbers == Array(start..<end))
    }
  }
}
