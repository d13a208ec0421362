// Reads model files, of which no more is held than a sound header announces. What models must be like
// is the library's.

import Chaffinch

/// Model files as inputs.
enum ModelInput {
  /// The bytes of a file that begins like a model, at most one more than its header announces.
  static func bytes(of path: String) throws(CommandError) -> [UInt8] {
    let input = try InputFile(path)
    var bytes = try input.readFirst(limit: Model.headByteLimit)
    guard !bytes.isEmpty else {
      throw .noInput("\(input.name): is empty; name a model written by 'chaffinch train'")
    }
    let count: Int
    do {
      count = try Model.byteCount(announcedBy: bytes)
    } catch {
      throw refusal(input.name, error)
    }
    var filled = bytes.count
    // In steps: a short file that announces much costs little.
    while filled <= count {
      bytes += [UInt8](repeating: 0, count: min(count + 1 - filled, max(filled, 1 << 16)))
      let found = try input.read(into: &bytes, from: filled)
      filled += found
      bytes.removeLast(bytes.count - filled)
      if found == 0 { break }
    }
    return bytes
  }

  /// The model in the file at a path with what its header says, or the built-in one for `nil`.
  static func description(of path: String?) throws(CommandError) -> ModelDescription {
    let content: [UInt8]
    if let path { content = try bytes(of: path) } else { content = Model.bundledBytes() }
    do {
      return try ModelDescription(serialized: content)
    } catch {
      throw refusal(name(of: path), error)
    }
  }

  /// What messages call a model.
  static func name(of path: String?) -> String {
    path.map { $0 == "-" ? "standard input" : $0 } ?? "the built-in model"
  }

  /// The error for a model that cannot be used. Names in the file may be anything: they are shown
  /// without control characters and cut.
  static func refusal(_ name: String, _ error: ModelFileError) -> CommandError {
    let reason = printable(error.description)
    let cut = reason.count > 400 ? reason.prefix(300) + " … " + reason.suffix(80) : reason[...]
    return .data("\(name): \(cut)")
  }
}
