// `chaffinch corpus split`: divides corpora by site into files that are alike.

import ArgumentParser
import Chaffinch
import ChaffinchCorpus

/// A share as `--shares` spells it, such as `test=0.2`.
extension SplitSide {
  /// The side that `text` names; `nil` for anything but a plain name, `=` and a number above 0.
  fileprivate init?(argument text: some StringProtocol) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let share = Double(parts[1]), share > 0, share <= 1_000_000,
      !parts[0].isEmpty, !parts[0].hasPrefix("."),
      parts[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    else { return nil }
    self.init(name: String(parts[0]), share: share)
  }
}

/// The `corpus split` subcommand.
struct CorpusSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Divide corpora by site into parts that are alike.",
    discussion: """
      No site is in two parts. Each part's share of the articles, of the labelled paragraphs, of each \
      label (paywall promos apart), each language and each source is as near to the share asked for \
      as whole sites allow: sites are dealt out, the largest first, to the part that needs them \
      most, then moved and exchanged while that helps. The same corpora, shares and seed give the \
      same parts. Prints the shares that were reached.

      Writes DIR/NAME.jsonl for each part; articles in other formats go to DIR/NAME.tsv and \
      DIR/NAME.html. Lines come through byte for byte.

      EXAMPLES
        chaffinch corpus split c.jsonl --shares a=0.8,b=0.2 --output-directory d
        chaffinch corpus split c.tsv --shares a=3,b=1 --seed 7 --output-directory d
      """)

  @OptionGroup var recordOptions: RecordOptions

  @Option(
    help: ArgumentHelp(
      "The parts, with their shares of the whole: NAME=NUMBER and commas.", valueName: "shares"))
  var shares: String

  @Option(
    help: ArgumentHelp(
      "Write the parts into DIR, which is made if it is missing.", valueName: "dir"),
    completion: .directory)
  var outputDirectory: String

  @Option(help: ArgumentHelp("The seed that decides ties.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: "How to print the shares.")
  var format = ReportFormat.text

  /// The parts asked for; `nil` where one is misspelled.
  private var sides: [SplitSide]? {
    let parts = shares.split(separator: ",", omittingEmptySubsequences: false)
    let sides = parts.compactMap { SplitSide(argument: $0) }
    return sides.count == parts.count ? sides : nil
  }

  func validate() throws {
    guard let sides else {
      throw ValidationError(
        "--shares '\(shares)' is no list such as train=0.8,test=0.2; names are letters, digits, "
          + "'-', '_' and '.', numbers are above 0")
    }
    // Some file systems do not tell upper case from lower.
    guard sides.count >= 2, Set(sides.map { $0.name.lowercased() }).count == sides.count else {
      throw ValidationError("--shares needs at least two parts of different names")
    }
  }

  func run() throws {
    let sides = sides ?? []
    let records = try recordOptions.load()
    let split: StratifiedSplit
    do {
      split = try StratifiedSplit(records.articles, into: sides, seed: seed)
    } catch {
      throw CommandError.data(error.description)
    }
    try OutputDirectory.make(outputDirectory)
    var files: [(format: CorpusFormat, side: Int, file: OutputFile)] = []
    for format in CorpusFormat.allCases where records.files.contains(where: { $0.format == format })
    {
      for (side, one) in sides.enumerated() {
        let path = "\(outputDirectory)/\(one.name).\(format.fileExtension)"
        if let input = recordOptions.corpora.first(where: { System.isSameFile($0, path) }) {
          throw CommandError.usage(
            "\(input): would be replaced by a part of it; name another directory or part")
        }
        files.append((format, side, try OutputFile(path)))
      }
    }
    for index in records.indices {
      let format = records.format(of: index)
      for one in files where one.format == format && one.side == split.assignment[index] {
        try one.file.write { records.append(index, to: &$0) }
      }
    }
    for one in files { try one.file.finish() }
    let report = SplitReport(split, of: records.articles)
    let output = try OutputFile(nil)
    try output.write { format.append(text: report.text, json: report.json, to: &$0) }
    try output.finish()
  }
}
