// The words that explain labelling's keys. What they do is decided in `LabellingSession`.

import Chaffinch

/// The help of labelling.
enum LabellingHelp {
  /// From this probability on a suggestion counts as sure.
  static let sure: Float = 0.9

  /// The key that gives a label.
  static func key(of label: InnerLabel) -> String {
    switch label {
    case .content: "c"
    case .caption: "i"
    case .promo: "p"
    case .byline: "b"
    case .paywall: "w"
    }
  }

  /// The longest reminder of the keys that fits.
  static func line(columns: Int) -> String {
    let known = [
      "c content  i caption  p promo  w paywall  b byline  s no label  a accept sure  u undo  "
        + "n next article  ? help  q quit",
      "c content  i caption  p promo  w paywall  b byline  u undo  ? help  q quit",
      "c i p w b label  u undo  ? help  q quit", "c i p w b  u undo  ? help",
      "cipwb u undo ? help",
    ]
    return known.first { $0.count <= columns } ?? ""
  }

  private static let keys: [(keys: String, meaning: String)] = [
    ("c", "content: what the author wrote as the article"),
    ("i", "caption: describes or credits an image"),
    ("p", "promo: whatever is not the article"),
    ("w", "paywall: asks to pay, join, donate or log in"),
    ("b", "byline: who wrote it, and when"),
    ("Enter, space", "the suggested label"),
    ("s", "no label: leave the paragraph out"),
    ("a", "the suggestions as far as all are at least 90% sure"),
    ("A", "the suggestions for all that is left of the article"),
    ("u, backspace", "undo, also into articles saved in this session"),
    ("n, S", "next article; this one is asked again another time"),
    ("j k, down up", "move without labelling"),
    ("l h, right left", "scroll a long paragraph"),
    ("q, ctrl-C", "quit; what is begun is kept"),
    ("ctrl-Z", "pause; fg goes on"),
  ]

  /// The help in lines of at most `columns`.
  static func lines(columns: Int) -> [String] {
    keys.flatMap { entry in
      guard columns >= 40 else {
        return WrappedText.lines(Array("\(entry.keys): \(entry.meaning)"), columns: columns)
      }
      let name = entry.keys + String(repeating: " ", count: 17 - entry.keys.count)
      let lines = WrappedText.lines(Array(entry.meaning), columns: columns - 17)
      return lines.enumerated().map { number, line in
        (number == 0 ? name : String(repeating: " ", count: 17)) + line
      }
    }
  }
}
