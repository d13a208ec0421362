// How the context features of a text are laid out for speed: eight numbers to a block, and the features
// as sums of numbers. Computes nothing of an article.

/// The row of numbers behind the context features of a text, and the features that it stands for.
///
/// A row holds what the features are made of, in an order that suits its making: probabilities of four
/// classes, for instance, since those of the fifth follow. Each feature is a weighted sum of few numbers, so
/// weights of features become weights of numbers and the scores stay the same.
struct ContextLayout: Sendable {
  /// What stands in which block of eight numbers; the number beside is that of the block.
  enum Block {
    /// Probabilities of four classes, of paragraphs two by two; the own ones beside naive Bayes' scores.
    static let fourthBefore = 0
    static let secondBefore = 1
    static let own = 2
    static let firstBehind = 3
    static let thirdBehind = 4
    /// Logarithms of probabilities and ``FormFeatures/counts`` of the paragraphs from two before to two
    /// behind.
    static let logarithms = 5
    /// Steps and signs of the paragraphs from one before to one behind.
    static let forms = 10
    /// Logistic regression's scores of four classes, 1, the position, shares of content before and behind.
    static let position = 16
    /// Whether there is a paragraph one to four places before, and whether this is among the first.
    static let start = 17
    /// The same behind, and among the last.
    static let end = 18
    /// Means of windows: before and behind, for each width; by paragraphs beside by text.
    static let windows = 19
    /// Logarithms of content and of paragraphs before and behind, and whether there is little content.
    static let content = 25
    /// Seven numbers for each of six kinds of sure paragraphs; the last two lanes hold others.
    static let distances = 26
    static let count = 33
  }

  /// A share of a feature: a number's lane in the row, and by what it is multiplied.
  typealias Term = (lane: Int, factor: Float)

  /// A feature of a text.
  struct Feature: Sendable {
    let name: String
    let family: ContextFamilies
    let terms: [Term]

    /// Its value in a row.
    func value(in row: [SIMD8<Float>]) -> Float {
      terms.reduce(0) { $0 + row[$1.lane / 8][$1.lane % 8] * $1.factor }
    }
  }

  /// The features, in the order of the model file.
  static let text = ContextLayout().features

  /// The lane that is always 1.
  static let one = lane(Block.position, 4)

  private var features: [Feature] = []
  private var family: ContextFamilies = []

  private static func lane(_ block: Int, _ lane: Int) -> Int { 8 * block + lane }

  private init() {
    addOwn()
    family = .neighbours
    for distance in 1...4 {
      for offset in [-distance, distance] { addNeighbour(offset) }
    }
    family = .windows
    for (place, width) in [4, 10, 25].enumerated() {
      for (half, unit) in ["paragraphs", "text"].enumerated() {
        for (side, name) in ["before", "behind"].enumerated() {
          addClasses(
            "\(width) \(name), by \(unit),", Self.lane(Block.windows + 2 * place + side, 4 * half),
            sum: Self.lane(side == 0 ? Block.start : Block.end, 0))
        }
      }
    }
    family = .content
    addContent()
    family = .distances
    for (kind, name) in [
      "sure long content", "likely content", "sure promo", "byline", "caption", "paywall",
    ].enumerated() {
      for (place, text) in [
        "distance to \(name) before", "distance to \(name) behind", "distance to \(name)",
        "\(name) just before", "\(name) just behind", "no \(name) before", "no \(name) behind",
      ].enumerated() {
        add(text, Self.lane(Block.distances + place, kind))
      }
    }
    family = .position
    addPosition()
    family = .forms
    for (place, name) in [(1, "own"), (0, "before"), (2, "behind")] { addForm(place, name) }
    add("occurrences", Self.lane(Block.distances, 6))
    add("occurs again", Self.lane(Block.distances, 7))
    family = .cohesion
    for (place, name) in [
      "words in likely content", "words in other paragraphs", "rare words in likely content",
      "rare words in other paragraphs", "words nowhere else", "words in the one before",
      "a word in the one before", "words in the one behind", "a word in the one behind",
      "words that count",
    ].enumerated() {
      add(name, Self.lane(Block.distances + 1 + place / 2, 6 + place % 2))
    }
  }

  private mutating func add(_ name: String, _ terms: Term...) {
    features.append(Feature(name: name, family: family, terms: terms))
  }

  private mutating func add(_ name: String, _ lane: Int) { add(name, (lane, 1)) }

  /// Features of all classes: four from `lane` on, and the last as what they lack of a sum, 0 where
  /// there is none.
  private mutating func addClasses(
    _ name: String, _ lane: Int, factor: Float = 1, sum: Int? = nil
  ) {
    let last = InnerLabel.paywall
    for label in InnerLabel.allCases where label != last {
      add("\(name) \(label.name)", (lane + label.rawValue, factor))
    }
    let terms = (sum.map { [($0, factor)] } ?? []) + (0..<4).map { (lane + $0, -factor) }
    features.append(Feature(name: "\(name) \(last.name)", family: family, terms: terms))
  }

  private mutating func addLogarithms(_ name: String, _ offset: Int) {
    for label in InnerLabel.allCases {
      add("\(name) \(label.name)", Self.lane(Block.logarithms + 2 + offset, label.rawValue))
    }
  }

  private mutating func addOwn() {
    addLogarithms("own logarithm", 0)
    addClasses("naive Bayes", Self.lane(Block.own, 4), factor: 1 / 40)
    addClasses("logistic regression", Self.lane(Block.position, 0), factor: 1 / 4)
    addClasses("own probability", Self.lane(Block.own, 0), sum: Self.one)
  }

  private mutating func addNeighbour(_ offset: Int) {
    // Two paragraphs a block, the own one by itself.
    let place = offset < 0 ? 4 + offset : 5 + offset
    let inside = Self.lane(offset < 0 ? Block.start : Block.end, abs(offset) - 1)
    addClasses("\(offset): probability", 4 * place, sum: inside)
    if abs(offset) <= 2 { addLogarithms("\(offset): logarithm", offset) }
    add("\(offset): inside", inside)
  }

  private mutating func addContent() {
    let (logarithms, shares) = (Self.lane(Block.content, 0), Self.lane(Block.position, 6))
    add("share of content before", shares)
    add("share of content behind", shares + 1)
    add("content before", (logarithms, 1 / 8))
    add("content behind", (logarithms + 1, 1 / 8))
    add("own share of content", (Self.one, 1), (shares, -1), (shares + 1, -1))
    add("hardly any content before", logarithms + 4)
    add("hardly any content behind", logarithms + 5)
    add("little content before", logarithms + 6)
    add("little content behind", logarithms + 7)
  }

  private mutating func addPosition() {
    add("position", Self.lane(Block.position, 5))
    add("paragraphs before", (Self.lane(Block.content, 2), 1 / 5))
    add("paragraphs behind", (Self.lane(Block.content, 3), 1 / 5))
    add("paragraphs", Self.lane(Block.distances + 6, 6))
    for (place, count) in [1, 3, 8].enumerated() {
      add("among the first \(count)", Self.lane(Block.start, 4 + place))
      add("among the last \(count)", Self.lane(Block.end, 4 + place))
    }
  }

  private mutating func addForm(_ place: Int, _ name: String) {
    let counts = Self.lane(Block.logarithms + 1 + place, 5)
    for (offset, text) in ["length", "words", "share of capitalised words"].enumerated() {
      add("\(name), \(text)", counts + offset)
    }
    let steps = [
      "under 20 characters", "20 to 59 characters", "60 to 139 characters",
      "140 characters and more",
    ]
    for (offset, text) in (steps + WordlessForm.Signs.names).enumerated() {
      add("\(name), \(text)", Self.lane(Block.forms + 2 * place, offset))
    }
  }
}
