// Cleans one file and writes what is left of it in the form that is asked for. Which files there are
// and where the output goes is decided elsewhere.

import Chaffinch
import ChaffinchFeeds

/// Cleans files, counts what it removes and reports it.
struct FileCleaner {
  let classifier: ParagraphClassifier
  let options: InputOptions
  let source: RecordSource
  let policyOptions: PolicyOptions
  /// The form that is asked for; `nil` for the one that suits the input.
  let form: Clean.OutputFormat?
  /// Whether each output is a line of JSON with the file's name, several being written to one place.
  let isWrapped: Bool
  let report: DecisionReport?
  private(set) var summary = CleaningSummary()

  init(_ command: Clean, _ classifier: ParagraphClassifier) throws(CommandError) {
    self.classifier = classifier
    options = command.fieldOptions.options(command.inputOptions)
    source = try command.fieldOptions.source(command.inputOptions.inputFormat)
    policyOptions = command.policyOptions
    form = command.outputFormat
    isWrapped = options.isMany && command.destinationOptions.outputDirectory == nil
    report = try command.report.map { path throws(CommandError) in try DecisionReport(path) }
  }

  /// Cleans `path` into `output`.
  mutating func clean(_ path: String, to output: OutputFile) throws(CommandError) {
    let input = try RecognisedInput(path, options)
    let form = try self.form(of: input)
    let policy = policyOptions.policy(for: input.format, as: form)
    if input.format == .jsonLines {
      try cleanRecords(input, path, form, policy, to: output)
    } else {
      try cleanWhole(input, path, form, policy, to: output)
    }
    summary.countFile()
  }

  private mutating func cleanWhole(
    _ input: RecognisedInput, _ path: String, _ form: Clean.OutputFormat, _ policy: CleaningPolicy,
    to output: OutputFile
  ) throws(CommandError) {
    let name = input.file.name
    let cleaned = try CleanedInput(
      input.bytes(), input.format, encoding: options.encoding, name: name, classifier, policy)
    let isEmpty = cleaned.sections.allSatisfy { $0.article.decisions.isEmpty }
    if isEmpty, input.format == .text {
      throw .noInput("\(name): has no text; name an article")
    }
    if !options.quiet { warnOfReplacedSequences(cleaned.replacedSequences, in: name) }
    let keptNothing = try output.write { buffer throws(CommandError) in
      append(cleaned, path, form, to: &buffer)
    }
    if keptNothing, !options.quiet, !options.isMany {
      let reason = isEmpty ? "has no text" : "no paragraph is \(labels(form))"
      StandardError.write("chaffinch: \(name): \(reason); nothing printed\n")
    }
    try note(cleaned, path, name: name)
  }

  private func labels(_ form: Clean.OutputFormat) -> String {
    policyOptions.labels(for: form).defaultValueDescription
  }

  /// The form that is asked for if it suits the input, or the one that does.
  private func form(of input: RecognisedInput) throws(CommandError) -> Clean.OutputFormat {
    guard let form else {
      return switch input.format {
      case .text, .html: .text
      case .feed: isWrapped ? .text : .feed
      case .jsonLines: .jsonl
      }
    }
    let name = input.file.name
    if form == .html, input.format != .html {
      throw .usage(
        "\(name): is \(input.format.name), and --output-format html is for pages; pass "
          + "--input-format html if it is one")
    }
    if form == .feed, input.format != .feed {
      throw .usage(
        "\(name): is \(input.format.name), and --output-format feed is for feeds; pass "
          + "--input-format feed if it is one")
    }
    return form
  }

  /// Appends what is left; returns whether that is nothing.
  private func append(
    _ cleaned: CleanedInput, _ path: String, record: Int? = nil, _ form: Clean.OutputFormat,
    to buffer: inout [UInt8]
  ) -> Bool {
    if form == .html || form == .feed {
      guard let bytes = form == .html ? cleaned.html : cleaned.feed else { return true }
      buffer.append(contentsOf: bytes)
      return false
    }
    let text = cleaned.text(asMarkdown: form == .markdown)
    if isWrapped || form == .jsonl {
      var object = JSONObjectWriter()
      object.add("file", path, to: &buffer)
      object.add("record", record, to: &buffer)
      object.add("text", text, to: &buffer)
      // A feed's items have each their own; they are in the report.
      if cleaned.feed == nil { object.add("verdict", cleaned.items.first?.verdict, to: &buffer) }
      object.close(&buffer)
      buffer.append(0x0A)
    } else if !text.isEmpty {
      buffer.append(contentsOf: text.utf8)
      buffer.append(0x0A)
    }
    return text.isEmpty
  }

  private mutating func note(
    _ cleaned: CleanedInput, _ path: String, name: String, record: Int? = nil
  ) throws(CommandError) {
    summary.add(cleaned, name: name, record: record)
    try report?.add(cleaned, file: path, record: record)
  }

  // MARK: JSON Lines

  private mutating func cleanRecords(
    _ input: RecognisedInput, _ path: String, _ form: Clean.OutputFormat, _ policy: CleaningPolicy,
    to output: OutputFile
  ) throws(CommandError) {
    // A page in a record stays a page, where the record stays a record.
    let cleaner = JSONLinesCleaner(
      classifier, policy: policy,
      pagePolicy: policyOptions.policy(for: .html, as: form == .jsonl ? .html : form),
      source: source)
    var isFirst = true
    try RecordStream(input: input.file, output: output, showsProgress: !options.isMany)
      .run(startingWith: input.first) { line, bytes, buffer throws(CommandError) in
        let start = buffer.count
        let cleaned: CleanedArticle?
        do throws(RecordError) {
          cleaned = try cleaner.clean(line.range, of: bytes, to: &buffer)
        } catch {
          throw line.error(error)
        }
        guard let cleaned else {
          if form != .jsonl { buffer.removeLast(buffer.count - start) }
          return form == .jsonl
        }
        let record = CleanedInput(cleaned)
        try note(record, path, name: input.file.name, record: line.number)
        guard form != .jsonl else { return true }
        // The texts of records are parted as their paragraphs are.
        buffer.replaceSubrange(start..., with: isFirst || isWrapped ? [] : [0x0A])
        if append(record, path, record: line.number, form, to: &buffer), !isWrapped {
          buffer.removeLast(buffer.count - start)
        } else {
          isFirst = false
        }
        return false
      }
  }
}

extension InputFormat {
  /// The format in a sentence.
  var name: String {
    switch self {
    case .text: "a text"
    case .html: "a page"
    case .feed: "a feed"
    case .jsonLines: "JSON Lines"
    }
  }
}

/// Says on standard error how much of the input was malformed.
func warnOfReplacedSequences(_ count: Int, in name: String) {
  guard count > 0 else { return }
  StandardError.write(
    "chaffinch: \(name): \(count) malformed sequence\(count == 1 ? "" : "s") replaced; is the text "
      + "in another encoding?\n")
}
