// Rows of hashed features as they are extracted, and the order in which training numbers the buckets. What
// trainers work on is `SparseMatrix`.

import Chaffinch

/// Occurrences of features, row by row: the buckets of a row's text features, then those of its others.
struct FeatureRows: Sendable {
  /// The buckets of all occurrences, row after row. One that occurs twice stands twice.
  var buckets: [UInt32] = []
  /// Where each row's text features end in ``buckets``, and where the row does.
  private(set) var ends: [SIMD2<UInt32>] = []
  /// What an occurrence of a text feature is worth, row by row.
  private(set) var textValues: [Float] = []

  /// Ends a row whose buckets were appended, of which those of text end at `textEnd`.
  mutating func endRow(textEnd: Int, textValue: Float) {
    ends.append(SIMD2(UInt32(textEnd), UInt32(buckets.count)))
    textValues.append(textValue)
  }
}

/// The buckets in the order of a matrix's columns, the most frequent first: weights that are often asked for
/// lie side by side, where the processor's caches hold them, and have numbers of two bytes.
struct FeatureOrder: Sendable {
  /// The bucket of each column.
  let buckets: [UInt32]
  /// The column of each bucket.
  let columns: [UInt32]

  /// How many of the first columns occur in rows that count.
  let countedColumns: Int

  /// The order by how often buckets occur in rows that count, of two equal ones the lower first. Behind them
  /// come, in order, buckets that occur in others alone, so that these change nothing for the first.
  ///
  /// - Parameters:
  ///   - includesAbsent: whether buckets that do not occur have columns, too, the last ones.
  ///   - counts: whether a row counts, by its number over all parts.
  init(
    _ parts: [FeatureRows], table: FeatureTable, includesAbsent: Bool = false,
    counts: (Int) -> Bool = { _ in true }
  ) {
    var occurrences = [Int](repeating: 0, count: table.rows)
    var occurs = [Bool](repeating: includesAbsent, count: table.rows)
    var number = 0
    for part in parts {
      var start = 0
      for end in part.ends {
        let isCounted = counts(number)
        for bucket in part.buckets[start..<Int(end[1])] {
          if isCounted { occurrences[Int(bucket)] += 1 }
          occurs[Int(bucket)] = true
        }
        start = Int(end[1])
        number += 1
      }
    }
    countedColumns = occurrences.count { $0 > 0 }
    buckets = occurrences.indices.filter { occurs[$0] }
      .sorted { (-occurrences[$0], $0) < (-occurrences[$1], $1) }.map { UInt32($0) }
    var columns = [UInt32](repeating: 0, count: table.rows)
    for (column, bucket) in buckets.enumerated() { columns[Int(bucket)] = UInt32(column) }
    self.columns = columns
  }
}
