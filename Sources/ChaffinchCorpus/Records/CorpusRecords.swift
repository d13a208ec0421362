// The records of several files in a row, each with the file it is from. Reads nothing itself.

import Chaffinch

/// The records of some files.
public struct CorpusRecords: Sendable {
  /// The files, in the order given.
  public let files: [CorpusFile]
  private let places: [(file: Int, record: Int)]

  /// The records of `files`, one file after the other.
  public init(_ files: [CorpusFile]) {
    self.files = files
    places = files.indices.flatMap { file in
      files[file].records.indices.map { (file, $0) }
    }
  }

  /// The number of records.
  public var count: Int { places.count }

  /// The records' places, 0..<``count``.
  public var indices: Range<Int> { places.indices }

  /// The record at a place.
  public subscript(index: Int) -> CorpusRecord {
    files[places[index].file].records[places[index].record]
  }

  /// The articles, in order.
  public var articles: [LabelledArticle] { files.flatMap { $0.records.map(\.article) } }

  /// The format of the record at a place.
  public func format(of index: Int) -> CorpusFormat { files[places[index].file].format }

  /// Where the record stands, as `file:line`, with its id where it has one.
  public func name(of index: Int) -> String {
    let record = self[index]
    let place = files[places[index].file].place(of: record)
    return record.article.id.isEmpty ? place : "\(place) (\(record.article.id))"
  }

  /// Appends the record as it was; see ``CorpusFile/append(_:to:)``.
  public func append(_ index: Int, to output: inout [UInt8]) {
    files[places[index].file].append(self[index], to: &output)
  }
}
