// Tests the screen: exact lines at three widths, what is too small or too long, and hostile texts.

import Chaffinch
import Testing

@testable import ChaffinchCommand

@Suite struct LabellingScreenTests {
  private func article(_ texts: [String], given: InnerLabel? = nil) -> ShownArticle {
    ShownArticle(
      number: 2, total: 3, title: "river.example r-7", texts: texts,
      predictions: texts.map { _ in
        Prediction(
          label: .promo, probabilities: [0.09, 0.04, 0.87, 0.001], paywall: 0.1)
      }, given: texts.map { _ in given })
  }

  private static let texts = [
    "By Anna Keller", "The river rose in the night and the council closed the lower bridge.",
    "Photo: the bridge", "Sign up",
  ]

  /// The second paragraph is asked about.
  private func session() -> LabellingSession {
    var session = LabellingSession(decisions: [[nil, nil, nil, nil]])
    session.suggest([.byline, .promo, .caption, .paywall])
    _ = session.apply(.character("b"))
    return session
  }

  private func lines(_ columns: Int, _ rows: Int, _ session: LabellingSession) -> [String] {
    LabellingScreen(columns: columns, rows: rows).draw(session, article(Self.texts)).0.map(\.text)
  }

  @Test("At 80 columns and 12 rows")
  func wide() {
    #expect(
      lines(80, 12, session()) == [
        "article 2 of 3, paragraph 2 of 4  river.example r-7",
        "  byline   By Anna Keller",
        "",
        "> promo?   The river rose in the night and the council closed the lower bridge.",
        "",
        "  caption? Photo: the bridge",
        "  paywall? Sign up",
        "", "", "",
        "Enter promo 87%  content 9%  caption 4%",
        "c content  i caption  p promo  w paywall  b byline  u undo  ? help  q quit",
      ])
  }

  @Test("At 40 columns and 8 rows")
  func middle() {
    #expect(
      lines(40, 8, session()) == [
        "article 2 of 3, paragraph 2 of 4  river…",
        "  byline   By Anna Keller",
        "> promo?   The river rose in the night",
        "           and the council closed the",
        "           lower bridge.",
        "  caption? Photo: the bridge",
        "Enter promo 87%  content 9%  caption 4%",
        "c i p w b label  u undo  ? help  q quit",
      ])
  }

  @Test("At 20 columns and 10 rows")
  func narrow() {
    #expect(
      lines(20, 10, session()) == [
        "2/3 2/4  river.exam…",
        " b  By Anna Keller",
        ">p? The river rose",
        "    in the night and",
        "    the council",
        "    closed the lower",
        "    bridge.",
        " i? Photo: the brid…",
        "Enter promo 87%",
        "cipwb u undo ? help",
      ])
  }

  @Test("In six rows a long paragraph has three lines, says so, and is scrolled to its end")
  func scrolling() {
    let screen = LabellingScreen(columns: 20, rows: 6)
    var session = session()
    let (lines, limits) = screen.draw(session, article(Self.texts))
    #expect(
      lines.map(\.text)[1...3] == [">p? The river rose", "    in the night and", "    the council"])
    #expect(lines.last?.text == "1-3/5 right: more")
    #expect(limits == .init(scroll: 2, help: 0, page: 3))
    session.limitScroll(limits)
    _ = session.apply(.pageDown)
    let end = screen.draw(session, article(Self.texts)).0.map(\.text)
    #expect(end[1...3] == [">p? the council", "    closed the lower", "    bridge."])
  }

  @Test("In review the label of the input is what Enter keeps")
  func review() {
    var session = LabellingSession(decisions: [[nil]])
    session.suggest([.content])
    let screen = LabellingScreen(columns: 80, rows: 6)
    let lines = screen.draw(session, article(["One"], given: .content)).0.map(\.text)
    #expect(lines[1] == "> content? One")
    #expect(lines[4] == "Enter content as it was  model: promo 87%  content 9%  caption 4%")
  }

  @Test(
    "Every size has as many lines as rows, none wider than the columns",
    arguments: [1, 2, 12, 19, 20, 21, 39, 40, 41, 80, 200])
  func fits(columns: Int) {
    let texts = [
      "日本語の長い段落です。川は夜に増水し、議会は下の橋を閉鎖した。", "\u{1B}[2J\u{202E}evil\r\n\u{9B}31m",
      String(repeating: "x", count: 300), "👩‍👩‍👧 e\u{301} \u{7}",
    ]
    for rows in [1, 3, 6, 7, 9, 24, 60] {
      for key in ["", "b", "bcs", "?", "A", "bn", "x", "bck"] {
        var session = LabellingSession(decisions: [[nil, nil, nil, nil]])
        session.suggest([.byline, .paywall, .promo, .content])
        for character in key { _ = session.apply(.character(character)) }
        let screen = LabellingScreen(columns: columns, rows: rows)
        let lines = screen.draw(session, article(texts)).0
        #expect(lines.count == rows)
        for line in lines {
          #expect(CharacterWidth.columns(of: line.text) <= max(columns, 2), "\(line.text)")
          #expect(!line.text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
      }
    }
  }

  @Test("A terminal that is too small is told how large it must be")
  func tooSmall() {
    #expect(
      LabellingScreen(columns: 12, rows: 24).problem
        == "the terminal has 12 columns, 20 are needed; make it wider")
    #expect(
      LabellingScreen(columns: 80, rows: 5).problem
        == "the terminal has 5 rows, 6 are needed; make it higher")
    #expect(LabellingScreen(columns: 20, rows: 6).problem == nil)
    #expect(lines(12, 6, session())[0] == "the terminal")
  }

  @Test("Without colour there is none, and nothing but styles is sent beside the text")
  func styles() {
    var line = ScreenLine("a")
    line.add("promo", .label(.promo))
    line.add("c", .dim)
    #expect(line.encoded(usesColour: true) == "a\u{1B}[1;31mpromo\u{1B}[0m\u{1B}[2mc\u{1B}[0m")
    #expect(line.encoded(usesColour: false) == "a\u{1B}[1mpromo\u{1B}[0m\u{1B}[2mc\u{1B}[0m")
    #expect(line.text == "apromoc")
  }

  @Test("The reminder of keys fits from 20 columns on")
  func reminder() {
    for columns in 20...200 {
      let line = LabellingHelp.line(columns: columns)
      #expect(!line.isEmpty && line.count <= columns)
    }
  }
}
