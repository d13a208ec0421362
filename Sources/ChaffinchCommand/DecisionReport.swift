// Writes every decision of `clean` as JSON Lines, so that nothing vanishes unseen. Decides nothing.

import Chaffinch

/// The report of a run: an object a paragraph, with these members in this order, those in brackets
/// where they are known.
///
/// `file`; [`record`: the line of JSON Lines]; [`item`, `id`, `title`: of a feed's item, its place
/// from 1 and its names]; [`field`: the element of the feed]; [`element`: the innermost element
/// around the paragraph]; `label`; `probability`: the label's; `removed`; [`leftAlone`: why the
/// article stayed whole]; `verdict`: the value of the article's paywall verdict; [`byteRange`: in the
/// file]; `text`.
final class DecisionReport {
  private let output: OutputFile

  /// A report that is written to `path`.
  ///
  /// - Parameter inputs: files that must not be replaced.
  init(_ path: String, besides inputs: [String]) throws(CommandError) {
    output = try OutputFile(path, besides: inputs)
  }

  /// Adds what ``append(_:file:record:to:)`` made.
  func add(_ bytes: [UInt8]) throws(CommandError) {
    try output.write(bytes: bytes)
  }

  /// Appends the decisions about an input.
  static func append(
    _ input: CleanedInput, file: String, record: Int? = nil, to bytes: inout [UInt8]
  ) {
    for item in input.items {
      let verdict = item.verdict?.value.rawValue
      for section in item.sections {
        append(section, of: item, verdict, file: file, record: record, to: &bytes)
      }
    }
  }

  /// Completes the file.
  func finish() throws(CommandError) {
    try output.finish()
  }

  private static func append(
    _ section: CleanedInput.Section, of item: CleanedInput.Item, _ verdict: String?,
    file: String, record: Int?, to bytes: inout [UInt8]
  ) {
    let markup = section.article.article.markup
    for decision in section.article.decisions {
      var object = JSONObjectWriter()
      object.add("file", file, to: &bytes)
      object.add("record", record, to: &bytes)
      object.add("item", item.number, to: &bytes)
      object.add("id", item.id, to: &bytes)
      object.add("title", item.title, to: &bytes)
      object.add("field", section.field, to: &bytes)
      let element = decision.paragraph.markup?.element
      object.add("element", element.flatMap { markup?.name(of: $0) }, to: &bytes)
      object.add("label", decision.prediction.label.name, to: &bytes)
      object.add("probability", decimal: decision.prediction.probability, to: &bytes)
      object.add("removed", decision.isRemoved, to: &bytes)
      object.add("leftAlone", section.leftAlone, to: &bytes)
      object.add("verdict", verdict, to: &bytes)
      if item.number == nil { object.add("byteRange", decision.paragraph.byteRange, to: &bytes) }
      object.add("text", decision.paragraph.text, to: &bytes)
      object.close(&bytes)
      bytes.append(0x0A)
    }
  }
}
