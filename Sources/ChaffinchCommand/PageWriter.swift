// Writes a tagged text, page or item of a feed as one JSON object. The order of its members is part
// of the command's contract.

import Chaffinch

/// Writes tagged items as JSON Lines.
struct PageWriter {
  private let paragraphWriter = ParagraphWriter()

  /// Appends a line with an item, and with its file's name if one is given.
  func append(_ item: CleanedInput.Item, file: String?, to output: inout [UInt8]) {
    var object = JSONObjectWriter()
    object.add("file", file, to: &output)
    object.add("item", item.number, to: &output)
    object.add("id", item.id, to: &output)
    object.add("title", item.title, to: &output)
    if item.number == nil, let page = item.sections.first?.article.article {
      add(page, to: &object, &output)
    }
    object.key("paragraphs", &output)
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for section in item.sections {
      for decision in section.article.decisions {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
        paragraphWriter.append(
          decision.paragraph, decision.prediction, in: section.article.article.markup,
          field: section.field, to: &output)
      }
    }
    output.append(UInt8(ascii: "]"))
    object.add("verdict", item.verdict, to: &output)
    object.close(&output)
    output.append(0x0A)
  }

  /// What a page says of itself, and its encoding.
  private func add(
    _ page: Article, to object: inout JSONObjectWriter, _ output: inout [UInt8]
  ) {
    guard let metadata = page.metadata else { return }
    object.add("title", metadata.title ?? metadata.openGraphTitle, to: &output)
    object.add("language", metadata.language, to: &output)
    object.add("authors", metadata.authors, to: &output)
    object.add("isAccessibleForFree", metadata.isAccessibleForFree, to: &output)
    object.add("encoding", page.encoding?.name, to: &output)
  }
}
