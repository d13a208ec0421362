// The members of a corpus line that hold a page's own words about its article. Reads and writes them;
// what the page declares as its language is left out, since the line has one of its own.

import Chaffinch

extension PageMetadata {
  /// The metadata that an article's `title`, `openGraphTitle`, `authors` and `isAccessibleForFree`
  /// say; members of another kind, and empty ones, say nothing.
  init(members line: JSONValue) {
    func text(_ key: String) -> String? {
      line[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
    self.init(
      title: text("title"), openGraphTitle: text("openGraphTitle"),
      authors: line["authors"]?.array?.compactMap(\.string).filter { !$0.isEmpty } ?? [],
      isAccessibleForFree: line["isAccessibleForFree"]?.bool)
  }

  /// The members that ``init(members:)`` reads, without those that would say nothing.
  var members: [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = []
    for (key, text) in [("title", title), ("openGraphTitle", openGraphTitle)] {
      if let text, !text.isEmpty { members.append((key, .string(text))) }
    }
    let names = authors.filter { !$0.isEmpty }
    if !names.isEmpty { members.append(("authors", .array(names.map { .string($0) }))) }
    if let free = isAccessibleForFree { members.append(("isAccessibleForFree", .bool(free))) }
    return members
  }

  /// The metadata as a corpus keeps it: what ``members`` say.
  var inCorpus: PageMetadata { PageMetadata(members: .object(members)) }
}
