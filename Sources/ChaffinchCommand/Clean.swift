// `chaffinch clean`: prints articles less what the publisher put around them.

import ArgumentParser
import Chaffinch

/// The `clean` subcommand.
struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Print articles without captions, promos and bylines.",
    discussion: """
      Reads plain text (paragraphs separated by blank lines, hard-wrapped or not, or, in a text \
      without blank lines, one a line), pages of HTML, feeds (RSS, RDF, Atom, JSON Feed) and JSON \
      Lines, told apart by content, in any encoding of the web.

      Of a text and a page it prints the kept paragraphs, separated by blank lines; of a feed the \
      feed less the paragraphs that were removed; of JSON Lines each record less the removed \
      elements of 'paragraphs', or, without these, with a cleaned 'text' (a plain text), 'html' (a \
      page, which stays one) or member that --field names; every other byte stays. --output-format html prints a page less the elements that were \
      removed. Pages and feeds stay as they were in every other byte, in their own encoding.

      Of several files, or with --files-from, each prints one line of JSON: {"file", "text", \
      "verdict"} (for a feed without a verdict; JSON Lines stay as they are, with --output-format text each record becomes \
      {"file", "record", "text", "verdict"}). With --output-directory each is written to a file instead, in \
      the form it has alone. A file that cannot be read is named on standard error, the others are \
      cleaned, and the exit status is that of the first failure.

      --report FILE writes a line of JSON for every paragraph, removed or not: "file", "record", \
      "item", "id", "title", "field", "element", "label", "probability", "removed", "leftAlone", \
      "verdict", "byteRange", "text", in this order, those that are known. The verdict says whether \
      a paywall cut the article: open, offered, walled or unknown; 'chaffinch help tag' explains it. \
      It and counts go to standard error when \
      that is a terminal, there are several files, or JSON Lines.

      \(StageOptions.discussion)

      EXAMPLES
        chaffinch clean article.txt
        chaffinch clean --output-format html page.html > clean.html
        chaffinch clean feed.xml --report decisions.jsonl > clean.xml
        chaffinch clean --files-from pages.list --output texts.jsonl
        chaffinch clean --on-error pass --metrics m.json < in.jsonl > out.jsonl
        chaffinch clean - --keep content,caption --encoding shift_jis < page.html
      """)

  /// Forms of output.
  enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, markdown, html, feed, jsonl
  }

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var fieldOptions: FieldOptions

  @Option(
    help: ArgumentHelp(
      "Write text, markdown, html (pages), feed (feeds) or jsonl. (default: feed for feeds, jsonl "
        + "for JSON Lines, text for the rest)", valueName: "format"))
  var outputFormat: OutputFormat?

  @OptionGroup var policyOptions: PolicyOptions

  @Option(
    help: ArgumentHelp(
      "Write every decision to FILE, a line of JSON each; it appears only when complete.",
      valueName: "file"), completion: .file())
  var report: String?

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var destinationOptions: DestinationOptions
  @OptionGroup var stageOptions: StageOptions

  func validate() throws {
    if let report {
      guard report != (destinationOptions.output ?? report + "?"),
        report != "-" || !destinationOptions.isStandardOutput
      else { throw ValidationError("--report and --output must be different files") }
    }
    try stageOptions.validate(besides: destinationOptions, report: report)
    if let outputFormat, outputFormat == .html || outputFormat == .feed {
      guard !inputOptions.isMany || destinationOptions.outputDirectory != nil else {
        throw ValidationError(
          "--output-format \(outputFormat) of several files needs --output-directory: their bytes "
            + "may be in any encoding and do not fit into lines of JSON")
      }
    }
  }

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    let files = try inputOptions.names()
    let destination = try Destination(destinationOptions, for: files)
    let report = try report.map { path throws(CommandError) in
      try DecisionReport(path, besides: files)
    }
    let run = try StageRun(
      StageSetting(
        command: "clean", files: files, inputOptions: fieldOptions.options(inputOptions),
        stageOptions: stageOptions, destination: destination, report: report))
    try run.run(try FileCleaner(self, classifier))
  }
}
