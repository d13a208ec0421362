// `chaffinch corpus dedupe`: finds articles that occur twice, in a corpus or across two.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `corpus dedupe` subcommand.
struct CorpusDedupeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Find articles that occur twice, in corpora or across them.",
    discussion: """
      Two articles are exact duplicates where all their text is the same, or all their content; \
      letters and digits count, their case does not. They are near duplicates where the sets of \
      five-word runs of their content overlap by --threshold (common runs among all runs). Without \
      labels all text is compared; with fewer than \(ArticleShingles.leastWords) words only \
      the text of the whole article. Of 10,000,000 pairs that just reach a threshold of 0.11 or more \
      fewer than 10 are missed.

      Each duplicate is named with the article that is kept: the first. --output writes all but the \
      duplicates, byte for byte.

      With --against the corpora are compared with others that must not be known to a model, such \
      as a test corpus: articles of the same site and duplicates are leaks. Each is named, and the \
      exit status is 65. With --output the leaking articles are left out, and the status is 0: what is \
      written leaks no more. Duplicates among the corpora themselves are looked for without --against only.

      With --output - the report goes to standard error.

      EXAMPLES
        chaffinch corpus dedupe corpus.jsonl.gz --output unique.jsonl
        chaffinch corpus dedupe train.jsonl --against test.jsonl
        chaffinch corpus dedupe train.jsonl --against test.jsonl --output clean.jsonl
      """)

  @OptionGroup var recordOptions: RecordOptions

  @Option(
    help: ArgumentHelp(
      "Find what the corpora share with this one; may be given more than once.",
      valueName: "corpus"), completion: .file())
  var against: [String] = []

  @Option(
    help: ArgumentHelp(
      "The least resemblance of near duplicates, above 0, at most 1.", valueName: "share"))
  var threshold = 0.8

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write what is left to FILE; it appears only when complete.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: "How to print what was found.")
  var format = ReportFormat.text

  func validate() throws {
    guard threshold > 0, threshold <= 1 else {
      throw ValidationError("--threshold must be above 0 and at most 1")
    }
  }

  func run() throws {
    let records = try recordOptions.load()
    guard output == nil || Set(records.files.map(\.format)).count == 1 else {
      throw CommandError.usage(
        "corpora of different formats cannot go to one --output; name those of one format")
    }
    let file = try output.map { try OutputFile($0, besides: against) }
    let report: DuplicateReport
    if against.isEmpty {
      let found = Deduplication(of: records.articles, threshold: threshold)
      report = DuplicateReport(found, in: records)
    } else {
      let others = try RecordOptions.load(against, skipInvalid: recordOptions.skipInvalid)
      let found = Leakage(of: records.articles, against: others.articles, threshold: threshold)
      report = DuplicateReport(found, in: records, others: others)
    }
    if let file {
      for index in records.indices where !report.places.contains(index) {
        try file.write { records.append(index, to: &$0) }
      }
      try file.finish()
    }
    var text: [UInt8] = []
    format.append(text: report.text, json: report.json, to: &text)
    if output == "-" {
      _ = System.write(text, to: 2)
    } else {
      let standardOutput = try OutputFile(nil)
      try standardOutput.write { $0.append(contentsOf: text) }
      try standardOutput.finish()
    }
    guard against.isEmpty || output != nil || report.places.isEmpty else {
      throw CommandError.data(
        "\(report.places.count) of \(records.count) articles leak into "
          + "\(against.joined(separator: ", ")); leave them out with --output, or split by site")
    }
  }
}
