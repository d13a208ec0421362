// Labelled examples as a sparse matrix: a row a paragraph, a column a bucket of the feature table.
// Knows no model.

import Chaffinch
import ChaffinchCorpus

/// A sparse matrix in compressed form: the entries of each row, or of each column, side by side.
public struct SparseMatrix: Sendable {
  /// Where each row's entries start; one more than there are rows.
  public var starts: [Int]
  /// The column of every entry, ascending inside a row.
  public var columns: [UInt32]
  /// The value of every entry.
  public var values: [Float]

  /// The number of rows.
  public var rowCount: Int { starts.count - 1 }

  /// The entries of a row, as a range of ``columns`` and ``values``.
  public func entries(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// The matrix with rows and columns exchanged.
  public func transposed(columnCount: Int) -> SparseMatrix {
    var starts = Array(repeating: 0, count: columnCount + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { starts[column + 1] += starts[column] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: columns.count)
    var moved = [Float](repeating: 0, count: columns.count)
    for row in 0..<rowCount {
      for entry in entries(row) {
        let place = next[Int(columns[entry])]
        next[Int(columns[entry])] += 1
        rows[place] = UInt32(row)
        moved[place] = values[entry]
      }
    }
    return SparseMatrix(starts: starts, columns: rows, values: moved)
  }

  /// The rows `chosen`, in that order.
  public func rows(_ chosen: [Int]) -> SparseMatrix {
    var result = SparseMatrix(starts: [0], columns: [], values: [])
    for row in chosen {
      result.columns += columns[entries(row)]
      result.values += values[entries(row)]
      result.starts.append(result.columns.count)
    }
    return result
  }
}

/// What is known of an example's class.
public enum Knowledge: Sendable, Equatable {
  /// The class.
  case label(InnerLabel)
  /// Only whether it is content: of a partly labelled page.
  case content(Bool)
  /// Nothing: the example is a neighbour to others.
  case unknown

  /// What is known of each paragraph of an article.
  public static func of(_ article: LabelledArticle) -> [Knowledge] {
    guard article.isPartlyLabelled else {
      return article.paragraphs.map { $0.label.map(Knowledge.label) ?? .unknown }
    }
    return article.paragraphs.map {
      $0.isNotContent ? .content(false) : $0.label == .content ? .content(true) : .unknown
    }
  }

  /// The class, if it is known.
  public var label: InnerLabel? {
    if case .label(let label) = self { return label }
    return nil
  }
}

/// Examples ready for a trainer: features, and what is known of their classes.
public struct ExampleMatrix: Sendable {
  /// The features; a row an example.
  public let features: SparseMatrix
  /// What is known of each example.
  public let knowledge: [Knowledge]
  /// The forms of the texts; none where the matrix was not made of articles.
  public let forms: [TextForm]
  /// The feature table whose buckets the columns are.
  public let table: FeatureTable

  /// A matrix of its parts.
  public init(
    features: SparseMatrix, knowledge: [Knowledge], forms: [TextForm] = [], table: FeatureTable
  ) {
    self.features = features
    self.knowledge = knowledge
    self.forms = forms
    self.table = table
  }

  /// A matrix of examples whose classes are all known.
  public init(features: SparseMatrix, labels: [InnerLabel], table: FeatureTable) {
    self.init(features: features, knowledge: labels.map(Knowledge.label), table: table)
  }

  /// Extracts an example of every paragraph, in order.
  ///
  /// - Parameter usesMarkup: whether what markup says goes in, where there is any.
  public init(
    _ articles: [LabelledArticle], table: FeatureTable, usesMarkup: Bool, shards: Shards
  ) {
    let parts = shards.map { shard in
      Self.matrix(articles[Shards.range(shard, of: articles.count)], table, usesMarkup)
    }
    var features = SparseMatrix(starts: [0], columns: [], values: [])
    for part in parts {
      let offset = features.columns.count
      features.columns += part.matrix.columns
      features.values += part.matrix.values
      features.starts += part.matrix.starts.dropFirst().map { $0 + offset }
    }
    self.init(
      features: features, knowledge: articles.flatMap(Knowledge.of),
      forms: parts.flatMap(\.forms), table: table)
  }

  /// The number of examples.
  public var count: Int { knowledge.count }

  /// The examples `chosen`, in that order, without their forms.
  public func rows(_ chosen: [Int]) -> ExampleMatrix {
    ExampleMatrix(
      features: features.rows(chosen), knowledge: chosen.map { knowledge[$0] }, table: table)
  }

  private static func matrix(
    _ articles: ArraySlice<LabelledArticle>, _ table: FeatureTable, _ usesMarkup: Bool
  ) -> (matrix: SparseMatrix, forms: [TextForm]) {
    let extractor = LocalFeatureExtractor()
    var features = LocalFeatures()
    var matrix = SparseMatrix(starts: [0], columns: [], values: [])
    var forms: [TextForm] = []
    var row: [(column: UInt32, value: Float)] = []
    for article in articles {
      let words = usesMarkup ? article.markup.map { MarkupWords($0) } : nil
      for (index, paragraph) in article.paragraphs.enumerated() {
        extractor.extract(
          paragraph.text, at: paragraph.markup, in: words,
          position: ArticlePosition(index, of: article.paragraphs.count), into: &features)
        forms.append(features.form)
        row.removeAll(keepingCapacity: true)
        for hash in features.textHashes {
          row.append((UInt32(table.bucket(of: hash)), features.textValue))
        }
        for hash in features.shapeHashes {
          row.append((UInt32(table.bucket(of: hash)), LocalFeatures.shapeValue))
        }
        for hash in features.markupHashes {
          row.append((UInt32(table.bucket(of: hash)), LocalFeatures.markupValue))
        }
        row.sort { $0.column < $1.column }
        let start = matrix.columns.count
        for entry in row {
          if matrix.columns.count > start, matrix.columns.last == entry.column {
            matrix.values[matrix.values.count - 1] += entry.value
          } else {
            matrix.columns.append(entry.column)
            matrix.values.append(entry.value)
          }
        }
        matrix.starts.append(matrix.columns.count)
      }
    }
    return (matrix, forms)
  }
}
