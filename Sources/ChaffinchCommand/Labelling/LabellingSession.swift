// Labelling as a state: articles, decisions on their paragraphs, the place, and what can be undone.
// Knows neither texts nor files nor a terminal: keys go in, effects come out.

import Chaffinch

/// A labelling session.
struct LabellingSession {
  /// What was decided about a paragraph.
  enum Decision: Equatable {
    case label(InnerLabel)
    /// It stays without a label.
    case unlabelled

    /// The label, if it has one.
    var label: InnerLabel? {
      if case .label(let label) = self { label } else { nil }
    }
  }

  /// What becomes of an article.
  enum Status: Equatable {
    case open
    /// All is decided and written.
    case saved
    /// Not now; the next session asks again.
    case skipped
  }

  /// A paragraph of an article, both counted from 0.
  struct Place: Equatable {
    var article: Int
    var paragraph: Int
  }

  /// What a key asks of the world, in order.
  enum Effect: Equatable {
    /// Every paragraph of the article is decided: write it.
    case save(Int)
    /// The article, which was written last, is open again: take it out.
    case takeBack(Int)
    /// The article is shown now: its suggestions are wanted.
    case open(Int)
    /// Decisions of unfinished articles changed.
    case keep
    case quit, suspend, redraw
  }

  /// What a key did, so that it can be undone.
  private struct Change {
    let place: Place
    let before: [(paragraph: Int, decision: Decision?)]
    /// What became of the article.
    var status = Status.open
  }

  private(set) var decisions: [[Decision?]]
  private(set) var statuses: [Status]
  /// The paragraph that is asked about; `nil` when no article is left.
  private(set) var place: Place?
  /// The labels that are suggested for the article that is shown.
  private(set) var suggestions: [InnerLabel] = []
  /// Which of them the model is sure of.
  private var isSure: [Bool] = []
  /// Something to tell, until the next key.
  var message: String?
  /// The first line shown of a paragraph that is longer than the screen.
  private(set) var scroll = 0
  /// The lines that the screen shows of such a paragraph.
  private var page = 1
  /// The first line shown of the help; `nil` while it is not shown.
  private(set) var helpScroll: Int?
  private var history: [Change] = []

  /// A session over articles with the decisions that they have already, each with at least one
  /// paragraph, that begins with the article `start`.
  init(decisions: [[Decision?]], start: Int = 0) {
    self.decisions = decisions
    statuses = Array(repeating: .open, count: decisions.count)
    if decisions.indices.contains(start) { place = firstPlace(in: start) }
  }

  /// Takes the suggestions for the article that was opened, and which of them are sure.
  mutating func suggest(_ labels: [InnerLabel], sure: [Bool] = []) {
    suggestions = labels
    isSure = sure
  }

  /// Keeps the scrolled lines inside what there is, which only the screen knows.
  mutating func limitScroll(_ limits: LabellingScreen.Limits) {
    scroll = min(scroll, limits.scroll)
    helpScroll = helpScroll.map { min($0, limits.help) }
    page = limits.page
  }

  /// The decision on a paragraph of the article that is shown.
  func decision(_ paragraph: Int) -> Decision? {
    place.flatMap { decisions[$0.article][paragraph] }
  }

  /// How many articles have a status.
  func count(_ status: Status) -> Int { statuses.count { $0 == status } }

  // MARK: Keys

  /// Does what a key says.
  mutating func apply(_ key: Key) -> [Effect] {
    message = nil
    switch key {
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .interrupt: return [.quit]
    case .paste:
      message = "pasted text is not taken for keys"
      return []
    default: break
    }
    if let shown = helpScroll {
      switch key {
      case .down, .pageDown, .character("j"), .character(" "): helpScroll = shown + 1
      case .up, .pageUp, .character("k"): helpScroll = max(shown - 1, 0)
      default: helpScroll = nil
      }
      return []
    }
    switch key {
    case .character("q"): return [.quit]
    case .character("?"):
      helpScroll = 0
      return []
    case .character("u"), .backspace: return undo()
    default: return place.map { apply(key, at: $0) } ?? none("u undoes, q quits")
    }
  }

  private mutating func apply(_ key: Key, at place: Place) -> [Effect] {
    switch key {
    case .character("c"): return decide([place.paragraph: .label(.content)], at: place)
    case .character("i"): return decide([place.paragraph: .label(.caption)], at: place)
    case .character("p"): return decide([place.paragraph: .label(.promo)], at: place)
    case .character("w"): return decide([place.paragraph: .label(.paywall)], at: place)
    case .character("b"): return decide([place.paragraph: .label(.byline)], at: place)
    case .character("s"): return decide([place.paragraph: .unlabelled], at: place)
    case .enter, .character(" "):
      guard suggestions.indices.contains(place.paragraph) else { return none("no suggestion") }
      return decide([place.paragraph: .label(suggestions[place.paragraph])], at: place)
    case .character("A"):
      var all: [Int: Decision] = [:]
      for (paragraph, label) in suggestions.enumerated()
      where decisions[place.article][paragraph] == nil { all[paragraph] = .label(label) }
      return decide(all, at: place)
    case .character("a"): return acceptSure(at: place)
    case .character("n"), .character("S"): return skip(at: place)
    case .down, .character("j"): return move(by: 1, from: place)
    case .up, .character("k"): return move(by: -1, from: place)
    case .right, .character("l"): scroll += 1
    case .left, .character("h"): scroll = max(scroll - 1, 0)
    case .pageDown: scroll += page
    case .pageUp: scroll = max(scroll - page, 0)
    default: return none("not a key here; ? lists them")
    }
    return []
  }

  private mutating func none(_ reason: String) -> [Effect] {
    message = reason
    return []
  }

  private mutating func move(by step: Int, from place: Place) -> [Effect] {
    let paragraph = place.paragraph + step
    guard decisions[place.article].indices.contains(paragraph) else {
      return none(step < 0 ? "the first paragraph" : "the last paragraph")
    }
    self.place?.paragraph = paragraph
    scroll = 0
    return []
  }

  // MARK: Decisions

  private mutating func decide(_ new: [Int: Decision], at place: Place) -> [Effect] {
    let article = place.article
    var change = Change(
      place: place, before: new.keys.sorted().map { ($0, decisions[article][$0]) })
    for (paragraph, decision) in new { decisions[article][paragraph] = decision }
    scroll = 0
    let open = decisions[article].indices.filter { decisions[article][$0] == nil }
    if let next = open.first(where: { $0 > place.paragraph }) ?? open.first {
      self.place?.paragraph = next
      history.append(change)
      return [.keep]
    }
    change.status = .saved
    statuses[article] = .saved
    history.append(change)
    message = "saved; u undoes"
    return [.save(article)] + advance(from: article)
  }

  /// Accepts suggestions from here on, up to the first that is not sure.
  private mutating func acceptSure(at place: Place) -> [Effect] {
    var sure: [Int: Decision] = [:]
    for paragraph in decisions[place.article].indices
    where paragraph >= place.paragraph && decisions[place.article][paragraph] == nil {
      guard isSure.indices.contains(paragraph), isSure[paragraph] else { break }
      sure[paragraph] = .label(suggestions[paragraph])
    }
    return sure.isEmpty ? none("not sure of this one") : decide(sure, at: place)
  }

  private mutating func skip(at place: Place) -> [Effect] {
    history.append(Change(place: place, before: [], status: .skipped))
    statuses[place.article] = .skipped
    message = "skipped; u undoes"
    return advance(from: place.article)
  }

  /// Goes to the next open article, behind `article` or else from the start.
  private mutating func advance(from article: Int) -> [Effect] {
    scroll = 0
    let next =
      statuses[article...].firstIndex(of: .open) ?? statuses[..<article].firstIndex(of: .open)
    place = next.map(firstPlace)
    return next.map { [.open($0), .keep] } ?? [.keep]
  }

  /// The first open paragraph, or the last one where all are decided.
  private func firstPlace(in article: Int) -> Place {
    let open = decisions[article].firstIndex { $0 == nil }
    return Place(article: article, paragraph: open ?? decisions[article].count - 1)
  }

  /// Takes the last change back, also when it finished an article.
  mutating func undo() -> [Effect] {
    guard let change = history.popLast() else { return none("nothing to undo") }
    let article = change.place.article
    for (paragraph, decision) in change.before { decisions[article][paragraph] = decision }
    statuses[article] = .open
    var effects: [Effect] = change.status == .saved ? [.takeBack(article)] : []
    if place?.article != article { effects.append(.open(article)) }
    place = change.place
    scroll = 0
    return effects + [.keep]
  }
}
