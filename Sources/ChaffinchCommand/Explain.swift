// `chaffinch explain`: says of every paragraph what spoke for its label and what against.

import ArgumentParser
import Chaffinch

/// The `explain` subcommand.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what spoke for each paragraph's label and what against.",
    discussion: """
      Reads what 'tag' reads: plain text, pages of HTML, feeds and JSON Lines.

      The classifier decides in two levels, and each is explained as a sum. First the local models, \
      naive Bayes and logistic regression side by side, weigh the paragraph's own words, form and \
      markup. What they say of it and of its neighbours are features of the context model, which \
      decides: '1: probability promo' is one of the paragraph behind, '-1:' stands for the one before, \
      and the group 'own' holds the paragraph's own local scores. On pages the context model for text \
      judges, too, and the decision rule mixes both. Every number is a difference between two labels' \
      scores: plus speaks for the label, minus for the one it is compared with. The sums are the \
      scores that the classifier used, up to rounding.

      'promo' stands for two classes, promo and paywall. The stronger one is compared, and what the \
      other one adds is a summand of its own.

      NAMES AND COLLISIONS
      Features are hashed, and a hash has no way back. Names are recovered by reading the paragraph \
      again and keeping each feature's name beside its hash. The hashes share the rows of a table: \
      features of one paragraph that fell in the same row are one line, marked with '~', their names \
      joined by ' + '. A row's weight was learnt from all features of the training corpus that fell \
      in it, so a word can carry the weight of another one that is not in the paragraph and that \
      nobody can name. '×2' is a feature that occurs twice.

      JSON Lines are one object a paragraph: {"file", "record" (a line's number), "item", "title", "field", "paragraph" \
      (from 1), "paragraphs", "text", "prediction", "against", "classes": {"label", "against"}, "levels": [...], \
      "decision"}, less what does not apply. A level is "local-text", "local-markup", \
      "context-text", "context-page" or "context-part": {"level", "weights", "terms": [{"name", \
      "features": [{"name", "group", "count"}], "row", "values", "contributions", "together"}], "others", "corrections", \
      "sum", "scores", "probabilities"}. 'values', 'contributions', 'sum' and 'scores' have a member for each model ('naiveBayes' and \
      'logisticRegression', or 'textContext' and 'context') and contributions an array of five \
      numbers for it: content, caption, promo, byline, paywall. 'row' is where the weights stand in \
      the file of 'model export'; a bias has none. 'together' is the difference \
      between the two classes. All terms of a paragraph are some hundred kilobytes.

      EXAMPLES
        chaffinch explain article.txt
        chaffinch explain page.html --paragraph 3 --paragraph 7 --top 20
        chaffinch explain page.html --paragraph 3 --against caption
        chaffinch explain feed.xml --output-format jsonl --output reasons.jsonl
      """)

  /// Formats of output.
  enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, jsonl
  }

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var fieldOptions: FieldOptions

  @Option(
    help: ArgumentHelp(
      "Explain the paragraph with this number, from 1; may be repeated. In feeds and JSON Lines: of "
        + "every item's text and every record. (default: all)", valueName: "n"))
  var paragraph: [Int] = []

  @Option(
    help: ArgumentHelp(
      "Show so many summands for the label and as many against it. (default: 8 as text, all as "
        + "jsonl)", valueName: "k"))
  var top: Int?

  @Option(
    help: ArgumentHelp(
      "Compare with this label instead of the runner-up: content, caption, promo or byline. "
        + "Paragraphs that have it themselves are compared with their runner-up.",
      valueName: "label"), transform: Self.label)
  var against: ParagraphLabel?

  @Option(help: ArgumentHelp("Write text or jsonl.", valueName: "format"))
  var outputFormat: OutputFormat = .text

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var destinationOptions: DestinationOptions

  func validate() throws {
    if let wrong = paragraph.first(where: { $0 < 1 }) {
      throw ValidationError("--paragraph \(wrong): paragraphs are counted from 1")
    }
    guard top.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--top must be 0 or more")
    }
  }

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    let files = try inputOptions.names()
    let destination = try Destination(destinationOptions, for: files, replacesInput: false)
    let explainer = FileExplainer(self, classifier)
    let run = FileRun(
      files: files, isMany: inputOptions.isMany, failsFast: inputOptions.failFast)
    try run.run { file throws(CommandError) in
      try destination.write(file) { output throws(CommandError) in
        try explainer.explain(file, to: output)
      }
    } finish: { () throws(CommandError) in
      try destination.finish()
    }
  }

  private static func label(_ name: String) throws -> ParagraphLabel {
    guard let label = ParagraphLabel(name: name) else {
      throw ValidationError("'\(name)' is no label; labels are content, caption, promo, byline")
    }
    return label
  }
}
