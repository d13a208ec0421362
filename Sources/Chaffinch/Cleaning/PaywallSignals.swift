// Collects what an article's paragraphs say about a paywall, and weighs it. One pass over the
// paragraphs; texts are bytes, so that records of JSON Lines need no strings.

/// The signals of a paywall in an article whose paragraphs are added in order.
struct PaywallSignals {
  /// How probable it must be that a paragraph asks to pay.
  static let threshold: Float = 0.5
  /// Fewer characters and no more paragraphs of content than these may be an excerpt.
  static let littleText = (characters: 1500, paragraphs: 6)
  /// As many characters or paragraphs of content speak against a page's word that it is not free.
  static let muchText = (characters: 4000, paragraphs: 10)
  /// A paragraph of so many bytes is running text, not a heading or an item of a list.
  static let runningText = 80
  /// A paragraph of so many bytes that ends in a colon announces something.
  static let announcement = 20
  /// Whether a paragraph stands in an element whose text needs no end: a heading, for example, or an
  /// item of a list, but not a `p` in one, as lists and tables lay out whole pages.
  static func isLine(_ place: ParagraphMarkup?, in markup: ArticleMarkup) -> Bool {
    guard let place else { return false }
    let surroundings = place.surroundings
    if !surroundings.isDisjoint(with: [.heading, .figcaption, .preformatted]) { return true }
    guard !surroundings.isDisjoint(with: [.listItem, .tableCell]) else { return false }
    return place.element.map { !markup.isNamed("p", $0) } ?? true
  }

  private var count = 0
  private var appeals: [(index: Int, probability: Float)] = []
  private var content: (first: Int, last: Int)?
  private var contentParagraphs = 0
  /// Characters of content; exact below ``muchText``.
  private var characters = 0
  /// The last paragraph up to which only appeals, bylines and captions follow the last content.
  private var tailEnd = 0
  private var isInTail = false
  /// The last paragraph of content: its end and its bytes; `nil` where it needs no end.
  private var end: (ending: TextEnding, bytes: Int)?
  /// Paragraphs of running text, and how many of them end a sentence.
  private var running = 0
  private var ended = 0

  /// Whether the text matters of a paragraph with this prediction.
  func needsText(of prediction: Prediction) -> Bool {
    prediction.paywall < Self.threshold && prediction.label == .content
  }

  /// Adds a paragraph whose text does not matter.
  mutating func add(_ prediction: Prediction) {
    if prediction.paywall >= Self.threshold {
      appeals.append((count, prediction.paywall))
      if isInTail { tailEnd = count }
    } else if prediction.label == .promo {
      isInTail = false
    } else if isInTail {
      tailEnd = count
    }
    count += 1
  }

  /// Adds a paragraph of content.
  ///
  /// - Parameter isLine: whether it is a heading, an item of a list or the like.
  mutating func add(_ prediction: Prediction, text: Span<UInt8>, isLine: Bool) {
    content = (content?.first ?? count, count)
    contentParagraphs += 1
    // Beyond that the number does not matter.
    if characters < Self.muchText.characters {
      characters += utf8Characters(in: text)
    }
    tailEnd = count
    isInTail = true
    let ending = TextEnding(text)
    end = isLine ? nil : (ending, text.count)
    if !isLine, text.count >= Self.runningText {
      running += 1
      if ending == .sentence { ended += 1 }
    }
    count += 1
  }

  /// Whether the last paragraph of content has no end. One without punctuation only says so where
  /// the others have some: captions, verse and Thai do without.
  private var breaksOff: Bool {
    guard let end else { return false }
    switch end.ending {
    case .ellipsis: return true
    case .colon: return end.bytes >= Self.announcement
    case .open: return end.bytes >= Self.runningText && ended > 0 && 4 * ended >= 3 * (running - 1)
    case .sentence, .other: return false
    }
  }

  private func place(of index: Int, in content: (first: Int, last: Int)?)
    -> PaywallVerdict.Place
  {
    guard let content, index > content.first else { return .before }
    if index < content.last { return .inside }
    return index <= tailEnd ? .rightBehind : .behind
  }

  /// Weighs the signals.
  ///
  /// - Parameters:
  ///   - isDeclaredFree: the page's word, if it gives it.
  ///   - isFeedItem: whether an excerpt would be nothing unusual.
  func verdict(isDeclaredFree: Bool?, isFeedItem: Bool) -> PaywallVerdict {
    let isLittle =
      characters < Self.littleText.characters
      && contentParagraphs <= Self.littleText.paragraphs
    let breaksOff = breaksOff
    var evidence = appeals.map { appeal in
      PaywallVerdict.Evidence.paywallParagraph(
        appeal.index + 1, place: place(of: appeal.index, in: content),
        probability: appeal.probability)
    }
    if content == nil { evidence.append(.noContent) }
    if breaksOff { evidence.append(.breaksOff) }
    if content != nil, isLittle { evidence.append(.littleText(characters: characters)) }
    if let isDeclaredFree { evidence.append(isDeclaredFree ? .declaredFree : .declaredNotFree) }
    let value = value(
      breaksOff: breaksOff, isLittle: isLittle && !isFeedItem, isDeclaredFree: isDeclaredFree)
    return PaywallVerdict(value, evidence: evidence)
  }

  private func value(breaksOff: Bool, isLittle: Bool, isDeclaredFree: Bool?)
    -> PaywallVerdict.Value
  {
    guard let content else { return .unknown }
    let asksAtTheEnd = appeals.contains { place(of: $0.index, in: content) == .rightBehind }
    let isMuch =
      characters >= Self.muchText.characters || contentParagraphs >= Self.muchText.paragraphs
    if isDeclaredFree != true {
      if breaksOff, asksAtTheEnd { return .walled }
      if isDeclaredFree == false, asksAtTheEnd, !isMuch { return .walled }
    }
    // What follows has one signal at most, or signals that contradict one another. A missing full
    // stop alone is a slip of the pen.
    if breaksOff, asksAtTheEnd || isDeclaredFree == false || end?.ending == .ellipsis {
      return .unknown
    }
    if isLittle, asksAtTheEnd || isDeclaredFree == false { return .unknown }
    return appeals.isEmpty ? .open : .offered
  }
}
