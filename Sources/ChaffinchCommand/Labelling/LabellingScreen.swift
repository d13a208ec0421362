// Draws a labelling session as lines for a width and a height. Sends nothing to a terminal.

import Chaffinch

/// What the screen shows of an article.
struct ShownArticle {
  /// The article's number among all and how many there are.
  let number: Int
  let total: Int
  /// Its site and id.
  let title: String
  let texts: [String]
  let predictions: [Prediction]
  /// The labels that the input gives, where they are asked about again.
  let given: [InnerLabel?]
}

/// The screen of a session.
struct LabellingScreen {
  /// The smallest terminal that the screen fits.
  static let minimum = (columns: 20, rows: 6)
  /// Lines of text that are longer are hard to read.
  private static let widest = 100

  let columns: Int
  let rows: Int

  /// What is wrong with the terminal's size, if anything.
  var problem: String? {
    if columns < Self.minimum.columns {
      return
        "the terminal has \(columns) columns, \(Self.minimum.columns) are needed; make it wider"
    }
    if rows < Self.minimum.rows {
      return "the terminal has \(rows) rows, \(Self.minimum.rows) are needed; make it higher"
    }
    return nil
  }

  private var isNarrow: Bool { columns < 40 }
  private var bodyRows: Int { rows - 3 }
  /// Marker, label and a space.
  private var gutter: Int { isNarrow ? 4 : 11 }
  private var textColumns: Int { min(columns, Self.widest) - gutter }

  /// How far things can be scrolled, in lines.
  struct Limits: Equatable {
    var scroll = 0
    var help = 0
    /// The lines that are seen at once.
    var page = 1
  }

  /// The lines, exactly as many as there are rows, and how far they can be scrolled.
  func draw(_ session: LabellingSession, _ article: ShownArticle?) -> ([ScreenLine], Limits) {
    if let problem {
      let lines = WrappedText.lines(Array(problem), columns: max(columns, 2))
      return (filled(lines.map { ScreenLine($0) }, to: rows), Limits())
    }
    if let scroll = session.helpScroll { return help(scroll) }
    guard let place = session.place, let article else { return (finished(session), Limits()) }
    let text = CharacterWidth.harmless(article.texts[place.paragraph])
    let paragraph = WrappedText.lines(text, columns: textColumns)
    let limit = max(paragraph.count - bodyRows, 0)
    let scroll = min(session.scroll, limit)
    var lines = [header(article, place)]
    lines += filled(body(session, article, place, paragraph, scroll), to: bodyRows)
    lines.append(suggestion(session, article, place.paragraph))
    if let message = session.message {
      lines.append(ScreenLine(cut(message, to: columns), .reverse))
    } else if limit > 0 {
      let shown = "\(scroll + 1)-\(scroll + bodyRows)"
      let long = "lines \(shown) of \(paragraph.count), right and left scroll"
      let short = "\(shown)/\(paragraph.count) right: more"
      lines.append(ScreenLine(cut(long.count <= columns ? long : short, to: columns), .reverse))
    } else {
      lines.append(ScreenLine(LabellingHelp.line(columns: columns), .dim))
    }
    return (lines, Limits(scroll: limit, page: bodyRows))
  }

  private func help(_ scroll: Int) -> ([ScreenLine], Limits) {
    let help = LabellingHelp.lines(columns: min(columns, Self.widest))
    let limit = max(help.count - (rows - 1), 0)
    let first = min(scroll, limit)
    let shown = help[first...].prefix(rows - 1).map { ScreenLine($0) }
    let ending = first < limit ? "j: more; else: back" : "any key: back"
    let lines = filled(shown, to: rows - 1) + [ScreenLine(cut(ending, to: columns), .reverse)]
    return (lines, Limits(help: limit))
  }

  private func filled(_ lines: [ScreenLine], to count: Int) -> [ScreenLine] {
    Array(
      (lines + Array(repeating: ScreenLine(), count: max(count - lines.count, 0))).prefix(count))
  }

  private func cut(_ text: String, to columns: Int) -> String {
    WrappedText.cut(CharacterWidth.harmless(text), columns: columns)
  }

  // MARK: Parts

  private func header(_ article: ShownArticle, _ place: LabellingSession.Place) -> ScreenLine {
    let numbers =
      isNarrow
      ? "\(article.number)/\(article.total) \(place.paragraph + 1)/\(article.texts.count)"
      : "article \(article.number) of \(article.total), "
        + "paragraph \(place.paragraph + 1) of \(article.texts.count)"
    let line = article.title.isEmpty ? numbers : "\(numbers)  \(article.title)"
    return ScreenLine(cut(line, to: columns), .bold)
  }

  private func body(
    _ session: LabellingSession, _ article: ShownArticle, _ place: LabellingSession.Place,
    _ paragraph: [String], _ scroll: Int
  ) -> [ScreenLine] {
    let shown = paragraph[scroll...].prefix(bodyRows)
    var rest = bodyRows - shown.count
    let gap = rest >= 6 ? 1 : 0
    rest -= 2 * gap
    let behind = article.texts.count - place.paragraph - 1
    // Half for what came before, or more where little follows.
    let before = min(place.paragraph, max((rest + 1) / 2, rest - behind))
    let after = min(behind, rest - before)
    let above = Array(place.paragraph - before..<place.paragraph)
    let below = Array(place.paragraph + 1..<place.paragraph + 1 + after)
    var texts: [Int: [String]] = [:]
    for neighbour in above + below { texts[neighbour] = wrapped(article.texts[neighbour]) }
    // Where there is room, neighbours have two lines and more.
    let height = (2...Self.neighbourRows).last { height in
      (above + below).reduce(0) { $0 + min(texts[$1]?.count ?? 0, height) } <= rest
    }
    func drawn(_ neighbours: [Int]) -> [ScreenLine] {
      neighbours.flatMap { number in
        lines(number, shortened(texts[number] ?? [], to: height ?? 1), .dim, session)
      }
    }
    var all = drawn(above)
    if before > 0, gap > 0 { all.append(ScreenLine()) }
    all += lines(place.paragraph, Array(shown), .plain, session)
    if after > 0, gap > 0 { all.append(ScreenLine()) }
    return all + drawn(below)
  }

  /// The most rows for a neighbour.
  private static let neighbourRows = 4

  /// The start of a neighbour's text in lines, no more of it than can be seen.
  private func wrapped(_ text: String) -> [String] {
    let start = text.prefix((Self.neighbourRows + 1) * textColumns)
    return WrappedText.lines(CharacterWidth.harmless(String(start)), columns: textColumns)
  }

  private func shortened(_ lines: [String], to count: Int) -> [String] {
    guard lines.count > count else { return lines }
    let last = "\(lines[count - 1]) \(lines[count])"
    return lines.prefix(count - 1) + [WrappedText.cut(last, columns: textColumns)]
  }

  /// The lines of a paragraph, its label before the first.
  private func lines(
    _ paragraph: Int, _ texts: [String], _ style: ScreenLine.Style, _ session: LabellingSession
  ) -> [ScreenLine] {
    texts.enumerated().map { number, text in
      var line = ScreenLine()
      if number == 0 {
        let marker = session.place?.paragraph == paragraph ? ">" : " "
        line.add(isNarrow ? marker : "\(marker) ", .bold)
        addLabel(paragraph, session, to: &line)
      } else {
        line.add(String(repeating: " ", count: gutter))
      }
      line.add(text, style)
      return line
    }
  }

  /// The label that was given, or with a question mark the one that is suggested.
  private func addLabel(
    _ paragraph: Int, _ session: LabellingSession, to line: inout ScreenLine
  ) {
    var name: String
    var style = ScreenLine.Style.dim
    switch session.decision(paragraph) {
    case .label(let label):
      name = isNarrow ? LabellingHelp.key(of: label) : label.name
      style = .label(label)
    case .unlabelled: name = isNarrow ? "-" : "no label"
    case nil:
      let label =
        session.suggestions.indices.contains(paragraph) ? session.suggestions[paragraph] : nil
      name = label.map { (isNarrow ? LabellingHelp.key(of: $0) : $0.name) + "?" } ?? "?"
    }
    line.add(name, style)
    line.add(String(repeating: " ", count: max(gutter - (isNarrow ? 1 : 2) - name.count, 1)))
  }

  /// What Enter does, and what else the model says.
  private func suggestion(
    _ session: LabellingSession, _ article: ShownArticle, _ paragraph: Int
  ) -> ScreenLine {
    let prediction = article.predictions[paragraph]
    let given = article.given[paragraph]
    let model: InnerLabel = prediction.suggestedLabel
    let share = wholePercent(prediction.suggestedShare)
    var line = ScreenLine("Enter ")
    line.add((given ?? model).name, .label(given ?? model))
    var rest = given == nil ? " \(share)" : " as it was  model: \(model.name) \(share)"
    let others = ParagraphLabel.allCases.filter {
      $0 != prediction.label && prediction.probability(of: $0) >= 0.01
    }.sorted { prediction.probability(of: $0) > prediction.probability(of: $1) }
    for label in others {
      let more = "  \(label.name) \(wholePercent(prediction.probability(of: label)))"
      if line.text.count + rest.count + more.count <= columns { rest += more }
    }
    line.add(cut(rest, to: columns - line.text.count))
    return line
  }

  private func finished(_ session: LabellingSession) -> [ScreenLine] {
    let saved = session.count(.saved)
    let skipped = session.count(.skipped)
    var text = "\(saved) article\(saved == 1 ? "" : "s") labelled"
    if skipped > 0 { text += ", \(skipped) skipped" }
    text += "; no more are left. q quits, u takes the last key back."
    let lines = WrappedText.lines(Array(text), columns: min(columns, Self.widest))
    return filled(lines.map { ScreenLine($0) }, to: rows)
  }
}
