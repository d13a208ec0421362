// The families of context features, by which a training run can leave some out. Computes no feature: who
// emits features says which family they belong to.

/// Families of context features.
///
/// A model that leaves a family out has weights of zero for its features, so nothing else has to say so.
public struct ContextFamilies: OptionSet, Hashable, Sendable {
  /// A bit for each family.
  public let rawValue: UInt32

  /// Families by their bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// What is said of the paragraphs up to four before and behind.
  public static let neighbours = ContextFamilies(rawValue: 1 << 0)
  /// Mean probabilities in windows before and behind.
  public static let windows = ContextFamilies(rawValue: 1 << 1)
  /// How much of the article's content stands before and behind.
  public static let content = ContextFamilies(rawValue: 1 << 2)
  /// Distances to paragraphs that are sure.
  public static let distances = ContextFamilies(rawValue: 1 << 3)
  /// The place in the article.
  public static let position = ContextFamilies(rawValue: 1 << 4)
  /// Length and form of the paragraph and those beside it, and whether it occurs again.
  public static let forms = ContextFamilies(rawValue: 1 << 5)
  /// Words shared with the rest of the article.
  public static let cohesion = ContextFamilies(rawValue: 1 << 6)
  /// Words shared with the page's title and authors, and the place by the title.
  public static let title = ContextFamilies(rawValue: 1 << 7)
  /// The elements around the paragraph and those beside it.
  public static let elements = ContextFamilies(rawValue: 1 << 8)
  /// What is said of paragraphs in the same template.
  public static let templates = ContextFamilies(rawValue: 1 << 9)
  /// What is said of the paragraphs in the elements around.
  public static let containers = ContextFamilies(rawValue: 1 << 10)

  /// Each family with its name, in order.
  public static let named: [(name: String, family: ContextFamilies)] = [
    ("neighbours", .neighbours), ("windows", .windows), ("content", .content),
    ("distances", .distances), ("position", .position), ("forms", .forms),
    ("cohesion", .cohesion), ("title", .title), ("elements", .elements),
    ("templates", .templates), ("containers", .containers),
  ]

  /// The names of the families, with commas between them; `none` for no family.
  public var names: String {
    isEmpty
      ? "none" : Self.named.filter { contains($0.family) }.map(\.name).joined(separator: ",")
  }

  /// The families of names with commas between them, or `none`; `nil` when a name is unknown.
  public init?(names: some StringProtocol) {
    self = []
    guard names != "none" else { return }
    for part in names.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.drop { $0 == " " }
      guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
      insert(known.family)
    }
  }
}
