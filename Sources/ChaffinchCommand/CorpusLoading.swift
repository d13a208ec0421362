// How subcommands read the corpora that they are given: one file after the other, with errors that say what
// to do. What is made of a file is for the caller to say.

import ChaffinchCorpus

/// Reads corpora.
struct CorpusLoading {
  let skipsInvalid: Bool
  /// What an empty file should be, such as `a labelled corpus`.
  let wanted: String

  /// What `read` makes of each file, in the order given. Says on standard error how many malformed lines were
  /// left out.
  ///
  /// - Parameter malformed: the errors of the lines that were left out of a file.
  func load<Part>(
    _ paths: [String], read: ([UInt8], String) throws(CorpusError) -> Part,
    malformed: (Part) -> [CorpusError]
  ) throws(CommandError) -> [Part] {
    var parts: [Part] = []
    for path in paths {
      let bytes = try InputFile.bytes(of: path)
      guard !bytes.isEmpty else { throw .noInput("\(path): is empty; name \(wanted)") }
      do {
        parts.append(try read(bytes, path))
      } catch {
        var advice = ""
        if case .malformedLine = error, !skipsInvalid {
          advice = ", or pass --skip-invalid to leave such lines out"
        }
        throw .data(error.description + advice)
      }
    }
    let skipped = parts.flatMap(malformed)
    if let first = skipped.first {
      StandardError.write(
        "chaffinch: malformed lines left out: \(skipped.count), the first: \(first)\n")
    }
    return parts
  }
}
