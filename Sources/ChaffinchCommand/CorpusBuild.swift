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

      EXAMPLES
        chaffinch corpus build labels.jsonl.gz --pages pages --output corpus.jsonl
        chaffinch corpus build page.labels --pages pages --output corpus.jsonl
      """)

  @Argument(
    help: ArgumentHelp(
      "Labels of raw pages, may be gzip-compressed; '-' for standard input.",
      valueName: "labels"), completion: .file())
  var labels: String

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
    let files = [output, standOff, report].compactMap(\.self)
    guard Set(files).count == files.count else {
      throw ValidationError("--output, --stand-off and --report must be different files")
    }
  }

  func run() throws {
    let bytes = try InputFile.bytes(of: labels)
    guard !bytes.isEmpty else { throw CommandError.noInput("\(labels): is empty; name labels") }
    let pageLabels: [PageLabels]
    do {
      pageLabels = try PageLabels.read(bytes, file: labels)
    } catch {
      throw CommandError.data(error.description)
    }
    guard System.kind(of: pages) == .directory else {
      throw CommandError.noInput("\(pages): is no folder; name the one with the pages")
    }
    // The places are tried before the work, so that it is not lost on a bad path.
    let corpus = try OutputFile(output)
    let others = try [standOff, report].map { try $0.map(OutputFile.init) }
    let builder = try build(pageLabels, to: corpus)
    guard builder.report.pages > 0 else {
      throw CommandError.noInput(
        "\(pages): none of the \(pageLabels.count) pages is there, such as "
          + "'\(pageLabels[0].page.file)'; name the folder that they are relative to")
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

  private func build(_ pageLabels: [PageLabels], to corpus: OutputFile) throws(CommandError)
    -> CorpusBuilder
  {
    var builder = CorpusBuilder()
    var progress = ProgressLine()
    for (index, labels) in pageLabels.enumerated() {
      let path = "\(pages)/\(labels.page.file)"
      if System.kind(of: path) == .missing {
        builder.addMissingPage(labels)
      } else {
        let page = builder.add(
          labels, to: try Self.segments(of: try InputFile.bytes(of: path), path))
        // A page without paragraphs and without labels is no article.
        if !page.labelledArticle.paragraphs.isEmpty || page.unmatched.total > 0 {
          try corpus.write { buffer in page.appendJSONLine(to: &buffer) }
        }
      }
      progress.show("\(index + 1) of \(pageLabels.count) pages")
    }
    progress.clear()
    return builder
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
