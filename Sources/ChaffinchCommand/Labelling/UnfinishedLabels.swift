// The file beside the output that keeps the labels of unfinished articles from one session to the next.
// Holds no texts: an article is known by its key.

import Chaffinch

/// Labels of unfinished articles.
///
/// JSON Lines: `{"labelling":1,"current":key}`, then for each article `{"article":key,"labels":[…]}`
/// with a label's name, `"none"` for a paragraph that is to stay without one, and `null` for one that is
/// not decided yet. The file is replaced as a whole, and goes when there is nothing to keep.
struct UnfinishedLabels: Equatable {
  /// An article's decisions.
  struct Item: Equatable {
    let key: ArticleKey
    let decisions: [LabellingSession.Decision?]
  }

  /// The article that was shown.
  var current: ArticleKey?
  var items: [Item] = []

  /// The file beside `output`.
  static func path(beside output: String) -> String { "\(output).session" }

  /// Nothing, or what is kept at `path`.
  init(readingFrom path: String) throws(CommandError) {
    guard System.kind(of: path) != .missing else { return }
    let bytes = try InputFile.bytes(of: path)
    let wrong = CommandError.data(
      "\(path): does not hold unfinished labels; move it away, or name another output")
    let lines = bytes.split(separator: 0x0A)
    for (number, line) in lines.enumerated() {
      guard let object = try? JSONValue(parsing: bytes, range: line.startIndex..<line.endIndex)
      else { throw wrong }
      if number == 0 {
        guard object["labelling"]?.int == 1 else { throw wrong }
        current = object["current"]?.string.flatMap(ArticleKey.init)
        continue
      }
      guard let key = object["article"]?.string.flatMap(ArticleKey.init),
        let names = object["labels"]?.array
      else { throw wrong }
      var decisions: [LabellingSession.Decision?] = []
      for name in names {
        switch name {
        case .null: decisions.append(nil)
        case .string("none"): decisions.append(.unlabelled)
        case .string(let name):
          guard let label = InnerLabel(name: name) else { throw wrong }
          decisions.append(.label(label))
        default: throw wrong
        }
      }
      items.append(Item(key: key, decisions: decisions))
    }
  }

  /// What is to be kept of `session` over the articles of `keys`: articles that are not saved and have a
  /// decision that is not in `given`, their input; and `others`, which are not among them.
  init(
    _ session: LabellingSession, keys: [ArticleKey], given: [[LabellingSession.Decision?]],
    others: [Item]
  ) {
    current = session.place.map { keys[$0.article] }
    items = others
    for (article, decisions) in session.decisions.enumerated()
    where session.statuses[article] != .saved && decisions != given[article] {
      items.append(Item(key: keys[article], decisions: decisions))
    }
  }

  /// The decisions by article, the last ones of an article that is there twice.
  var decisions: [ArticleKey: [LabellingSession.Decision?]] {
    items.reduce(into: [:]) { $0[$1.key] = $1.decisions }
  }

  /// Writes the file, or removes it where no article has a decision.
  func write(to path: String) throws(CommandError) {
    guard !items.isEmpty else {
      if System.kind(of: path) == .regular { System.remove(path) }
      return
    }
    let file = try OutputFile(path)
    try file.write { buffer in
      var head: [(key: String, value: JSONValue)] = [("labelling", .number("1"))]
      if let current { head.append(("current", .string(current.description))) }
      JSONValue.object(head).append(to: &buffer)
      buffer.append(0x0A)
      for item in items {
        JSONValue.object([
          ("article", .string(item.key.description)),
          (
            "labels",
            .array(
              item.decisions.map { decision in
                decision.map { .string($0.label?.name ?? "none") } ?? .null
              })
          ),
        ]).append(to: &buffer)
        buffer.append(0x0A)
      }
    }
    try file.finish()
  }
}
