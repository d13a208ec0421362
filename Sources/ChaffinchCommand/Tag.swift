// `chaffinch tag`: says of every paragraph what it is.

import ArgumentParser
import Chaffinch

/// The `tag` subcommand.
struct Tag: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tag every paragraph of articles.",
    discussion: """
      Reads plain text (as 'clean' does) or JSON Lines, told apart by the first character.

      JSON Lines: each line is an object whose 'paragraphs' is an array of strings or of objects \
      with 'text'. The same object comes back, its paragraphs objects with 'text' and \
      'prediction': {"label", "probability", "probabilities": {"content", "caption", "promo", \
      "byline"}, "paywall"}. All other fields stay byte for byte; an older 'prediction' is \
      replaced. Line ends stay as they are, the last line gets one if it has none, blank lines \
      stay blank. 'paragraphs', 'text' or 'prediction' twice in one object is an error.

      Plain text as JSON Lines is one object a file: {"paragraphs": [{"text", "byteRange": \
      [start, end], "prediction"}]}. As TSV it is a line a paragraph: label, probability, text; a \
      blank line ends an article.

      EXAMPLES
        chaffinch tag article.txt
        chaffinch tag --output-format tsv article.txt
        chaffinch tag articles.jsonl --output tagged.jsonl
      """)

  /// Formats of output.
  enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case listing, jsonl, tsv
  }

  @Argument(
    help: ArgumentHelp("The articles; '-' for standard input.", valueName: "file"),
    completion: .file())
  var file = "-"

  @Option(help: ArgumentHelp("Read text or jsonl. (default: by content)", valueName: "format"))
  var inputFormat: InputFormat?

  @Option(
    help: ArgumentHelp(
      "Write listing, jsonl or tsv. (default: listing on a terminal, jsonl elsewhere)",
      valueName: "format"))
  var outputFormat: OutputFormat?

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    let input = try InputFile(file)
    // Enough to see the first visible character.
    var first = [UInt8](repeating: 0, count: RecordStream.chunk)
    var filled = try input.read(into: &first, from: 0)
    if !first[..<filled].contains(where: { $0 > 0x20 }) {
      first = try input.rest(after: first, count: filled)
      filled = first.count
    }
    guard filled > 0 else {
      throw CommandError.noInput("\(input.name): is empty; name a text or JSON Lines")
    }
    let format = inputFormat ?? InputFormat.recognised(in: first[..<filled])
    let toTerminal = outputOptions.output == nil && System.isTerminal(1)
    let output = try OutputFile(outputOptions.output)
    let writer = TaggedArticleWriter(
      format: outputFormat ?? (toTerminal ? .listing : .jsonl),
      usesColour: toTerminal && (System.environment("NO_COLOR") ?? "").isEmpty,
      columns: toTerminal ? System.columns(of: 1) : 0)
    switch format {
    case .text:
      let article = Article(utf8: try input.rest(after: first, count: filled))
      guard !article.paragraphs.isEmpty else {
        throw CommandError.noInput("\(input.name): has no text; name an article")
      }
      warnOfReplacedSequences(article, in: input.name)
      try output.write { buffer throws(CommandError) in
        writer.append(article, classifier.classify(article), to: &buffer)
      }
    case .jsonl:
      try RecordStream(input: input, output: output, classifier: classifier, writer: writer)
        .run(startingWith: first, count: filled)
    }
    try output.finish()
  }
}
