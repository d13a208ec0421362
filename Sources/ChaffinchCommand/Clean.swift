// `chaffinch clean`: prints an article less what the publisher put around it.

import ArgumentParser
import Chaffinch

/// The `clean` subcommand.
struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an article's text without captions, promos and bylines.",
    discussion: """
      Reads plain text in UTF-8: paragraphs separated by blank lines, hard-wrapped or not, or, in \
      a text without blank lines, one paragraph a line. Prints the paragraphs that are kept, \
      separated by blank lines. A summary of what was removed goes to standard error when that is \
      a terminal.

      EXAMPLES
        chaffinch clean article.txt
        pbpaste | chaffinch clean - --keep content,caption
      """)

  @Argument(
    help: ArgumentHelp("The article; '-' for standard input.", valueName: "file"),
    completion: .file())
  var file = "-"

  @Option(
    help: ArgumentHelp(
      "Labels to keep, separated by commas: content, caption, promo, byline.", valueName: "labels"))
  var keep = LabelList(labels: [.content])

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    let input = try InputFile(file)
    let bytes = try input.readAll()
    let article = Article(utf8: bytes)
    guard !article.paragraphs.isEmpty else {
      throw CommandError.noInput("\(input.name): has no text; name an article")
    }
    warnOfReplacedSequences(article, in: input.name)
    let cleaned = ArticleCleaner(classifier, policy: CleaningPolicy(keep: Set(keep.labels)))
      .clean(article)
    let output = try OutputFile(outputOptions.output)
    if !cleaned.kept.isEmpty { try output.write(cleaned.text + "\n") }
    try output.finish()
    if cleaned.kept.isEmpty {
      StandardError.write(
        "chaffinch: \(input.name): no paragraph is \(keep.defaultValueDescription); "
          + "nothing printed\n")
    } else if System.isTerminal(2) {
      StandardError.write(Self.summary(cleaned))
    }
  }

  private static func summary(_ cleaned: CleanedArticle) -> String {
    let counts = ParagraphLabel.allCases.compactMap { label in
      let count = cleaned.removed.count { $0.prediction.label == label }
      return count == 0 ? nil : "\(count) \(label.name)"
    }
    let removed = counts.isEmpty ? "nothing removed" : "removed \(counts.joined(separator: ", "))"
    return "kept \(cleaned.kept.count) paragraphs, \(removed)\n"
  }
}

/// Says on standard error how much of the input was no UTF-8.
func warnOfReplacedSequences(_ article: Article, in name: String) {
  guard article.replacedSequences > 0 else { return }
  StandardError.write(
    "chaffinch: \(name): \(article.replacedSequences) malformed UTF-8 sequences replaced; "
      + "is the text in another encoding?\n")
}

/// Labels separated by commas.
struct LabelList: ExpressibleByArgument {
  let labels: [ParagraphLabel]

  init(labels: [ParagraphLabel]) {
    self.labels = labels
  }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    labels = names.compactMap { ParagraphLabel(name: $0) }
    guard labels.count == names.count else { return nil }
  }

  var defaultValueDescription: String { labels.map(\.name).joined(separator: ",") }
}
