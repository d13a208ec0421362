// Opens an input and finds out what it is. Reads no more of it than that takes.

import Chaffinch
import ChaffinchFeeds

/// An open input whose format is known.
struct RecognisedInput {
  /// Bytes read at first, as many as recognition looks at; files of fewer are read in one go.
  static let limit = InputFormat.recognitionLimit

  let file: InputFile
  let format: InputFormat
  /// What was read to recognise the format.
  let first: [UInt8]

  /// Opens `path`; while it waits for bytes, `interruption` ends it by an error.
  init(
    _ path: String, _ options: InputOptions, interruption: SystemInterruption? = nil
  ) throws(CommandError) {
    let file = try InputFile(path, interruption: interruption)
    var first = try file.readFirst(limit: Self.limit) { Self.isEnough($0, options) }
    guard !first.isEmpty else {
      throw .noContent("\(file.name): is empty; name a text, a page, a feed or JSON Lines")
    }
    // Enough to see the first visible character.
    if options.inputFormat == nil, !first.contains(where: { $0 > 0x20 }) {
      first = try file.rest(after: first)
    }
    format = options.inputFormat ?? .recognised(in: first, encoding: options.encoding)
    guard format != .jsonLines || options.encoding == nil || options.encoding == .utf8 else {
      throw .usage("\(file.name): is JSON Lines, which are UTF-8; leave --encoding out")
    }
    self.file = file
    self.first = first
  }

  /// Whether bytes behind which the input pauses begin JSON Lines with a whole record: the next may
  /// not come before this one is answered. All else is read to its end anyway.
  private static func isEnough(_ bytes: [UInt8], _ options: InputOptions) -> Bool {
    guard let end = System.lineFeed(in: bytes, 0..<bytes.count) else { return false }
    if let format = options.inputFormat { return format == .jsonLines }
    let line = Array(bytes[..<end])
    return line.last { $0 > 0x20 } == UInt8(ascii: "}")
      && InputFormat.recognised(in: line, encoding: options.encoding) == .jsonLines
  }

  /// The whole input.
  func bytes() throws(CommandError) -> [UInt8] {
    try file.rest(after: first)
  }
}
