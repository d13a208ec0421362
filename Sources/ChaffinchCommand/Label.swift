// `chaffinch label`: labels articles in the terminal, one key a paragraph.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `label` subcommand.
struct Label: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Label articles in the terminal, one key a paragraph.",
    discussion: """
      Shows one paragraph after the other with the label that the model suggests, and writes a corpus \
      that 'train' and 'evaluate' read. c is content, i caption, p promo, w paywall, b byline; Enter \
      takes the suggestion, a takes suggestions as far as each is at least 90% sure, A all of the article, \
      s leaves the paragraph without a label, u undoes, n goes to the next article, q quits; ? lists all keys. The terminal needs \
      20 columns and 6 rows.

      Reads what 'tag' reads. JSON Lines come back as they are, but for 'label' and 'paywall' of their \
      paragraphs; paragraphs that have a label are not asked about, unless --review is given: then their \
      label is what Enter keeps. Texts and pages have their path as id; of an item of a feed its longest \
      text is an article.

      An article is appended to the output when its last paragraph is decided, and is on the disk before \
      the next one is shown; a line that broke off when the machine went down is cut off. Decisions on \
      unfinished articles are kept after every key in a file beside the output, OUTPUT.session, which goes \
      when nothing is unfinished. So the same command goes on where a session ended, however it ended; \
      articles that the output has already, by id and text, are not asked again.

      EXAMPLES
        chaffinch label articles.jsonl --output corpus.jsonl
        chaffinch label page1.html page2.html -o corpus.jsonl --site example.org
        chaffinch label corpus.jsonl --review --order uncertain -o reviewed.jsonl
      """)

  /// Orders of articles.
  enum Order: String, CaseIterable, ExpressibleByArgument {
    case input, uncertain
  }

  @OptionGroup var inputOptions: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Append the labelled articles to FILE, as JSON Lines.", valueName: "file"),
    completion: .file())
  var output: String

  @Flag(help: "Ask about paragraphs that have a label, too.")
  var review = false

  @Option(
    help: ArgumentHelp(
      "Show articles as they come (input), or those first of which the model is least sure "
        + "(uncertain).", valueName: "order"))
  var order = Order.input

  @Option(help: ArgumentHelp("The site of texts, pages and feeds.", valueName: "name"))
  var site: String?

  @Flag(help: "Leave malformed lines out and count them, instead of stopping.")
  var skipInvalid = false

  @OptionGroup var modelOptions: ModelOptions

  func validate() throws {
    guard !inputOptions.files.isEmpty || inputOptions.filesFrom != nil else {
      throw ValidationError("name articles to label; '-' for JSON Lines from standard input")
    }
    guard output != "-" else {
      throw ValidationError("--output must be a file: labelling goes on with it another time")
    }
  }

  func run() throws {
    let ends = try terminalEnds()
    let classifier = ParagraphClassifier(try modelOptions.load())
    let names = try inputOptions.names()
    for name in names where System.isSameFile(name, output) {
      throw CommandError.usage("\(name): is the output, too; name another output")
    }
    let corpus = try LabelledOutput(output)
    if corpus.cutBytes > 0 {
      tell("\(output): cut \(corpus.cutBytes) bytes of a last line that broke off")
    }
    let files = ArticleFiles(
      encoding: inputOptions.encoding, site: site ?? "", classifier: classifier)
    var queue = ArticleQueue(inputOptions, files, skipsInvalid: skipInvalid)
    let run = FileRun(
      files: names, isMany: inputOptions.isMany, failsFast: inputOptions.failFast)
    try run.run { name throws(CommandError) in
      try queue.add(name)
    } finish: { () throws(CommandError) in
      try label(&queue, classifier, into: corpus, at: ends)
    }
  }

  /// Labels what is left of `queue`.
  private func label(
    _ queue: inout ArticleQueue, _ classifier: ParagraphClassifier, into corpus: LabelledOutput,
    at ends: (input: Int32, output: Int32)
  ) throws(CommandError) {
    if let first = queue.skipped.first {
      tell("malformed lines left out: \(queue.skipped.count), the first: \(first)")
    }
    leaveOut(&queue, done: corpus.done)
    let path = UnfinishedLabels.path(beside: output)
    guard !queue.entries.isEmpty else { return tell("no article is left to label") }
    if order == .uncertain { try sort(&queue, classifier) }
    let setting = try LabellingSetting(
      queue, classifier, unfinishedPath: path, done: corpus.done, reviews: review)
    guard let terminal = SystemTerminal(input: ends.input, output: ends.output) else {
      throw .inputOutput("the terminal cannot be used: \(System.lastError)")
    }
    var run = LabellingRun(queue, setting, output: corpus, terminal: terminal)
    let result = Result { () throws(CommandError) in try run.run() }
    terminal.leave()
    let ending = try result.get()
    tell(LabellingSummary(run.session, output: output).text)
    switch ending {
    case .quit: return
    case .closed:
      throw .inputOutput("the terminal is gone; what was labelled is kept, label again to go on")
    case .signal(let signal): SystemTerminal.end(by: signal)
    }
  }

  /// Takes articles out of `queue` that need no labels, and tells how many.
  private func leaveOut(_ queue: inout ArticleQueue, done: Set<ArticleKey>) {
    var seen: Set<ArticleKey> = []
    var left = (done: 0, twice: 0, labelled: 0)
    queue.filter { entry in
      if done.contains(entry.key) {
        left.done += 1
      } else if !seen.insert(entry.key).inserted {
        left.twice += 1
      } else if !review, !entry.labels.contains(nil) {
        left.labelled += 1
      } else {
        return true
      }
      return false
    }
    guard !inputOptions.quiet else { return }
    if left.done > 0 { tell("\(output) has \(articles(left.done)) already") }
    if left.twice > 0 { tell("\(articles(left.twice)) left out that came twice") }
    if left.labelled > 0 {
      tell("\(articles(left.labelled)) left out that need no labels; --review asks about them")
    }
  }

  /// Puts the articles first of which the model is least sure: by the mean probability of its labels.
  private func sort(
    _ queue: inout ArticleQueue, _ classifier: ParagraphClassifier
  ) throws(CommandError) {
    var progress = ProgressLine()
    var means: [Double] = []
    for index in queue.entries.indices {
      let predictions = classifier.classify(try queue.article(index).article.article)
      let sum = predictions.reduce(0.0) { $0 + Double($1.probability) }
      means.append(sum / Double(max(predictions.count, 1)))
      progress.show("\(index + 1) of \(queue.entries.count) articles")
    }
    progress.clear()
    queue.sort(by: means)
  }

  /// Where keys come from and the screen goes.
  private func terminalEnds() throws(CommandError) -> (input: Int32, output: Int32) {
    let readsStandardInput = inputOptions.files.contains("-") || inputOptions.filesFrom == "-"
    var input: Int32 = 0
    if readsStandardInput {
      // Articles come from there, so keys must come from the terminal by its own name.
      input = SystemTerminal.openControlling()
    }
    guard input >= 0, System.isTerminal(input), System.isTerminal(1) else {
      throw .usage(
        "labelling needs a terminal for keys and screen; run it in one, nothing redirected")
    }
    let kind = System.environment("TERM") ?? ""
    guard !kind.isEmpty, kind != "dumb" else {
      throw .usage("labelling needs a terminal that can place text, and TERM says it cannot")
    }
    let (columns, rows) = System.size(of: 1)
    if let problem = LabellingScreen(columns: columns, rows: rows).problem { throw .usage(problem) }
    return (input, 1)
  }

  private func articles(_ count: Int) -> String { "\(count) article\(count == 1 ? "" : "s")" }

  private func tell(_ text: String) { StandardError.write("\(text)\n") }
}
