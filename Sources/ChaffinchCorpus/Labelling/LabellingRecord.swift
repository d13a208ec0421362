// A line of JSON whose paragraphs are to be labelled: reads it as an article and writes it again with
// labels. Everything that is no label stays byte for byte.

import Chaffinch

/// A record of an article, with or without labels.
///
/// A record is what a corpus's line is (see ``CorpusReader``), except that its paragraphs may be bare
/// strings, too, and that none needs a label. `paragraphs`, and a paragraph's `text`, `label`,
/// `paywall` and `notContent`, may occur once in an object.
public struct LabellingRecord: Sendable {
  /// The article with the labels that it has.
  public let article: LabelledArticle
  private let line: [UInt8]
  private let places: [ParagraphPlace]

  /// The record in `range` of `bytes`, a line without its end; `nil` for a blank line.
  ///
  /// - Parameters:
  ///   - file: the file's name, for the error.
  ///   - number: the line's number, from 1, for the error.
  /// - Throws: ``CorpusError/malformedLine(file:line:reason:)``.
  /// - Complexity: O(bytes of the line).
  public init?(
    _ bytes: [UInt8], _ range: Range<Int>, file: String, line number: Int
  ) throws(CorpusError) {
    do {
      guard let object = try JSONArticle.object(bytes, range) else { return nil }
      article = try JSONArticle.article(Self.withoutBareStrings(object))
      line = Array(bytes[range])
      places = try ParagraphPlace.all(in: line)
    } catch {
      throw .malformedLine(file: file, line: number, reason: error.reason)
    }
  }

  /// The lines of a file, with their numbers from 1: ranges without line ends and without a
  /// byte-order mark before the first.
  public static func lines(of bytes: [UInt8]) -> [(number: Int, range: Range<Int>)] {
    Array(CorpusLines(bytes))
  }

  /// Whether the line in `range` breaks off, as one does whose writing was interrupted: JSON as far as
  /// it goes, without its end.
  public static func breaksOff(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard bytes[range].first == UInt8(ascii: "{") else { return false }
    var scanner = JSONScanner(range)
    do throws(JSONError) {
      _ = try scanner.skipValue(bytes.span)
      return false
    } catch {
      // A character of several bytes may be cut, too, or a number.
      let rest = bytes[error.offset..<range.upperBound]
      return error.reason == .unexpectedEnd || error.reason == .malformedUTF8 && rest.count < 4
        || error.reason == .badNumber && rest.allSatisfy { "-+.eE0123456789".utf8.contains($0) }
    }
  }

  /// The object with an object for every paragraph that is a string.
  private static func withoutBareStrings(_ object: JSONValue) -> JSONValue {
    guard case .object(let members) = object else { return object }
    return .object(
      members.map { key, value in
        guard key == "paragraphs", let elements = value.array else { return (key, value) }
        return (
          key,
          .array(elements.map { $0.string == nil ? $0 : .object([("text", $0)]) })
        )
      })
  }

  /// Appends the record as a line, line end included, with `labels` for its paragraphs. A label
  /// replaces the one that stands there or goes behind the paragraph's last member; `nil` where the
  /// paragraph has none writes `null`. ``CorpusReader`` reads these labels back.
  ///
  /// - Precondition: one label, or `nil`, for each paragraph.
  public func append(labels: [InnerLabel?], to output: inout [UInt8]) {
    precondition(labels.count == places.count, "a label or nil for each paragraph")
    var position = 0
    for (label, place) in zip(labels, places) {
      for edit in place.edits(for: label) {
        output.append(contentsOf: line[position..<edit.range.lowerBound])
        output.append(contentsOf: edit.text.utf8)
        position = edit.range.upperBound
      }
    }
    output.append(contentsOf: line[position...])
    output.append(0x0A)
  }
}
