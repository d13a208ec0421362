// Opens an input and finds out what it is. Reads no more of it than that takes.

import Chaffinch
import ChaffinchFeeds

/// An open input whose format is known.
struct RecognisedInput {
  /// Bytes read at first; files of fewer are read in one go.
  static let limit = 8 << 20

  let file: InputFile
  let format: InputFormat
  /// What was read to recognise the format.
  let first: [UInt8]

  /// Opens `path`.
  init(_ path: String, _ options: InputOptions) throws(CommandError) {
    let file = try InputFile(path)
    var first = try file.readFirst(limit: Self.limit)
    guard !first.isEmpty else {
      throw .noInput("\(file.name): is empty; name a text, a page, a feed or JSON Lines")
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

  /// The whole input.
  func bytes() throws(CommandError) -> [UInt8] {
    try file.rest(after: first)
  }
}
