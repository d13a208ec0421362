// `chaffinch corpus build`: joins labels to this program's own segmentation of raw pages.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `corpus build` subcommand.
struct CorpusBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Join labels to this program's own paragraphs of raw pages.",
    discussion: """
      The labels may stem from another segmentation: paragraphs are found again by the digests of \
      their letters and digits, whole, joined or split. A segment that no labelled paragraph covers \
      gets the label null; a labelled paragraph that no segments make up is counted in the \
      article's 'unmatched', which every score counts as errors. Prints what was found.

      LABELS is JSON Lines whose articles name their raw page in 'page', or the stand-off form that \
      --stand-off writes: digests and labels without any text.

      With --references there are no labels but the text of each page's article, as benchmarks of \
      extraction publish it: an object with a member for each page, ID.html.gz in the folder of \
      pages, whose value has 'main_content' and may have 'title', 'domain' and 'url'. What the text \
      has gets the label content; what it certainly lacks gets the label null and 'notContent'; what \
      is in doubt gets neither. Pages that differ too much from their text are left out.

      EXAMPLES
        chaffinch corpus build labels.jsonl.gz --pages pages --output corpus.jsonl
        chaffinch corpus build page.labels --pages pages --output corpus.jsonl
        chaffinch corpus build --references texts.json --pages html -o corpus.jsonl
      """)

  @Argument(
    help: ArgumentHelp(
      "Labels of raw pages, may be gzip-compressed; '-' for standard input.",
      valueName: "labels"), completion: .file())
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The text of each page's article instead of labels, may be gzip-compressed.",
      valueName: "file"), completion: .file())
  var references: String?

  @Option(
    help: ArgumentHelp(
      "The collection that the referenced pages are from; their ids begin with it.",
      valueName: "name"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "The folder that the labels' pages are relative to; pages may be gzip-compressed.",
      valueName: "folder"), completion: .directory)
  var pages: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the corpus as JSON Lines to FILE; it appears only when complete.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp("Write the labels in the stand-off form to FILE.", valueName: "file"),
    completion: .file())
  var standOff: String?

  @Option(
    help: ArgumentHelp("Write the printed counts as JSON to FILE.", valueName: "file"),
    completion: .file())
  var report: String?

  func validate() throws {
    guard (labels == nil) != (references == nil) else {
      throw ValidationError("name either labels or --references")
    }
    guard source == nil || references != nil else {
      throw ValidationError("--source is for --references")
    }
    let files = [output, standOff, report].compactMap(\.self)
    guard Set(files).count == files.count else {
      throw ValidationError("--output, --stand-off and --report must be different files")
    }
  }

  func run() throws {
    let known = try read()
    guard System.kind(of: pages) == .directory else {
      throw CommandError.noInput("\(pages): is no folder; name the one with the pages")
    }
    // The places are tried before the work, so that it is not lost on a bad path.
    let corpus = try OutputFile(output)
    let others = try [standOff, report].map { try $0.map(OutputFile.init) }
    let (builder, pageLabels) = try build(known, to: corpus)
    guard builder.report.missingPages.count < known.count else {
      throw CommandError.noInput(
        "\(pages): none of the \(known.count) pages is there, such as "
          + "'\(known[0].page.file)'; name the folder that they are relative to")
    }
    try others[0]?.write(pageLabels.standOffText())
    try others[1]?.write { buffer in
      builder.report.json.append(to: &buffer, indent: 0)
      buffer.append(0x0A)
    }
    try corpus.finish()
    for file in others { try file?.finish() }
    guard ![output, standOff, report].contains("-") else {
      return StandardError.write(builder.report.text)
    }
    let standardOutput = try OutputFile(nil)
    try standardOutput.write(builder.report.text)
    try standardOutput.finish()
  }

  /// What is known of the pages: labels, or reference texts.
  private func read() throws(CommandError) -> [KnownPage] {
    let file = labels ?? references ?? "-"
    let bytes = try InputFile.bytes(of: file)
    guard !bytes.isEmpty else {
      throw .noInput("\(file): is empty; name \(labels == nil ? "references" : "labels")")
    }
    do {
      return labels == nil
        ? try PageReference.read(bytes, file: file, source: source ?? "").map(KnownPage.reference)
        : try PageLabels.read(bytes, file: file).map(KnownPage.labels)
    } catch {
      throw .data(error.description)
    }
  }

  /// Builds the corpus; returns the builder with its report, and the labels that went in.
  private func build(
    _ known: [KnownPage], to corpus: OutputFile
  ) throws(CommandError) -> (CorpusBuilder, [PageLabels]) {
    var builder = CorpusBuilder()
    var used: [PageLabels] = []
    var progress = ProgressLine()
    for (index, one) in known.enumerated() {
      let path = "\(pages)/\(one.page.file)"
      if System.kind(of: path) == .missing {
        let labels = one.labels ?? PageLabels(page: one.page, paragraphs: [])
        builder.addMissingPage(labels)
        used.append(labels)
      } else {
        let article = try Self.segments(of: try InputFile.bytes(of: path), path)
        if let labels = one.labels(of: article, &builder) {
          used.append(labels)
          let page = builder.add(labels, to: article)
          // A page without paragraphs and without labels is no article.
          if !page.labelledArticle.paragraphs.isEmpty || page.unmatched.total > 0 {
            try corpus.write { buffer in page.appendJSONLine(to: &buffer) }
          }
        }
      }
      progress.show("\(index + 1) of \(known.count) pages")
    }
    progress.clear()
    return (builder, used)
  }

  /// The segments of a raw page.
  private static func segments(of page: [UInt8], _ path: String) throws(CommandError) -> Article {
    do {
      return try Article(html: page)
    } catch {
      throw .data("\(path): \(error)")
    }
  }
}

/// What is known of a page before it is read.
private enum KnownPage {
  case labels(PageLabels)
  case reference(PageReference)

  var page: PageDescription {
    switch self {
    case .labels(let labels): labels.page
    case .reference(let reference): reference.page
    }
  }

  /// The labels, where they are known without the page.
  var labels: PageLabels? {
    if case .labels(let labels) = self { labels } else { nil }
  }

  /// The labels of the segmented page; `nil` where its reference is of no use, which is noted.
  func labels(of article: Article, _ builder: inout CorpusBuilder) -> PageLabels? {
    switch self {
    case .labels(let labels): return labels
    case .reference(let reference):
      let (labels, outcome) = reference.labels(of: article)
      builder.note(outcome)
      return outcome == .used ? labels : nil
    }
  }
}
