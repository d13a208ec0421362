// Tells articles apart from one session to the next, whatever file they stand in. Reads no labels.

import Chaffinch
import ChaffinchCorpus

/// A number for an article: FNV-1a over its paragraphs' texts, and its id where it has one of its own.
struct ArticleKey: Hashable {
  let value: UInt64

  /// The key of an article. An id that is only the name of its file does not count: the file may be
  /// named in another way next time.
  init(_ article: LabelledArticle, hasOwnID: Bool) {
    var hash = FNV1a()
    if hasOwnID { hash.update(article.id) }
    for paragraph in article.paragraphs {
      hash.update(0x1E)
      hash.update(paragraph.text)
    }
    value = hash.value
  }

  /// The key that ``description`` spells; `nil` for any other spelling.
  init?(_ text: String) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }
}

extension ArticleKey: CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  var description: String { Model.hexadecimal(value) }
}
