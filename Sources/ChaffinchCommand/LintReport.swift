// The first suspects of a corpus as text for people and as tab-separated values. JSON is in `LintJSON`.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation

/// A report of suspicious labels.
struct LintReport {
  /// How many paragraphs on either side are shown.
  static let neighbours = 2

  let linted: LintedCorpus
  /// The suspects that are listed, in order.
  let suspects: ArraySlice<LabelSuspect>

  /// A report of the first `count` suspects.
  init(_ linted: LintedCorpus, count: Int) {
    self.linted = linted
    suspects = linted.learning.ranking.prefix(count)
  }

  /// The estimate of wrong labels, then the suspects with their neighbours.
  var text: String {
    summary + suspects.enumerated().map { "\n" + text(of: $1, rank: $0 + 1) }.joined()
  }

  private var summary: String {
    let joint = linted.learning.joint
    var text = "\(linted.articles.count) articles, \(linted.places.count) paragraphs, corpus "
    text += linted.fingerprint + "\n"
    if linted.partlyLabelled > 0 {
      text += "\(linted.partlyLabelled) partly labelled articles besides, not looked at\n"
    }
    text += "labels that are wrong, by estimate: "
    text += "\(Int(joint.estimatedErrors.rounded())) of \(linted.places.count)\n\n"
    var table = AlignedTable(["given \\ likely"] + ParagraphLabel.allCases.map(\.name))
    for given in ParagraphLabel.allCases {
      table.add(
        [given.name]
          + ParagraphLabel.allCases.map {
            $0 == given
              ? "–" : String(Int(joint.estimate(given: given, likely: $0).rounded()))
          })
    }
    return text + table.text
  }

  private func text(of suspect: LabelSuspect, rank: Int) -> String {
    let place = linted.places[suspect.index]
    let article = linted.articles[place.article]
    let source = linted.sources[place.article]
    let names = [
      article.id.isEmpty ? "" : " (\(article.id))", article.site.isEmpty ? "" : ", \(article.site)",
    ]
    var text = "\(rank). \(source.file), article \(source.number)\(names.joined())"
    text += ", paragraph \(place.paragraph + 1): "
    text += "\(suspect.given.name) → \(suspect.suggested.name) "
    text += fourDecimals(suspect.probabilities[Int(suspect.suggested.rawValue)])
    text += ", score \(fourDecimals(suspect.score))"
    let alike = alike(suspect)
    if !alike.isEmpty {
      text += "; alike: " + alike.map { "\($0.count) \($0.label.name)" }.joined(separator: ", ")
    }
    text = printable(text) + "\n"
    for number in neighbours(of: place) {
      let paragraph = article.paragraphs[number]
      let name = paragraph.label?.name ?? "–"
      let padding = String(repeating: " ", count: max(8 - name.count, 0))
      let mark = number == place.paragraph ? ">" : " "
      text += "  \(mark) \(name)\(padding) \(Self.shortened(paragraph.text))\n"
    }
    return text
  }

  /// The labels of paragraphs that are alike, those that occur.
  func alike(_ suspect: LabelSuspect) -> [(label: ParagraphLabel, count: Int)] {
    let counts = linted.agreement.counts[suspect.index]
    return ParagraphLabel.allCases.compactMap {
      let count = Int(counts[Int($0.rawValue)])
      return count == 0 ? nil : ($0, count)
    }
  }

  /// The paragraphs around a place that are shown, itself included.
  func neighbours(of place: LintedCorpus.Place) -> Range<Int> {
    let count = linted.articles[place.article].paragraphs.count
    return max(
      place.paragraph - Self.neighbours, 0)..<min(place.paragraph + Self.neighbours + 1, count)
  }

  private static func shortened(_ text: String) -> String {
    let limit = 100
    let start = text.prefix(limit)
    return printable(String(start)) + (start.endIndex == text.endIndex ? "" : "…")
  }

  /// A line of names, then a line for each suspect.
  func appendTSV(to output: inout [UInt8]) {
    let names = [
      "rank", "file", "article", "id", "site", "paragraph", "given", "suggested", "score",
      "confident", "text",
    ]
    output.append(contentsOf: (names.joined(separator: "\t") + "\n").utf8)
    for (number, suspect) in suspects.enumerated() {
      let place = linted.places[suspect.index]
      let article = linted.articles[place.article]
      let source = linted.sources[place.article]
      let cells = [
        String(number + 1), source.file, String(source.number), article.id, article.site,
        String(place.paragraph + 1), suspect.given.name, suspect.suggested.name,
        String(suspect.score), String(suspect.isConfident),
        article.paragraphs[place.paragraph].text,
      ]
      output.append(contentsOf: (cells.map(printable).joined(separator: "\t") + "\n").utf8)
    }
  }
}
