// Options that say what `clean` and `tag` read. Reads nothing but the list of `--files-from`.

import ArgumentParser
import Chaffinch
import ChaffinchFeeds

/// Files, lists of files, and how to take them.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Texts, pages, feeds or JSON Lines; '-' for standard input. (default: -)",
      valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read names of files from LIST, separated by line ends or, if there is one, by NUL; '-' for "
        + "standard input.", valueName: "list"), completion: .file())
  var filesFrom: String?

  @Option(help: ArgumentHelp("What the files are. (default: by content)", valueName: "format"))
  var inputFormat: InputFormat?

  @Option(
    help: ArgumentHelp(
      "The encoding, for example from an HTTP header. (default: by content)", valueName: "label"),
    transform: Self.encoding)
  var encoding: CharacterEncoding?

  @Flag(help: "Stop at the first file that cannot be read, instead of going on to the next.")
  var failFast = false

  @Flag(name: [.short, .long], help: "Print errors only on standard error.")
  var quiet = false

  func validate() throws {
    guard inputFormat != .jsonLines || encoding == nil || encoding == .utf8 else {
      throw ValidationError("--encoding does not go with JSON Lines, which are UTF-8")
    }
    let fromStandardInput = (files + [filesFrom].compactMap(\.self)).count { $0 == "-" }
    guard fromStandardInput <= 1 else {
      throw ValidationError("standard input can be read once; name '-' once")
    }
  }

  /// Whether results carry their file's name: more files than one, or a list.
  var isMany: Bool { files.count > 1 || filesFrom != nil }

  /// The files to read, those of the list behind those of the command line.
  func names() throws(CommandError) -> [String] {
    guard let filesFrom else { return files.isEmpty ? ["-"] : files }
    let list = try InputFile(filesFrom)
    let names = files + FileList.names(in: try list.readAll())
    guard !names.isEmpty else {
      throw .noInput("\(list.name): names no files; list one a line, or separated by NUL")
    }
    return names
  }

  private static func encoding(_ label: String) throws -> CharacterEncoding {
    guard let encoding = CharacterEncoding(label: label) else {
      throw ValidationError(
        "'\(label)' is no encoding of the web; some that are: utf-8, iso-8859-1, windows-1252, "
          + "windows-1251, iso-8859-2, shift_jis, euc-jp, gb18030, big5, euc-kr, utf-16le")
    }
    return encoding
  }
}

extension InputFormat: ExpressibleByArgument {}
