// The labels a paragraph can have: four public ones, five inside the models. Says nothing of how
// they are decided.

/// What a paragraph is: the article itself, or one of three things the publisher put around it.
public enum ParagraphLabel: UInt8, CaseIterable, Sendable {
  /// What the author wrote as the article: headline, standfirst, body, lists, quotes, footnotes.
  case content
  /// Text that describes or credits a picture, video, chart or map.
  case caption
  /// Everything that is not the article: navigation, related stories, sign-ups, appeals, adverts.
  case promo
  /// Who wrote, edited or published the article, and when.
  case byline

  /// The label as corpora and results spell it.
  public var name: String {
    switch self {
    case .content: "content"
    case .caption: "caption"
    case .promo: "promo"
    case .byline: "byline"
    }
  }

  /// The label spelled `name`; `nil` for any other spelling, upper case included.
  public init?(name: some StringProtocol) {
    guard let label = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = label
  }
}

/// The classes the models learn: the four labels, with the promos that ask the reader to pay, join
/// or identify kept apart as `paywall`.
///
/// The raw value is the class's lane in every ``ClassVector``.
public enum InnerLabel: Int, CaseIterable, Sendable {
  /// As ``ParagraphLabel/content``.
  case content
  /// As ``ParagraphLabel/caption``.
  case caption
  /// Promos other than ``paywall``.
  case promo
  /// As ``ParagraphLabel/byline``.
  case byline
  /// Promos that ask the reader to pay, join, donate, register or log in.
  case paywall

  /// The public label that the class is folded into.
  public var label: ParagraphLabel {
    switch self {
    case .content: .content
    case .caption: .caption
    case .promo, .paywall: .promo
    case .byline: .byline
    }
  }

  /// The class as the people's corpus format and model files spell it.
  public var name: String { self == .paywall ? "paywall" : label.name }

  /// The class spelled `name`; `nil` for any other spelling.
  public init?(name: some StringProtocol) {
    guard let inner = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = inner
  }
}
