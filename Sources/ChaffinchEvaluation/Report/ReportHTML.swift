// A report as one page of HTML that needs nothing else: its order, its head and the data of its script. The
// sections are in `ReportSections` and `ReportMistakes`, the pictures in files of their own.

import Chaffinch

extension EvaluationReport {
  /// Mistakes that the page holds at most; ``jsonText`` has all.
  static let shownMistakes = 5_000

  /// The report as an HTML page without any reference to another file or address. Whatever texts the corpus
  /// has, they are shown as text: they are escaped here, and the script writes only text nodes.
  public var html: String {
    let page: EscapedMarkup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <title>Evaluation of \(subject.model)</title>
      <style>\(EscapedMarkup(stringLiteral: reportStyle))</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the figures</a>
      \(headHTML)
      <main id="main">
      \(gateHTML)\(figuresHTML)\(comparisonHTML)\(labelsHTML)\(chartsHTML)\(slicesHTML)\(mistakesHTML)\(aboutHTML)
      </main>
      <script type="application/json" id="data">\(mistakeData)</script>
      <script>\(EscapedMarkup(stringLiteral: reportScript))</script>
      </body>
      </html>

      """
    return page.text
  }

  /// The mistakes as JSON in which nothing can end the script element: `<`, `>`, `&` and the two line
  /// separators of JavaScript are written as escapes, which JSON allows in strings, where alone they occur.
  private var mistakeData: EscapedMarkup {
    var bytes: [UInt8] = []
    let shown = mistakes.all.prefix(Self.shownMistakes)
    JSONValue.object([("mistakes", .array(shown.map(\.json)))]).append(to: &bytes)
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "<": text += #"\u003c"#
      case ">": text += #"\u003e"#
      case "&": text += #"\u0026"#
      case "\u{2028}": text += #"\u2028"#
      case "\u{2029}": text += #"\u2029"#
      default: text.unicodeScalars.append(scalar)
      }
    }
    return EscapedMarkup(stringLiteral: text)
  }

  private var headHTML: EscapedMarkup {
    let parts = subject.parts.map { ", \($0)" }.joined()
    let links: [(id: String, title: String, isShown: Bool)] = [
      ("change", "Change", comparison != nil), ("labels", "Labels", true),
      ("charts", "Curves", true), ("parts", "Parts", true), ("mistakes", "Mistakes", true),
      ("about", "About", true),
    ]
    let navigation = links.filter(\.isShown).map { link -> EscapedMarkup in
      "<a href=\"#\(link.id)\">\(link.title)</a>\n"
    }.joined()
    return """
      <header>
      <p class="kicker">Chaffinch evaluation</p>
      <h1>\(subject.model)</h1>
      <p class="lead">\(articleCount) articles, \(evaluation.confusion.total) labelled paragraphs from \(subject.corpora.joined(separator: ", "))\(parts)</p>
      <nav aria-label="Sections">
      \(navigation)</nav>
      </header>
      """
  }

  private var gateHTML: EscapedMarkup {
    guard !gate.isEmpty else { return "" }
    let missed = gate.filter { !$0.passed }
    guard !missed.isEmpty else {
      return
        "<p class=\"verdict good\"><strong>The gate passed.</strong> All \(gate.count) floors hold.</p>\n"
    }
    let items = missed.map { miss -> EscapedMarkup in "<li>\(miss.message)</li>\n" }.joined()
    return """
      <div class="verdict bad"><strong>The gate failed.</strong> \(missed.count) of \(gate.count) floors are missed.
      <ul>
      \(items)</ul></div>

      """
  }

  private var aboutHTML: EscapedMarkup {
    var rows: [(String, String)] = [
      ("corpus fingerprint", fingerprint), ("corpora", subject.corpora.joined(separator: ", ")),
    ]
    if subject.skippedLines > 0 {
      rows.append(("malformed lines left out", String(subject.skippedLines)))
    }
    rows += subject.provenance.map { ($0.key, $0.value) }
    let list = rows.map { row -> EscapedMarkup in
      "<div><dt>\(row.0)</dt><dd>\(row.1)</dd></div>\n"
    }.joined()
    return """
      <section id="about" aria-labelledby="about-title">
      <h2 id="about-title">About this report</h2>
      <p>Intervals are 95 % percentile intervals of a bootstrap over articles. A score that is undefined is shown as –. Paragraphs that the segmentation did not find count as errors, except where probabilities are scored.</p>
      <dl>
      \(list)</dl>
      </section>

      """
  }
}
