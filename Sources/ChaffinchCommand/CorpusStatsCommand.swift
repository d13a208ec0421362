// `chaffinch corpus stats`: prints what is in corpora, counted.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `corpus stats` subcommand.
struct CorpusStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what is in corpora.",
    discussion: """
      Prints the corpora's fingerprint and counts: articles, sites (an article without a site is one \
      of its own), markup, labels; by label the paragraphs and their lengths in characters (median, \
      the length that nine tenths reach at most, longest); by language, by source and for the \
      largest sites the paragraphs of each label. JSON has all sites.

      EXAMPLES
        chaffinch corpus stats corpus.jsonl.gz more.tsv
        chaffinch corpus stats corpus.jsonl --format json --output stats.json
      """)

  @OptionGroup var recordOptions: RecordOptions

  @Option(help: "How to print the counts.")
  var format = ReportFormat.text

  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let records = try recordOptions.load()
    let statistics = CorpusStatistics(Corpus(articles: records.articles))
    let output = try OutputFile(outputOptions.output, besides: recordOptions.corpora)
    try output.write { format.append(text: statistics.text, json: statistics.json, to: &$0) }
    try output.finish()
  }
}
