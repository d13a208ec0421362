// Reads feeds: their items and texts as the other inputs' articles are seen.

import Chaffinch
import ChaffinchFeeds

extension CleanedInput {
  /// Reads and cleans a feed.
  init(
    feed bytes: [UInt8], encoding: CharacterEncoding?, name: String,
    _ classifier: ParagraphClassifier, _ policy: CleaningPolicy
  ) throws(CommandError) {
    do {
      let cleaned = try FeedCleaner(classifier, policy: policy).clean(bytes, encoding: encoding)
      let items = cleaned.items.map { item in
        Item(
          number: item.index + 1, id: Self.nonempty(item.id),
          title: Self.nonempty(Self.title(item.title)),
          sections: item.contents.map { content in
            Section(
              content.article, field: content.element,
              leftAlone: content.leftAlone.map(\.description))
          })
      }
      self.init(items: items, feed: cleaned.bytes)
    } catch {
      throw .content("\(name): \(error); pass --input-format if it is something else")
    }
  }

  private static func nonempty(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// A title as text: it may be HTML.
  private static func title(_ html: String) -> String {
    guard html.contains(where: { $0 == "<" || $0 == "&" }),
      let article = try? Article(html: Array(html.utf8), encoding: .utf8)
    else { return html }
    let text = article.paragraphs.map(\.text).joined(separator: " ")
    return text.isEmpty ? html : text
  }
}
