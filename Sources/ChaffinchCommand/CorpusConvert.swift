// `chaffinch corpus convert`: corpora from and to the formats of annotation tools and trainers.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

extension InterchangeFormat: ExpressibleByArgument {}
extension InterchangeUnit: ExpressibleByArgument {}

/// The `corpus convert` subcommand.
struct CorpusConvert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert corpora from and to fastText, Label Studio, doccano and Prodigy.",
    discussion: """
      FORMATS
        jsonl         this program's own JSON Lines: says everything
        tsv           its format for people: labelled paragraphs only
        fasttext      '__label__promo Text'; articles, but no sites
        label-studio  'paragraphlabels' of Paragraphs; also read: 'choices'
        doccano       sequence labelling; also read: text classification
        prodigy       'spans'; also read: 'label', 'options' with 'accept'

      The labels go out as content, caption, promo, byline and paywall; a paragraph without a label \
      goes out without one. What a tool does not know travels along in a member 'chaffinch' that it \
      does not look at, so that jsonl comes back as it went; it fits the text only as long as that is \
      not edited. What a format has no place for is counted on standard error.

      Labels of other names need a --map. A paragraph gets the label of the span that covers most of \
      it, and at least half. Of Label Studio's annotations the ground truth counts, otherwise the one \
      updated last; cancelled ones and what Prodigy's user did not accept leave labels unknown. Texts \
      that did not come from here are cut into paragraphs as 'chaffinch tag' cuts them.

      EXAMPLES
        chaffinch corpus convert corpus.jsonl --to fasttext -o train.txt
        chaffinch corpus convert corpus.jsonl --to label-studio -o tasks.json
        chaffinch corpus convert export.json --to jsonl --map advert=promo
        chaffinch corpus convert a.jsonl --to prodigy --unit paragraph
      """)

  @Argument(
    help: ArgumentHelp(
      "Labelled articles, may be gzip-compressed; '-' for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "What the inputs are in; otherwise it is told from their first record.",
      valueName: "format"))
  var from: InterchangeFormat?

  @Option(help: ArgumentHelp("What to write.", valueName: "format"))
  var to: InterchangeFormat

  @Option(
    help: ArgumentHelp(
      "What a record of label-studio, doccano or prodigy is; a paragraph loses the elements around it.",
      valueName: "unit"))
  var unit = InterchangeUnit.article

  @Option(
    help: ArgumentHelp(
      "What a label of the input means: one of ours, not-content, or none for nothing; repeatable.",
      valueName: "theirs=ours"))
  var map: [String] = []

  @Flag(help: "Leave malformed records out and count them, instead of stopping.")
  var skipInvalid = false

  @Option(
    help: ArgumentHelp(
      "Write Label Studio's labelling configuration for the tasks to FILE.", valueName: "file"),
    completion: .file())
  var labellingConfig: String?

  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    _ = try mapping()
    guard !inputs.isEmpty else { throw ValidationError("name an input") }
    guard unit == .article || [.labelStudio, .doccano, .prodigy].contains(to) else {
      throw ValidationError("--unit is for label-studio, doccano and prodigy")
    }
    guard labellingConfig == nil || to == .labelStudio else {
      throw ValidationError("--labelling-config is for --to label-studio")
    }
    guard labellingConfig == nil || (labellingConfig ?? "-") != (outputOptions.output ?? "-")
    else {
      throw ValidationError("--labelling-config and --output must be different files")
    }
  }

  func run() throws {
    let mapping = try mapping()
    let read = try inputs.map { path throws(CommandError) in try self.read(path, mapping) }
    let corpus = Corpus.joined(read.map(\.corpus))
    let writer = InterchangeWriter(to, unit: unit)
    note(read, corpus, ConversionLosses(of: corpus, by: writer))
    let output = try OutputFile(outputOptions.output)
    let configuration = try labellingConfig.map(OutputFile.init)
    try output.write { buffer in writer.append(corpus, to: &buffer) }
    try configuration?.write(LabellingConfiguration.xml(for: unit))
    try output.finish()
    try configuration?.finish()
  }

  /// The meanings that `--map` gives.
  private func mapping() throws(ValidationError) -> LabelMapping {
    var names: [String: KnownLabel?] = [:]
    for pair in map {
      guard let equals = pair.lastIndex(of: "="), equals > pair.startIndex else {
        throw ValidationError("--map \(pair) is no THEIRS=OURS")
      }
      let theirs = String(pair[..<equals])
      let ours = pair[pair.index(after: equals)...]
      let label = KnownLabel(name: ours)
      guard label != nil || ours == "none" else {
        let known = KnownLabel.allCases.map(\.name).joined(separator: ", ")
        throw ValidationError("--map \(pair): '\(ours)' is none of \(known), none")
      }
      guard names[theirs] == nil else {
        throw ValidationError("--map says twice what '\(theirs)' means")
      }
      names.updateValue(label, forKey: theirs)
    }
    return LabelMapping(names)
  }

  private func read(
    _ path: String, _ mapping: LabelMapping
  ) throws(CommandError) -> InterchangeCorpus {
    let bytes = try InputFile.bytes(of: path)
    guard !bytes.isEmpty else { throw .noInput("\(path): is empty; name labelled articles") }
    guard let format = from ?? InterchangeFormat(recognizing: bytes) else {
      let known = InterchangeFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw .data("\(path): may be in several formats, or in none; name it with --from \(known)")
    }
    guard map.isEmpty || format != .jsonLines && format != .tabSeparated else {
      throw .usage(
        "\(path): is in \(format.rawValue), whose labels have no other names; leave out --map")
    }
    do {
      let reader = InterchangeReader(format, mapping: mapping, skipsInvalid: skipInvalid)
      return try reader.read(bytes, file: path)
    } catch {
      var advice = ""
      if case .malformedLine = error, !skipInvalid {
        advice = ", or pass --skip-invalid to leave such records out"
      }
      throw .data(error.description + advice)
    }
  }

  /// Says on standard error what was left out.
  private func note(_ read: [InterchangeCorpus], _ corpus: Corpus, _ losses: ConversionLosses) {
    var notes: [String] = []
    if let first = corpus.skipped.first {
      notes.append("malformed records left out: \(corpus.skipped.count), the first: \(first)")
    }
    let unused = read.reduce(0) { $0 + $1.unusedSpans }
    if unused > 0 {
      notes.append("spans that cover less than half of any paragraph, and label none: \(unused)")
    }
    let undecided = read.reduce(0) { $0 + $1.undecidedRecords }
    if undecided > 0 {
      notes.append("records rejected, ignored or cancelled, and without labels: \(undecided)")
    }
    if !losses.losses.isEmpty {
      notes.append(
        "\(to.rawValue)\(unit == .paragraph ? " with a paragraph a record" : "") has no place for: "
          + losses.losses.map { "\($0.count) \($0.what)" }.joined(separator: ", "))
    }
    for note in notes { StandardError.write("chaffinch: \(note)\n") }
  }
}
