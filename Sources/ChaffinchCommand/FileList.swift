// Reads lists of file names, as `find`, `ls` and `find -print0` write them. Opens none of the files.

/// A list of file names.
enum FileList {
  /// The names in `bytes`: separated by NUL if there is one, by LF or CRLF otherwise. Empty names are
  /// left out.
  static func names(in bytes: [UInt8]) -> [String] {
    let isSeparatedByNUL = bytes.contains(0)
    return bytes.split(separator: isSeparatedByNUL ? 0 : 0x0A).compactMap { name in
      let hasReturn = !isSeparatedByNUL && name.last == 0x0D
      let name = hasReturn ? name.dropLast() : name
      return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
  }

  /// What a path ends in, without `.gz`.
  static func baseName(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".gz") && last.utf8.count > 3 ? String(last.dropLast(3)) : last
  }

  /// What a path ends in, without its endings: `train` for `corpora/train.jsonl.gz`.
  static func stem(of path: String) -> String {
    let base = baseName(of: path)
    let stem = base.prefix { $0 != "." }
    return stem.isEmpty ? base : String(stem)
  }
}
