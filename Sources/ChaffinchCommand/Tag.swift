// `chaffinch tag`: says of every paragraph what it is.

import ArgumentParser
import Chaffinch

/// The `tag` subcommand.
struct Tag: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Tag every paragraph of articles.",
    discussion: """
      Reads what 'clean' reads: plain text, pages of HTML, feeds and JSON Lines, told apart by \
      content.

      JSON Lines: each line is an object whose 'paragraphs' is an array of strings or of objects \
      with 'text'. The same object comes back, its paragraphs objects with 'text' and \
      'prediction': {"label", "probability", "probabilities": {"content", "caption", "promo", \
      "byline"}, "paywall"}. All other fields stay byte for byte; an older 'prediction' is \
      replaced. Behind the last member of the object goes 'verdict', or in the place of an older \
      one: {"value": "open", "offered", "walled" or "unknown", "evidence": [...]}. Line ends stay as they are, the last line gets one if it has none, blank lines \
      stay blank. 'paragraphs', 'verdict', 'text' or 'prediction' twice in one object is an error.

      An object without 'paragraphs' is tagged by its 'text', a plain text, or else its 'html', a \
      page, or by the member that --field names. It gets 'paragraphs', as below, and 'verdict' \
      behind its last member or in the place of older ones; a 'byteRange' counts in the string's \
      UTF-8.

      --output-format attributes leaves the texts alone: a row for every object, as Dolma's mixer \
      reads them: {"id", "source", "attributes": {"chaffinch__content": [[start, end, \
      probability], ...], "chaffinch__caption", "chaffinch__promo", "chaffinch__byline"}}. A span \
      is a paragraph, counted in code points of 'text', or else 'html', or the member that --field \
      names; 'id' and 'source' are copied if they are there. A blank line gives a blank line.

      The verdict says whether a paywall cut the article: offered is a whole article beside an \
      offer to pay or join; walled needs an appeal right behind the text and a second, independent \
      signal; unknown is no content, or weak or contradictory signals. Each piece of evidence is an object with a 'signal': \
      "paywall-paragraph" with "paragraph" (its number, from 1), "place" ("before", "inside", \
      "right-behind" or "behind" the content) and "probability"; "breaks-off"; "little-text" with \
      "characters"; "declared-not-free"; "declared-free"; "no-content".

      Plain text as JSON Lines is one object a file: {"paragraphs": [{"text", "byteRange": \
      [start, end], "prediction"}], "verdict"}. So is a page: {"title", "language", "authors", \
      "isAccessibleForFree", "encoding", "paragraphs": [{"text", "element", "byteRange", \
      "linkDensity", "prediction"}], "verdict"}, less what the page does not say. A feed is one object an \
      item: {"item", "id", "title", "paragraphs": [{"text", "field", "element", "linkDensity", \
      "prediction"}], "verdict"}, the verdict on its longest text. Of several files, or with --files-from, each of these objects begins with \
      "file". As TSV it is a line a paragraph: label, probability, text; a blank line ends an \
      article, and there is no verdict, as every other line begins with a label.

      \(StageOptions.discussion)

      EXAMPLES
        chaffinch tag article.txt
        chaffinch tag --output-format tsv page.html
        chaffinch tag articles.jsonl.gz --output tagged.jsonl.gz
        chaffinch tag --on-error skip --rejects bad.jsonl < in.jsonl > out.jsonl
        chaffinch tag --files-from pages.list --output tagged.jsonl
        chaffinch tag --output-format attributes docs.jsonl --output rows.jsonl
      """)

  /// Formats of output.
  enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case listing, jsonl, tsv, attributes
  }

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var fieldOptions: FieldOptions

  @Option(
    help: ArgumentHelp(
      "Write listing, jsonl, tsv or attributes (JSON Lines with texts). (default: listing on a "
        + "terminal, jsonl elsewhere)",
      valueName: "format"))
  var outputFormat: OutputFormat?

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var destinationOptions: DestinationOptions
  @OptionGroup var stageOptions: StageOptions

  func validate() throws {
    try stageOptions.validate(besides: destinationOptions)
    try Self.checkRows(outputFormat, skipsRecords: stageOptions.onError == .skip)
    let isJSON = outputFormat.map { $0 == .jsonl } ?? !destinationOptions.isTerminal
    guard stageOptions.onError != .pass || isJSON else {
      throw ValidationError("--on-error pass needs --output-format jsonl")
    }
  }

  /// Refuses to leave records out where every one must have its row.
  ///
  /// - Parameter skipsRecords: whether records that cannot be read are to be left out.
  static func checkRows(_ format: OutputFormat?, skipsRecords: Bool) throws {
    guard format == .attributes, skipsRecords else { return }
    throw ValidationError(
      "--output-format attributes has a row for every record, so that rows and documents go "
        + "together line by line; none can be left out: use --on-error fail")
  }

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    let files = try inputOptions.names()
    let destination = try Destination(destinationOptions, for: files)
    let run = try StageRun(
      StageSetting(
        command: "tag", files: files, inputOptions: fieldOptions.options(inputOptions),
        stageOptions: stageOptions, destination: destination))
    try run.run(try FileTagger(self, classifier))
  }
}
