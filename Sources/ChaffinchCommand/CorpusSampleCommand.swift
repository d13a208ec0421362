// `chaffinch corpus sample`: chooses the articles that are worth labelling next.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `corpus sample` subcommand.
struct CorpusSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Choose the articles to label next.",
    discussion: """
      Takes articles of which the model is unsure, that are unlike those chosen before them, of sites \
      that are not in --known. Labels that the articles have already do not count.

      An article's uncertainty is the mean, over its least certain quarter of paragraphs (at least \
      \(ArticleUncertainty.leastParagraphs)), of 1 less the distance between the two most probable \
      labels; it counts half for a known site. Each step takes the article with the largest \
      (1 - diversity) * uncertainty - diversity * similarity, where the similarity is the cosine \
      of its words with those of the most similar article chosen so far.

      It was not better than chance where it was measured: beside 60 labelled articles, 60 that it chose \
      raised macro-F1 on other sites from 0.687 to 0.721, 60 random ones to 0.726 (means of four seeds). \
      What it does give is articles of new sites that are unlike each other.

      Writes the chosen records as they were, in the order to label them, and a table to standard \
      error that says why each was chosen.

      EXAMPLES
        chaffinch corpus sample articles.jsonl --count 50 --output next.jsonl
        chaffinch corpus sample new.jsonl --count 9 --known corpus.jsonl --report why
      """)

  @Argument(
    help: ArgumentHelp(
      "Articles, labelled or not: JSON Lines with 'paragraphs', each with 'text'; may be "
        + "gzip-compressed.",
      valueName: "articles"), completion: .file())
  var articles: [String]

  @Flag(help: "Leave malformed lines out and count them, instead of stopping.")
  var skipInvalid = false

  @Option(help: ArgumentHelp("How many articles to choose.", valueName: "n"))
  var count: Int

  @Option(
    help: ArgumentHelp(
      "A corpus whose sites are known already; may be given more than once.", valueName: "corpus"),
    completion: .file())
  var known: [String] = []

  @Option(
    help: ArgumentHelp(
      "How much it counts to be unlike the articles chosen, 0 to 1.", valueName: "weight"))
  var diversity = 0.3

  @Option(
    help: ArgumentHelp(
      "Choose no more than N articles of a site while there are others.", valueName: "n"))
  var perSite = 1

  @Option(help: ArgumentHelp("The seed that decides ties.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var modelOptions: ModelOptions
  @OptionGroup var outputOptions: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Write the table to FILE instead of standard error.", valueName: "file"),
    completion: .file())
  var report: String?

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--count must be at least 1") }
    guard (0...1).contains(diversity) else {
      throw ValidationError("--diversity must be 0 to 1")
    }
    guard perSite >= 1 else { throw ValidationError("--per-site must be at least 1") }
    guard report == nil || report != (outputOptions.output ?? "-") else {
      throw ValidationError("--output and --report must be different files")
    }
  }

  func run() throws {
    let classifier = ParagraphClassifier(try modelOptions.load())
    let records = try RecordOptions.load(articles, skipInvalid: skipInvalid)
    guard Set(records.files.map(\.format)).count == 1 else {
      throw CommandError.usage(
        "articles of different formats cannot go to one output; name those of one format")
    }
    let corpora = try RecordOptions.load(known, skipInvalid: skipInvalid)
    let inputs = self.articles + known
    let output = try OutputFile(outputOptions.output, besides: inputs)
    let reportFile = try report.map { try OutputFile($0, besides: inputs) }
    let articles = records.articles
    var progress = ProgressLine()
    var uncertainties: [Double] = []
    for article in articles {
      uncertainties.append(ArticleUncertainty.of(classifier.classify(article.article)))
      progress.show("\(uncertainties.count) of \(articles.count) articles")
    }
    progress.clear()
    let sample = ArticleSample(
      of: articles, uncertainties: uncertainties, count: count,
      knownSites: Set(corpora.articles.map(\.site)),
      options: .init(diversity: diversity, perSite: perSite, seed: seed))
    for choice in sample.choices {
      try output.write { records.append(choice.place, to: &$0) }
    }
    try output.finish()
    let table = Self.table(of: sample, in: records)
    if let reportFile {
      try reportFile.write(table)
      try reportFile.finish()
    } else {
      StandardError.write(table)
    }
  }

  /// Why each article was chosen.
  private static func table(of sample: ArticleSample, in records: CorpusRecords) -> String {
    var table = AlignedTable(["article", "site", "score", "uncertainty", "similarity", "site is"])
    for choice in sample.choices {
      let site = records[choice.place].article.site
      table.add([
        printable(records.name(of: choice.place)), site.isEmpty ? "–" : printable(site),
        fixed(choice.score, 3), fixed(choice.uncertainty, 3),
        fixed(choice.similarity, 3), choice.isOfNewSite ? "new" : "known",
      ])
    }
    return table.text
  }
}
