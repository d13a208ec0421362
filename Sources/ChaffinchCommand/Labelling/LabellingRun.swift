// The loop between a terminal and a labelling session: draws, waits, applies keys, writes. What keys mean
// is decided in `LabellingSession`, what is drawn in `LabellingScreen`.

import Chaffinch
import ChaffinchCorpus

/// A session at a terminal.
struct LabellingRun {
  private var queue: ArticleQueue
  let classifier: ParagraphClassifier
  let output: LabelledOutput
  let unfinishedPath: String
  let terminal: SystemTerminal
  let usesColour: Bool
  /// Whether labels that the input gives are asked about again.
  let reviews: Bool
  /// The decisions that the input gives.
  let given: [[LabellingSession.Decision?]]
  /// Unfinished articles that are not in the queue.
  let others: [UnfinishedLabels.Item]

  private(set) var session: LabellingSession
  private var article: LabellingArticle?
  private var shown: ShownArticle?
  /// The lines on the screen, so that only changed ones are sent.
  private var drawn: [ScreenLine] = []
  /// Whether decisions changed since they were kept.
  private var isChanged = false
  /// Whether they could not be kept when the program was to end.
  private var mayLose = false

  /// How a session ended.
  enum Ending: Equatable {
    case quit
    case signal(Int32)
    /// The terminal went away.
    case closed
  }

  init(
    _ queue: ArticleQueue, _ setting: LabellingSetting, output: LabelledOutput,
    terminal: SystemTerminal
  ) {
    self.queue = queue
    self.output = output
    self.terminal = terminal
    classifier = setting.classifier
    unfinishedPath = setting.unfinishedPath
    usesColour = setting.usesColour
    reviews = setting.reviews
    given = setting.given
    others = setting.others
    session = LabellingSession(decisions: setting.decisions, start: setting.start)
  }

  /// Runs until the user quits or something ends the session; what is unfinished is kept then.
  mutating func run() throws(CommandError) -> Ending {
    if let place = session.place { try open(place.article) }
    var keys = KeyParser()
    while true {
      draw()
      switch terminal.next(within: keys.isWaiting ? 500 : nil) {
      case .timeout: keys.expire()
      case .redraw: drawn = []
      case .suspend:
        keep()
        suspend()
      case .closed: return try end(.closed)
      case .ended(let signal): return try end(.signal(signal))
      case .bytes(let bytes):
        for key in keys.keys(bytes) where try apply(key) { return .quit }
        keep()
      }
    }
  }

  // MARK: Keys

  /// Applies a key; returns whether the session ends.
  private mutating func apply(_ key: Key) throws(CommandError) -> Bool {
    // Nobody labels what cannot be seen.
    guard isLargeEnough || [.character("q"), .interrupt, .suspend, .redraw].contains(key) else {
      return false
    }
    for effect in session.apply(key) {
      switch effect {
      case .save(let index):
        guard save(index) else { return false }
      case .takeBack:
        // First what the file is to lose is safe elsewhere.
        isChanged = true
        keep()
        try output.takeBack()
      case .open(let index): try open(index)
      case .keep: isChanged = true
      case .redraw: drawn = []
      case .suspend:
        keep()
        suspend()
      case .quit:
        let isWarned = mayLose
        mayLose = true
        if keep() { return true }
        // Only who was told so loses labels.
        if isWarned { try unfinished.write(to: unfinishedPath) }
      }
    }
    return false
  }

  private var isLargeEnough: Bool {
    let size = terminal.size
    return LabellingScreen(columns: size.columns, rows: size.rows).problem == nil
  }

  private mutating func suspend() {
    terminal.suspend()
    drawn = []
  }

  /// Reads the article that is shown now, and what the model says about it.
  private mutating func open(_ index: Int) throws(CommandError) {
    let read = try queue.article(index)
    let labelled = read.article
    let predictions = classifier.classify(labelled.article)
    let labels = labelled.paragraphs.map { reviews ? $0.label : nil }
    article = read
    shown = ShownArticle(
      number: index + 1, total: queue.entries.count,
      title: [labelled.site, labelled.id].filter { !$0.isEmpty }.joined(separator: " "),
      texts: labelled.paragraphs.map(\.text), predictions: predictions, given: labels)
    session.suggest(
      zip(labels, predictions).map { $0 ?? $1.suggestedLabel },
      // A label of the input that the model doubts is worth a look.
      sure: zip(labels, predictions).map { label, prediction in
        prediction.suggestedShare >= LabellingHelp.sure
          && label ?? prediction.suggestedLabel == prediction.suggestedLabel
      })
  }

  // MARK: Writing

  /// Writes a finished article; where that fails its last decision is open again and the reason told.
  private mutating func save(_ index: Int) -> Bool {
    guard let article else { return false }
    do throws(CommandError) {
      try output.save(article.line(session.decisions[index].map { $0?.label }))
      return true
    } catch {
      _ = session.undo()
      session.message = error.message
      return false
    }
  }

  /// Keeps unfinished labels, if they changed; tells the reason where that fails.
  @discardableResult
  private mutating func keep() -> Bool {
    guard isChanged else { return true }
    do {
      try unfinished.write(to: unfinishedPath)
      isChanged = false
      mayLose = false
      return true
    } catch {
      session.message = (mayLose ? "q again gives labels up: " : "") + error.message
      return false
    }
  }

  private var unfinished: UnfinishedLabels {
    UnfinishedLabels(session, keys: queue.entries.map(\.key), given: given, others: others)
  }

  /// Keeps what is unfinished, without asking.
  private func end(_ ending: Ending) throws(CommandError) -> Ending {
    if isChanged { try unfinished.write(to: unfinishedPath) }
    return ending
  }

  // MARK: Drawing

  /// Sends the lines that changed.
  private mutating func draw() {
    let size = terminal.size
    let screen = LabellingScreen(columns: size.columns, rows: size.rows)
    let (lines, limits) = screen.draw(session, shown)
    session.limitScroll(limits)
    var frame = ""
    if drawn.count != lines.count {
      frame += "\u{1B}[2J"
      drawn = []
    }
    for (row, line) in lines.enumerated() where drawn.isEmpty || drawn[row] != line {
      // Erased first: behind a full line the cursor still stands on its last character.
      frame += "\u{1B}[\(row + 1);1H\u{1B}[2K" + line.encoded(usesColour: usesColour)
    }
    if !frame.isEmpty { terminal.write(frame) }
    drawn = lines
  }
}
