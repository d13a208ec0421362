// Cleans records and whole inputs and writes what is left of them in the form that is asked for. Which there
// are and where the output goes is decided elsewhere.

import Chaffinch
import ChaffinchFeeds

/// Cleans records, texts, pages and feeds, counts what it removes and reports it.
struct FileCleaner: RecordWorker {
  private let classifier: ParagraphClassifier
  private let recordCleaner: JSONLinesCleaner
  private let options: InputOptions
  private let policyOptions: PolicyOptions
  /// The form that is asked for; `nil` for the one that suits the input.
  private let form: Clean.OutputFormat?
  /// Whether each output is a line of JSON with the file's name, several being written to one place.
  private let isWrapped: Bool
  private let isReported: Bool
  private let onError: ErrorPolicy

  init(_ command: Clean, _ classifier: ParagraphClassifier) throws(CommandError) {
    self.classifier = classifier
    options = command.inputOptions
    policyOptions = command.policyOptions
    form = command.outputFormat
    isWrapped = options.isMany && command.destinationOptions.outputDirectory == nil
    isReported = command.report != nil
    onError = command.stageOptions.onError
    let form = form ?? .jsonl
    // A page in a record stays a page, where the record stays a record.
    recordCleaner = JSONLinesCleaner(
      classifier, policy: policyOptions.policy(for: .jsonLines, as: form),
      pagePolicy: policyOptions.policy(for: .html, as: form == .jsonl ? .html : form),
      source: try command.fieldOptions.source(command.inputOptions.inputFormat))
  }

  func makeScratch() {}

  var writesLines: Bool { (form ?? .jsonl) == .jsonl }

  /// The form that is asked for, or the one that suits the input.
  private func form(of format: InputFormat) -> Clean.OutputFormat {
    if let form { return form }
    return switch format {
    case .text, .html: .text
    case .feed: isWrapped ? .text : .feed
    case .jsonLines: .jsonl
    }
  }

  func refusal(of format: InputFormat, _ name: String) -> CommandError? {
    if form == .html, format != .html {
      return .usage(
        "\(name): is \(format.name), and --output-format html is for pages; pass "
          + "--input-format html if it is one")
    }
    if form == .feed, format != .feed {
      return .usage(
        "\(name): is \(format.name), and --output-format feed is for feeds; pass "
          + "--input-format feed if it is one")
    }
    if format == .jsonLines, onError == .pass, !writesLines {
      return .usage(
        "\(name): is JSON Lines, and --on-error pass has no place in text; use --output-format "
          + "jsonl or --on-error skip")
    }
    return nil
  }

  // MARK: Whole inputs

  func work(
    onWhole bytes: [UInt8], _ format: InputFormat, of batch: Batch
  ) throws(CommandError) {
    let (name, form) = (batch.name, form(of: format))
    let cleaned = try CleanedInput(
      bytes, format, encoding: options.encoding, name: name, classifier,
      policyOptions.policy(for: format, as: form))
    let isEmpty = cleaned.sections.allSatisfy { $0.article.decisions.isEmpty }
    if isEmpty, format == .text {
      throw .noContent("\(name): has no text; name an article")
    }
    batch.notes += replacedSequencesNote(cleaned.replacedSequences, in: name)
    let keptNothing = append(cleaned, form, to: batch)
    if keptNothing, !options.isMany {
      let labels = policyOptions.labels(for: form).defaultValueDescription
      let reason = isEmpty ? "has no text" : "no paragraph is \(labels)"
      batch.notes += "chaffinch: \(name): \(reason); nothing printed\n"
    }
    note(cleaned, of: batch)
  }

  func pass(_ bytes: [UInt8], reason: String, of batch: Batch) {
    if isWrapped || form == .jsonl {
      appendError(reason, file: batch.path, to: &batch.output)
    } else {
      batch.output.append(contentsOf: bytes)
    }
  }

  /// Appends what is left; returns whether that is nothing.
  private func append(
    _ cleaned: CleanedInput, record: Int? = nil, _ form: Clean.OutputFormat, to batch: Batch
  ) -> Bool {
    if form == .html || form == .feed {
      guard let bytes = form == .html ? cleaned.html : cleaned.feed else { return true }
      batch.output.append(contentsOf: bytes)
      return false
    }
    let text = cleaned.text(asMarkdown: form == .markdown)
    if isWrapped || form == .jsonl {
      var object = JSONObjectWriter()
      object.add("file", batch.path, to: &batch.output)
      object.add("record", record, to: &batch.output)
      object.add("text", text, to: &batch.output)
      // A feed's items have each their own; they are in the report.
      if cleaned.feed == nil {
        object.add("verdict", cleaned.items.first?.verdict, to: &batch.output)
      }
      object.close(&batch.output)
      batch.output.append(0x0A)
    } else if !text.isEmpty {
      append(line: text, to: batch)
    }
    return text.isEmpty
  }

  private func append(line text: String, to batch: Batch) {
    batch.output.append(contentsOf: text.utf8)
    batch.output.append(0x0A)
  }

  private func note(_ cleaned: CleanedInput, of batch: Batch, record: Int? = nil) {
    for section in cleaned.sections {
      for decision in section.article.decisions { batch.counts.add(decision.prediction) }
    }
    batch.counts.cleaning.add(cleaned, name: batch.name, record: record)
    if isReported {
      DecisionReport.append(cleaned, file: batch.path, record: record, to: &batch.report)
    }
  }

  // MARK: JSON Lines

  func work(
    onRecord line: LineBatch.Line, of batch: Batch, using scratch: inout ()
  ) throws(RecordError) {
    let bytes = batch.lines.bytes
    let cleaned =
      writesLines
      ? try recordCleaner.clean(line.range, of: bytes, to: &batch.output)
      : try recordCleaner.decisions(on: line.range, of: bytes)
    guard let cleaned else { return }
    let record = CleanedInput(cleaned)
    note(record, of: batch, record: line.number)
    guard !writesLines else { return }
    let form = form(of: .jsonLines)
    if isWrapped {
      _ = append(record, record: line.number, form, to: batch)
      return
    }
    let text = record.text(asMarkdown: form == .markdown)
    guard !text.isEmpty else { return }
    // The texts of records are parted as their paragraphs are, those of a file's batches, too.
    batch.separator = [0x0A]
    if !batch.output.isEmpty { batch.output.append(0x0A) }
    append(line: text, to: batch)
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

/// A line that says how much of the input was malformed; empty for nothing.
func replacedSequencesNote(_ count: Int, in name: String) -> String {
  guard count > 0 else { return "" }
  return "chaffinch: \(name): \(count) malformed sequence\(count == 1 ? "" : "s") replaced; is the "
    + "text in another encoding?\n"
}

/// Appends a line of JSON in the place of a whole input that is passed on.
func appendError(_ reason: String, file: String, to output: inout [UInt8]) {
  var object = JSONObjectWriter()
  object.add("file", file, to: &output)
  object.add("error", reason, to: &output)
  object.close(&output)
  output.append(0x0A)
}
