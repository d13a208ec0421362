// The formats that corpora are converted from and to: our own and those of other tools. Names them and tells
// them apart; what they look like stands with each of them.

import Chaffinch

/// A format of labelled articles.
public enum InterchangeFormat: String, CaseIterable, Sendable {
  /// A line of JSON for each article: says everything that a corpus can.
  case jsonLines = "jsonl"
  /// The format for people: a line a paragraph, label, tab, text.
  case tabSeparated = "tsv"
  /// Training text of fastText: a line a paragraph, `__label__` and the label before the text.
  case fastText = "fasttext"
  /// Tasks of Label Studio, as it imports and exports them.
  case labelStudio = "label-studio"
  /// Records of doccano, for sequence labelling or text classification.
  case doccano = "doccano"
  /// Tasks of Prodigy, with spans, a label or a choice.
  case prodigy = "prodigy"

  /// The format that the beginning of `bytes` is sure to be in; `nil` where it may be in several.
  ///
  /// - Complexity: O(first record).
  public init?(recognizing bytes: [UInt8]) {
    guard let format = Self.recognized(bytes) else { return nil }
    self = format
  }

  private static func recognized(_ bytes: [UInt8]) -> InterchangeFormat? {
    var lines = CorpusLines(bytes)
    var first: Range<Int>?
    while first == nil, let line = lines.next() {
      if bytes[line.range].contains(where: { $0 != 0x20 && $0 != 0x09 }) { first = line.range }
    }
    guard let first else { return nil }
    guard let start = bytes[first].first(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    if start == UInt8(ascii: "{") {
      return (try? JSONValue(parsing: bytes, range: first)).flatMap(recognized)
    }
    if start == UInt8(ascii: "[") {
      return firstElement(of: bytes, from: first.lowerBound).flatMap(recognized)
    }
    if bytes[first].starts(with: "__label__".utf8) { return .fastText }
    // The format for people begins with a comment or a label of ours.
    let name = bytes[first].prefix { $0 != 0x09 }
    let isLabel = InnerLabel(name: String(decoding: name, as: UTF8.self)) != nil
    return start == UInt8(ascii: "#") || isLabel && name.count < first.count ? .tabSeparated : nil
  }

  private static func firstElement(of bytes: [UInt8], from start: Int) -> JSONValue? {
    let span = bytes.span
    var scanner = JSONScanner(start..<bytes.count)
    guard
      (try? scanner.opens(UInt8(ascii: "["), close: UInt8(ascii: "]"), span)) == true,
      let range = try? scanner.skipValue(span)
    else { return nil }
    return try? JSONValue(parsing: bytes, range: range)
  }

  private static func recognized(_ record: JSONValue) -> InterchangeFormat? {
    func has(_ keys: String...) -> Bool { keys.contains { record[$0] != nil } }
    if case .object = record["data"] { return .labelStudio }
    if record["text"] == nil { return record["paragraphs"]?.array == nil ? nil : .jsonLines }
    if has("answer", "spans", "options", "accept", "_input_hash", "_task_hash") { return .prodigy }
    let isDoccano = record["label"]?.array != nil || record["labels"]?.array != nil
    return isDoccano || has("Comments", "entities") ? .doccano : nil
  }
}

/// What a record of an annotation tool is: an article with its paragraphs, or one paragraph.
public enum InterchangeUnit: String, CaseIterable, Sendable {
  /// An article a record: annotators see each paragraph among its neighbours.
  case article
  /// A paragraph a record, as for the classification of texts; elements around paragraphs are lost.
  case paragraph
}
