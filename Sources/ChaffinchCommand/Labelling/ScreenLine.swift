// A line of the screen: pieces of text, each with a style. Knows nothing of what they say.

import Chaffinch

/// A line of pieces.
struct ScreenLine: Equatable {
  /// How a piece looks.
  enum Style: Equatable {
    case plain, bold, dim, reverse
    case label(InnerLabel)
  }

  /// A piece of one style.
  struct Piece: Equatable {
    let text: String
    let style: Style
  }

  private(set) var pieces: [Piece] = []

  /// A line of one piece, or an empty one.
  init(_ text: String = "", _ style: Style = .plain) {
    add(text, style)
  }

  /// Adds a piece at the end.
  mutating func add(_ text: String, _ style: Style = .plain) {
    if !text.isEmpty { pieces.append(Piece(text: text, style: style)) }
  }

  /// The line without styles.
  var text: String { pieces.map(\.text).joined() }

  /// The line with the sequences that a terminal takes for its styles; colours are left out on demand.
  func encoded(usesColour: Bool) -> String {
    pieces.map { piece in
      switch piece.style {
      case .plain: piece.text
      case .bold: "\u{1B}[1m\(piece.text)\u{1B}[0m"
      case .dim: "\u{1B}[2m\(piece.text)\u{1B}[0m"
      case .reverse: "\u{1B}[7m\(piece.text)\u{1B}[0m"
      case .label(let label):
        "\u{1B}[1\(usesColour ? ";\(Self.colour(label))" : "")m\(piece.text)\u{1B}[0m"
      }
    }.joined()
  }

  private static func colour(_ label: InnerLabel) -> Int {
    label == .paywall ? 35 : label.label.colour
  }
}
