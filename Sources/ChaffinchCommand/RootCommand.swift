// The command's entry: its subcommands, and what becomes of errors.

import ArgumentParser

/// `chaffinch`.
@main
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chaffinch",
    abstract: "Tells the article from what the publisher put around it.",
    discussion: """
      Every paragraph is tagged as content, caption, promo or byline, by naive Bayes and logistic \
      regression trained on labelled paragraphs.

      Results go to standard output (or --output), everything else to standard error. '-' stands \
      for standard input; input that is gzip-compressed is decompressed. There is no colour when \
      output is not a terminal or NO_COLOR is set.

      EXIT STATUS
        0   success
        1   the gate of 'evaluate' refuses the model, or models differ ('model diff')
        64  wrong usage: an unknown option, a value out of range
        65  bad data: a malformed corpus or record, an unusable model
        66  an input file is missing, unreadable, closed or empty
        73  an output file cannot be created
        74  reading or writing failed on the way: a full disk, a closed output
        128 + n, in a shell: ended by signal n, as 130 by SIGINT, 143 by SIGTERM;
            141 by SIGPIPE, when nobody reads standard output any more

      Of several files that fail the first gives the status. What --on-error skips or passes on \
      is no failure; 'chaffinch help tag' has the policies.

      EXAMPLES
        chaffinch clean article.txt
        chaffinch clean --output-format html page.html > clean.html
        chaffinch clean feed.xml --output clean.xml
        chaffinch tag --output-format jsonl articles.jsonl > tagged.jsonl
        chaffinch train corpus.jsonl.gz --output model.safetensors
        chaffinch evaluate corpus.jsonl.gz --model model.safetensors
        chaffinch corpus build labels.jsonl.gz --pages pages --output corpus.jsonl
        chaffinch corpus convert export.json --to jsonl --output corpus.jsonl
        chaffinch corpus lint corpus.jsonl
        chaffinch label articles.jsonl --output corpus.jsonl
        chaffinch explain article.txt --paragraph 3
        chaffinch model info
      """,
    version: Version.current,
    subcommands: [
      Clean.self, Tag.self, Train.self, Evaluate.self, CorpusCommand.self,
      Explain.self,
      Label.self,
      ModelCommand.self,
    ])

  static func main() {
    System.reserveStandardDescriptors()
    System.ignoreSizeLimitSignal()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as CommandError {
      StandardError.write("chaffinch: \(error.message)\n")
      exit(withError: ExitCode(error.status))
    } catch {
      exit(withError: error)
    }
  }
}

/// The program's version.
enum Version {
  static let current = "0.4.0"
}
