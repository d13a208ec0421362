// `chaffinch corpus check`: names everything that is wrong or doubtful in corpora.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// The `corpus check` subcommand.
struct CorpusCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Name everything that is wrong or doubtful in corpora.",
    discussion: """
      Reads every line to the end and prints a line for each problem: \
      file:line: paragraph N: severity: what; what to do. Then counts by kind.

      Errors are malformed lines, unknown labels, members that contradict each other or are of the \
      wrong type, empty paragraphs, ids that occur twice, and files without articles or labels. \
      Warnings are articles without a site, a language, labels or a second label, texts that occur \
      twice, paragraphs of more than \(ArticleCheck.giantLength) characters, and traces of wrong \
      decoding: U+FFFD, UTF-8 read as windows-1252, control characters, character references.

      The exit status is 65 when there are errors, with --strict also when there are warnings.

      EXAMPLES
        chaffinch corpus check corpus.jsonl.gz more.tsv
        chaffinch corpus check corpus.jsonl --strict --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "Corpora: JSON Lines, lines of label, tab, text, or labelled HTML; may be gzip-compressed.",
      valueName: "corpus"), completion: .file())
  var corpora: [String]

  @Flag(help: "Count warnings as errors in the exit status.")
  var strict = false

  @Option(help: "How to print the problems.")
  var format = ReportFormat.text

  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let output = try OutputFile(outputOptions.output, besides: corpora)
    var check = CorpusCheck()
    for path in corpora {
      check.check(try InputFile.bytes(of: path), file: path == "-" ? "standard input" : path)
    }
    try output.write { format.append(text: check.text, json: check.json, to: &$0) }
    try output.finish()
    let errors = check.count(of: .error)
    let warnings = check.count(of: .warning)
    guard errors == 0, !strict || warnings == 0 else {
      let first = check.problems.first { $0.severity == .error } ?? check.problems.first
      throw CommandError.data(
        "\(errors) error\(errors == 1 ? "" : "s") and \(warnings) warning\(warnings == 1 ? "" : "s")"
          + (first.map { ", the first: \($0)" } ?? ""))
    }
  }
}

extension CorpusCheck {
  /// The problems, a line each, and the counts.
  fileprivate var text: String {
    var text = problems.map { printable($0.description) + "\n" }.joined()
    if !problems.isEmpty { text += "\n" }
    text += "\(articles) articles, \(paragraphs) paragraphs: "
    text += "\(count(of: .error)) errors, \(count(of: .warning)) warnings\n"
    var table = AlignedTable(["problem", "severity", "count"])
    for (kind, count) in counts {
      table.add([kind.rawValue, kind.severity.rawValue, String(count)])
    }
    return counts.isEmpty ? text : text + "\n" + table.text
  }

  /// The counts and the problems.
  fileprivate var json: JSONValue {
    func number(_ value: Int) -> JSONValue { .number(String(value)) }
    return .object([
      ("articles", number(articles)),
      ("paragraphs", number(paragraphs)),
      ("errors", number(count(of: .error))),
      ("warnings", number(count(of: .warning))),
      ("counts", .object(counts.map { ($0.kind.rawValue, number($0.count)) })),
      (
        "problems",
        .array(
          problems.map { problem in
            .object([
              ("file", .string(problem.file)),
              ("line", problem.line > 0 ? number(problem.line) : .null),
              ("paragraph", problem.paragraph.map(number) ?? .null),
              ("severity", .string(problem.severity.rawValue)),
              ("kind", .string(problem.kind.rawValue)),
              ("what", .string(problem.what)),
              ("advice", .string(problem.kind.advice)),
            ])
          })
      ),
    ])
  }
}
