// What other people's labels mean in ours. Guesses nothing: a name that is neither known nor mapped is an
// error.

/// Our names of labels, and others that stand for them.
public struct LabelMapping: Sendable {
  private let names: [String: KnownLabel?]

  /// A mapping.
  ///
  /// - Parameter names: what other names stand for; nothing where they say nothing about a label. A
  ///   name of ours may be given another meaning.
  public init(_ names: [String: KnownLabel?] = [:]) {
    self.names = names
  }

  /// What `name` stands for; `nil` where it says nothing.
  func label(_ name: String) throws(LineError) -> KnownLabel? {
    if let mapped = names[name] { return mapped }
    guard let label = KnownLabel(name: name) else {
      let known = KnownLabel.allCases.map(\.name) + names.keys.sorted()
      throw LineError(
        reason: "unknown label '\(name.prefix(40))', expected one of "
          + known.joined(separator: ", ") + "; map it to one of them")
    }
    return label
  }

  /// The one label that `names` say: a paywall is a promo, too, and a promo, caption or byline is not
  /// content.
  func label(_ names: [String]) throws(LineError) -> KnownLabel? {
    var found: KnownLabel?
    for name in names {
      guard let label = try label(name) else { continue }
      switch (found, label) {
      case (nil, _), (.promo, .paywall): found = label
      case (.notContent, _) where label != .content: found = label
      case (let old, _) where old == label: break
      case (.paywall, .promo): break
      case (let old?, .notContent) where old != .content: break
      case (let old?, _):
        throw LineError(
          reason: "the labels \(old.name) and \(label.name) exclude each other; leave one")
      }
    }
    return found
  }
}
