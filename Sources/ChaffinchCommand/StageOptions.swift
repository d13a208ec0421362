// Options of `clean` and `tag` as parts of a longer way: threads, what becomes of what is wrong, and what is
// told at the end. Opens no files.

import ArgumentParser

/// What becomes of a record, a text, a page or a feed that is not what it should be.
enum ErrorPolicy: String, CaseIterable, ExpressibleByArgument {
  /// It ends the work on its file.
  case fail
  /// It is left out and counted.
  case skip
  /// It comes through as it is, and says so where it can.
  case pass
}

/// `--threads`, `--on-error`, `--rejects`, `--maximum-record-bytes` and `--metrics`.
struct StageOptions: ParsableArguments {
  /// Bytes that a record may have, unless others are asked for.
  static let standardRecordBytes = 32 << 20

  @Option(
    help: ArgumentHelp(
      "Threads to work on; output is the same. (default: one a processor)", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "What becomes of a bad record, text, page or feed: fail, skip or pass.",
      valueName: "policy"))
  var onError: ErrorPolicy = .fail

  @Option(
    help: ArgumentHelp(
      "Write what was skipped or passed on to FILE, a line of JSON each.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "Take a longer line of JSON Lines for a bad record, and hold no more of it.",
      valueName: "n"))
  var maximumRecordBytes = Self.standardRecordBytes

  @Option(
    help: ArgumentHelp(
      "Write counts, bytes and seconds as JSON to FILE at the end, however it ends.",
      valueName: "file"), completion: .file())
  var metrics: String?

  func validate() throws {
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError("--threads must be 1 to 1024")
    }
    guard (1...(1 << 40)).contains(maximumRecordBytes) else {
      throw ValidationError("--maximum-record-bytes must be 1 to 1099511627776")
    }
    guard rejects == nil || onError != .fail else {
      throw ValidationError("--rejects needs --on-error skip or --on-error pass")
    }
  }

  /// Checks that standard output is not asked for twice.
  func validate(besides destination: DestinationOptions, report: String? = nil) throws {
    let takers =
      [rejects, metrics, report].count { $0 == "-" } + (destination.isStandardOutput ? 1 : 0)
    guard takers <= 1 else {
      throw ValidationError("--output, --report, --rejects and --metrics must be different files")
    }
  }

  /// The help's paragraphs on these options and on ends that are no success.
  static let discussion = """
    JSON Lines go through in batches of whole lines, in order; what is complete is written \
    before the command waits for more input. Their memory is bounded whatever the size of the \
    input; a text, page or feed is read whole. \
    An output whose name ends in '.gz' is compressed.

    ON ERROR
    A bad record is a line that is no record, or a text, page or feed that cannot be taken as \
    what it is. With --on-error fail (the default) it ends the work on its file, and all lines \
    before it are on standard output (a file of --output appears only if other files follow); of \
    several files the next one is tried, unless --fail-fast, and the status is that of the first \
    failure. With skip it is left out. With pass it comes through: \
    an object with a member 'error' (an older one is replaced), any other line and one longer \
    than --maximum-record-bytes byte for byte; a file as {"file", "error"}, or byte for byte \
    where its output is no JSON. Both count it, and --rejects FILE gets {"file", "line", \
    "reason", "record"}; "base64" instead of "record" if it is no UTF-8, "bytes", their number, \
    if it is too long; of a whole file "file" and "reason". A file that is missing, unreadable \
    or damaged (gzip) is a failure under each policy.

    A signal (SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU) ends the run behind a whole line, a \
    second one at once. \
    Where nobody reads standard output any more, the run ends silently by SIGPIPE. FILE of \
    --output does not appear then; --rejects and --metrics do, but for a second signal.
    """
}
