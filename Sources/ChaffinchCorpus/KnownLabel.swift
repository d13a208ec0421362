// What somebody knows of a paragraph's label: which it is, or only that it is not content. Scores and
// training use the first kind.

import Chaffinch

/// A label, or the knowledge that a paragraph is not content.
public enum KnownLabel: Int, CaseIterable, Sendable {
  /// As ``InnerLabel/content``.
  case content
  /// As ``InnerLabel/caption``.
  case caption
  /// As ``InnerLabel/promo``.
  case promo
  /// As ``InnerLabel/byline``.
  case byline
  /// As ``InnerLabel/paywall``.
  case paywall
  /// Any label but content.
  case notContent

  /// A label that is fully known.
  public init(_ label: InnerLabel) {
    self =
      switch label {
      case .content: .content
      case .caption: .caption
      case .promo: .promo
      case .byline: .byline
      case .paywall: .paywall
      }
  }

  /// The label, where it is fully known.
  public var label: InnerLabel? {
    switch self {
    case .content: .content
    case .caption: .caption
    case .promo: .promo
    case .byline: .byline
    case .paywall: .paywall
    case .notContent: nil
    }
  }

  /// The name in the stand-off form.
  public var name: String { label?.name ?? "not-content" }

  /// The label that the stand-off form spells `name`; `nil` for any other spelling.
  public init?(name: some StringProtocol) {
    guard let known = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = known
  }
}
