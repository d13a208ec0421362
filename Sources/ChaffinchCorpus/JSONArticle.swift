// One labelled article as a line of JSON. Members it does not know are ignored.

import Chaffinch

/// The JSON Lines format: an object a line with `paragraphs`, an array of objects with `text` and
/// `label` (`paywall: true` marks a paywall promo; `null` or absent where the label is not known; then
/// `notContent: true` says that it is any but content) and `extracted` (`false` where no common extractor keeps the paragraph, otherwise `true` or absent),
/// and optionally `id`, `site`, `language`, `source` and `unmatched`, an object with a count for each label of
/// which the segmentation missed paragraphs. Where the article was cut from markup,
/// `elements` is an array of [name, class and id words, place of the parent, where a link leads], and a
/// paragraph's `element` is a place in it, as is its first `link`, beside `linkDensity`, 0 to 1, and
/// `picture`, the numbers of ``PicturePlace``; a paragraph with neither element nor density stood in no
/// markup. Such an article has metadata, too: `title`, `openGraphTitle`, `authors` (an array)
/// and `isAccessibleForFree`. Without `elements` there was no page to declare anything, and what stands
/// in these members came from elsewhere: it is not read.
enum JSONArticle {
  /// The object in a line; `nil` for a blank one.
  static func object(_ bytes: [UInt8], _ range: Range<Int>) throws(LineError) -> JSONValue? {
    guard bytes[range].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes, range: range)
    } catch {
      let local = JSONError(error.reason, at: error.offset - range.lowerBound)
      throw LineError(reason: local.description)
    }
    guard case .object = value else { throw LineError(reason: "not a JSON object") }
    return value
  }

  /// The article that an object describes.
  static func article(_ value: JSONValue) throws(LineError) -> LabelledArticle {
    guard let elements = value["paragraphs"]?.array else {
      throw LineError(reason: "no array 'paragraphs'")
    }
    let unmatched = try unmatched(value["unmatched"])
    guard !elements.isEmpty || unmatched.total > 0 else {
      throw LineError(reason: "'paragraphs' is empty")
    }
    let markup = try markup(value["elements"])
    let surroundings = markup?.surroundings() ?? []
    var paragraphs: [LabelledParagraph] = []
    paragraphs.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard let text = element["text"]?.string else {
        throw LineError(reason: "paragraph \(index + 1) has no string 'text'")
      }
      guard !text.isEmpty else {
        throw LineError(reason: "paragraph \(index + 1) has an empty 'text'")
      }
      let label = try Self.label(of: element, number: index + 1)
      paragraphs.append(
        LabelledParagraph(
          text: text, label: label,
          isNotContent: label == nil && element["notContent"]?.bool == true,
          isExtracted: element["extracted"]?.bool ?? true,
          markup: markup == nil ? nil : try place(of: element, index, surroundings)))
    }
    return LabelledArticle(
      id: value["id"]?.string ?? "", site: value["site"]?.string ?? "",
      language: value["language"]?.string ?? "", source: value["source"]?.string ?? "",
      paragraphs: paragraphs, markup: markup,
      metadata: markup == nil ? PageMetadata() : PageMetadata(members: value),
      unmatched: unmatched)
  }

  /// The article's elements: arrays of name, class and id words, and the parent's place or null.
  private static func markup(_ value: JSONValue?) throws(LineError) -> ArticleMarkup? {
    guard let value, value != .null else { return nil }
    guard let rows = value.array else { throw LineError(reason: "'elements' is no array") }
    var elements: [(name: String, words: String, parent: Int?)] = []
    var links: [Int: String] = [:]
    elements.reserveCapacity(rows.count)
    for (place, row) in rows.enumerated() {
      guard let fields = row.array, (3...4).contains(fields.count), let name = fields[0].string,
        let words = fields[1].string, fields[2] == .null || (fields[2].int ?? -1) >= 0,
        (fields[2].int ?? -1) < place
      else {
        throw LineError(
          reason: "element \(place) is no [name, words, parent, link], where the parent is an "
            + "earlier place or null")
      }
      if fields.count == 4 { links[place] = fields[3].string }
      elements.append((name, words, fields[2].int))
    }
    return ArticleMarkup(elements: elements, links: links)
  }

  private static func place(
    of paragraph: JSONValue, _ index: Int, _ surroundings: [Surroundings]
  ) throws(LineError) -> ParagraphMarkup? {
    func member(_ key: String) -> JSONValue? { paragraph[key].flatMap { $0 == .null ? nil : $0 } }
    let element = member("element")
    let density = member("linkDensity")
    guard element != nil || density != nil else { return nil }
    guard element.map({ surroundings.indices.contains($0.int ?? -1) }) ?? true else {
      throw LineError(
        reason: "paragraph \(index + 1) has an 'element' that is no place in 'elements'")
    }
    guard density.map({ (0...1).contains($0.float ?? -1) }) ?? true else {
      throw LineError(reason: "paragraph \(index + 1) has a 'linkDensity' that is not 0 to 1")
    }
    let link = member("link")?.int
    let picture = member("picture")?.array?.compactMap(\.int) ?? []
    return ParagraphMarkup(
      element: element?.int, surroundings: element?.int.map { surroundings[$0] } ?? [],
      linkDensity: density?.float ?? 0,
      link: link.flatMap { surroundings.indices.contains($0) ? $0 : nil },
      picture: picture.count == 2
        ? PicturePlace(paragraphs: picture[0], levels: picture[1]) : nil)
  }

  /// The label of a paragraph; `nil` where it is `null` or absent.
  static func label(of element: JSONValue, number: Int) throws(LineError) -> InnerLabel? {
    guard let value = element["label"], value != .null else { return nil }
    guard let name = value.string else {
      throw LineError(reason: "the 'label' of paragraph \(number) is neither a string nor null")
    }
    guard let label = InnerLabel(name: name) else { throw .unknownLabel(name) }
    return label == .promo && element["paywall"]?.bool == true ? .paywall : label
  }

  /// More unmatched paragraphs of a label than an article can have; keeps sums in range.
  private static let unmatchedLimit = 1_000_000

  private static func unmatched(_ value: JSONValue?) throws(LineError) -> LabelCounts {
    var counts = LabelCounts()
    guard let value, value != .null else { return counts }
    guard case .object(let members) = value else {
      throw LineError(reason: "'unmatched' is not an object")
    }
    for member in members {
      guard let label = InnerLabel(name: member.key) else { throw .unknownLabel(member.key) }
      guard let count = member.value.int, (0...unmatchedLimit).contains(count) else {
        throw LineError(
          reason: "'unmatched' of '\(member.key)' is not a whole number, 0 to \(unmatchedLimit)")
      }
      counts[label] = count
    }
    return counts
  }
}
