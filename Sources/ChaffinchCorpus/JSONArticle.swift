// One labelled article as a line of JSON. Members it does not know are ignored.

import Chaffinch

/// The JSON Lines format: an object a line with `paragraphs`, an array of objects with `text` and
/// `label` (`paywall: true` marks a paywall promo), and optionally `id`, `site` and `language`.
enum JSONArticle {
  /// The article in a line; `nil` for a blank one.
  static func article(_ bytes: [UInt8], _ range: Range<Int>) throws(LineError) -> LabelledArticle? {
    guard bytes[range].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes, range: range)
    } catch {
      let local = JSONError(error.reason, at: error.offset - range.lowerBound)
      throw LineError(reason: local.description)
    }
    guard case .object = value else { throw LineError(reason: "not a JSON object") }
    guard let elements = value["paragraphs"]?.array else {
      throw LineError(reason: "no array 'paragraphs'")
    }
    guard !elements.isEmpty else { throw LineError(reason: "'paragraphs' is empty") }
    var paragraphs: [LabelledParagraph] = []
    paragraphs.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard let text = element["text"]?.string else {
        throw LineError(reason: "paragraph \(index + 1) has no string 'text'")
      }
      guard !text.isEmpty else {
        throw LineError(reason: "paragraph \(index + 1) has an empty 'text'")
      }
      guard let name = element["label"]?.string else {
        throw LineError(reason: "paragraph \(index + 1) has no string 'label'")
      }
      guard let label = InnerLabel(name: name) else { throw .unknownLabel(name) }
      let isPaywall = label == .promo && element["paywall"]?.bool == true
      paragraphs.append(LabelledParagraph(text: text, label: isPaywall ? .paywall : label))
    }
    return LabelledArticle(
      id: value["id"]?.string ?? "", site: value["site"]?.string ?? "",
      language: value["language"]?.string ?? "",
      paragraphs: paragraphs)
  }
}
