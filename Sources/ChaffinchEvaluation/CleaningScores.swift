// What a cleaner would do with some paragraphs' predictions, against their labels: how much of the article
// would be lost, how much of the rest left. Cuts nothing.

import Chaffinch

/// Counts characters (Unicode scalars) of paragraphs that a cleaning policy would remove or keep.
///
/// Paragraphs that segmentation did not find are left out: nobody knows their length.
public struct CleaningScores: Sendable, Equatable {
  /// Characters of content, and those among them that would be removed.
  public private(set) var content = Share()
  /// Characters of promos, and those among them that would be kept.
  public private(set) var promo = Share()

  /// A part of a whole.
  public struct Share: Sendable, Equatable {
    /// What went wrong: removed content, or promos left.
    public fileprivate(set) var part = 0
    /// All of it.
    public fileprivate(set) var whole = 0

    /// `part` of `whole`, in 0…1; `nil` where there is nothing.
    public var value: Double? { whole == 0 ? nil : Double(part) / Double(whole) }
  }

  /// Nothing counted.
  init() {}

  /// The share of the content's text that would be lost, in 0…1; `nil` without content.
  public var contentLost: Double? { content.value }
  /// The share of the promos' text that would be left, in 0…1; `nil` without promos.
  public var promoLeft: Double? { promo.value }

  /// Counts a paragraph of `characters` characters.
  mutating func add(_ label: ParagraphLabel, characters: Int, isRemoved: Bool) {
    switch label {
    case .content:
      content.whole += characters
      if isRemoved { content.part += characters }
    case .promo:
      promo.whole += characters
      if !isRemoved { promo.part += characters }
    case .caption, .byline: break
    }
  }

  /// Adds count to count.
  static func += (left: inout CleaningScores, right: CleaningScores) {
    left.content.part += right.content.part
    left.content.whole += right.content.whole
    left.promo.part += right.promo.part
    left.promo.whole += right.promo.whole
  }
}
