// Tests the command's face: version, help, completion scripts and refusals of wrong usage.

import Foundation
import Testing

@Suite struct RootCommandTests {
  @Test(
    "The version is three numbers on one line", arguments: [["--version"], ["tag", "--version"]])
  func version(arguments: [String]) async throws {
    let outcome = try await Workshop().run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    #expect(outcome.text.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test("Without arguments the command prints its help")
  func noArguments() async throws {
    let workshop = try Workshop()
    let bare = try await workshop.run([])
    let help = try await workshop.run(["--help"])
    #expect(bare.status == 0)
    #expect(bare.output == help.output)
  }

  @Test(
    "Help names what the command reads, writes and returns",
    arguments: [
      ("", "EXIT STATUS|0 success|64 wrong usage|65 bad data|66 an input file is missing"),
      ("", "73 an output file cannot be created|74 reading or writing failed|NO_COLOR|--version"),
      ("", "clean Print|tag Tag|train Train|evaluate Score|corpus Make"),
      ("clean", "<file> Texts, pages, feeds or JSON Lines; '-' for standard input|--keep|--model"),
      ("clean", "content, caption, promo, byline. (default: content;|blank lines|-o, --output"),
      ("clean", "--files-from|--output-directory|--fail-fast|-q, --quiet|--encoding|--report"),
      ("", "128 + n|130 by SIGINT|143 by SIGTERM|141 by SIGPIPE|What --on-error skips|full disk"),
      ("tag", "--threads|--on-error|--rejects|--maximum-record-bytes|--metrics|ON ERROR|'.gz'"),
      ("clean", "--threads|--on-error|--rejects|--maximum-record-bytes|--metrics|ON ERROR"),
      ("clean", "--minimum-probability|--maximum-removed-share|text, markdown, html, feed, jsonl"),
      ("clean", "\"file\", \"record\", \"item\", \"id\", \"title\", \"field\", \"element\""),
      ("tag", "<file>|--input-format|text, html, feed, jsonl|listing, jsonl, tsv|--model"),
      ("tag", "--files-from|--output-directory|--fail-fast|-q, --quiet|--encoding|linkDensity"),
      ("tag", "-o, --output|'paragraphs'|'text'|'prediction'|byteRange"),
      ("explain", "NAMES AND COLLISIONS|'~'|--paragraph|--top|--against|text, jsonl|--model"),
      ("explain", "--input-format|--encoding|-o, --output|content, caption, promo or byline"),
      ("train", "<corpus>|--skip-invalid|-o, --output|--algorithm|--smoothing|--l2-penalty"),
      ("train", "naive-bayes, logistic-regression, ensemble|--iterations|--table-bits|--folds"),
      ("train", "--seed|--hold-out|--threads|--card|--top-weights"),
      ("evaluate", "<corpus>|--skip-invalid|--language|--format|text, json|--model|-o, --output"),
      ("evaluate", "--gate|--predicted|--report|--baseline|--without-text|report.html"),
      ("corpus check", "<corpus>|--strict|--format|text, json|-o, --output|U+FFFD|65"),
      ("corpus stats", "<corpus>|--skip-invalid|--format|-o, --output|fingerprint"),
      ("corpus split", "<corpus>|--shares|--output-directory|--seed|byte for byte"),
      ("corpus dedupe", "<corpus>|--against|--threshold|-o, --output|five-word|65"),
      ("corpus sample", "<articles>|--count|--known|--per-site|--seed|--model|--report"),
      ("corpus build", "<labels>|--pages|-o, --output|--stand-off|--report|'page'|'unmatched'"),
      ("corpus lint", "<corpus>|--top|--share|text, json, tsv|-o, --output|--threads|--settings"),
      ("label", "<file>|-o, --output|--review|--order|--site|--skip-invalid|--model|.session"),
      ("model info", "<file>|--format|-o, --output|\"variants\"|built-in|out-of-fold scores"),
      ("model verify", "<file>|'FILE: ok'|65|66|checksum|overlaps"),
      ("model diff", "<old>|<new>|--exit-code|--format|-o, --output|largest absolute difference"),
      ("model export", "<file>|-o, --output|float32|[rows, 5]|score_with_numpy.py|built-in"),
    ])
  func help(command: String, parts: String) async throws {
    let arguments = command.split(separator: " ").map(String.init) + ["--help"]
    let outcome = try await Workshop().run(arguments)
    // Wrapping may part words that belong together.
    let flat = outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    #expect(outcome.text.hasPrefix("OVERVIEW: "))
    for part in parts.split(separator: "|") { #expect(flat.contains(part), "\(part)") }
    let examples = outcome.lines.drop { $0 != "EXAMPLES" }.dropFirst().prefix { $0 != "" }
    #expect(examples.count >= 2)
    #expect(examples.allSatisfy { $0.contains("chaffinch \(command)") })
    #expect(outcome.lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE: ") })
  }

  private static let commands = [
    "clean", "tag", "train", "evaluate", "explain", "corpus build", "corpus convert",
    "corpus check", "corpus stats", "corpus split", "corpus dedupe", "corpus lint",
    "corpus sample", "label", "model info", "model verify", "model diff",
    "model export",
  ]

  @Test("Every example of the help parses", arguments: commands)
  func examplesParse(command: String) async throws {
    let workshop = try Workshop()
    let help = try await workshop.run(command.split(separator: " ").map(String.init) + ["--help"])
    let examples = help.lines.filter { $0.hasPrefix("  ") && $0.contains("chaffinch \(command) ") }
    for example in examples {
      let words = example.split(separator: " ").drop { $0 != "chaffinch" }.dropFirst()
        .prefix { $0 != "|" && $0 != ">" }
      let outcome = try await workshop.run(words.map(String.init))
      // The files are not there, the built-in model may not be; the options are understood.
      let isUnderstood =
        [0, 65, 66].contains(outcome.status) || outcome.error.contains("needs a terminal")
      #expect(isUnderstood, "\(example): \(outcome.error)")
    }
  }

  @Test("'help' and '--help' say the same", arguments: commands)
  func helpCommand(command: String) async throws {
    let workshop = try Workshop()
    let words = command.split(separator: " ").map(String.init)
    let long = try await workshop.run(words + ["--help"])
    let short = try await workshop.run(words + ["-h"])
    let verb = try await workshop.run(["help"] + words)
    #expect(verb.output == short.output)
    #expect(long.output == short.output)
  }

  @Test(
    "Completion scripts know every subcommand and option", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) async throws {
    let outcome = try await Workshop().run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    for word in [
      "clean", "tag", "train", "evaluate", "top-weights", "output-format", "keep", "stand-off",
    ] {
      #expect(outcome.text.contains(word), "\(word)")
    }
  }

  @Test(
    "Wrong usage ends with status 64, names what is wrong and points to the help",
    arguments: [
      (["bogus"], "bogus"),
      (["tag", "--bogus"], "--bogus"),
      (["tag", "--report", "r"], "--report"),
      (["tag", "--output-format", "xml"], "xml"),
      (["tag", "--input-format", "xml"], "xml"),
      (["tag", "--encoding", "klingon"], "windows-1252"),
      (["tag", "--encoding", "latin1", "--input-format", "jsonl"], "--encoding"),
      (["tag", "-", "--files-from", "-"], "name '-' once"),
      (["tag", "-o", "a", "--output-directory", "b"], "do not go together"),
      (["tag", "--threads", "0"], "--threads must be 1 to 1024"),
      (["tag", "--on-error", "ignore"], "ignore"),
      (["tag", "--rejects", "r"], "--rejects needs --on-error skip"),
      (["tag", "--maximum-record-bytes", "0"], "--maximum-record-bytes"),
      (["tag", "--metrics", "-"], "must be different files"),
      (["tag", "--on-error", "skip", "--rejects", "-", "--metrics", "-", "-o", "a"], "different"),
      (["tag", "--on-error", "pass", "--output-format", "tsv"], "--output-format jsonl"),
      (
        ["clean", "--on-error", "skip", "--rejects", "-", "--report", "-", "-o", "a"], "different"
      ),
      (["clean", "--threads", "1025"], "--threads must be 1 to 1024"),
      (["clean", "--rejects", "r", "--on-error", "fail"], "--rejects needs --on-error skip"),
      (["clean", "--output-format", "xml"], "xml"),
      (["clean", "--output-format", "html", "a", "b"], "--output-directory"),
      (["clean", "--output-format", "feed", "--files-from", "a"], "--output-directory"),
      (["clean", "--minimum-probability", "1.1"], "--minimum-probability"),
      (["clean", "--minimum-probability", "nan"], "--minimum-probability"),
      (["clean", "--maximum-removed-share=-0.1"], "--maximum-removed-share"),
      (["clean", "--keep", "Content"], "Content"),
      (["clean", "--keep", "content,"], "content,"),
      (["clean", "--keep", ""], "--keep"),
      (["evaluate"], "<corpus>"),
      (["evaluate", "c", "--format", "xml"], "xml"),
      (["corpus", "bogus"], "bogus"),
      (["corpus", "check"], "<corpus>"),
      (["corpus", "split", "c", "--shares", "a=1", "--output-directory", "p"], "two parts"),
      (["corpus", "split", "c", "--shares", "a=1,A=1", "--output-directory", "p"], "two parts"),
      (["corpus", "split", "c", "--shares", "../a=1,b=1", "--output-directory", "p"], "../a"),
      (["corpus", "split", "c", "--shares", "a=nan,b=1", "--output-directory", "p"], "a=nan"),
      (["corpus", "dedupe", "c", "--threshold", "0"], "--threshold"),
      (["corpus", "sample", "c", "--count", "0"], "--count"),
      (["corpus", "sample", "c", "--count", "1", "--diversity", "2"], "--diversity"),
      (["corpus", "build", "labels", "--output", "c"], "--pages"),
      (["corpus", "build", "labels", "--pages", "p"], "--output"),
      (["corpus", "build", "l", "--pages", "p", "--output", "c", "--report", "c"], "--report"),
      (["label", "a"], "--output"),
      (["label", "--output", "c"], "name articles"),
      (["label", "a", "--output", "-"], "must be a file"),
      (["label", "a", "--output", "c", "--order", "random"], "random"),
      (["model", "bogus"], "bogus"),
      (["model", "info", "--format", "xml"], "xml"),
      (["model", "verify"], "<file>"),
      (["model", "diff", "a"], "<new>"),
      (["model", "export"], "--output"),
      (["--generate-completion-script", "tcsh"], "tcsh"),
    ])
  func wrongUsage(arguments: [String], culprit: String) async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("Error: "))
    #expect(outcome.error.contains(culprit))
    #expect(outcome.error.contains("--help"))
    #expect(try workshop.names() == [])
  }
}
