// Makes the directories that results go to. Writes no files.

/// A directory for results.
enum OutputDirectory {
  /// Makes the directory at `path`, unless it is there.
  static func make(_ path: String) throws(CommandError) {
    if System.kind(of: path) == .missing, !System.makeDirectory(path) {
      throw .cannotCreate("\(path): \(System.lastError); name a directory")
    }
    guard System.kind(of: path) == .directory else {
      throw .cannotCreate("\(path): is no directory")
    }
  }
}
