// A file that grows by whole records, each safe on the disk before the next: the calls that this
// takes. Knows nothing of what the records are.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension System {
  /// Opens a file for reading and appending, and makes it if it is not there.
  static func openForAppending(_ path: String) -> Int32 {
    open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
  }

  /// Locks an open file for this process; false when another has it.
  static func lock(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Closes an open file and gives up its lock, which would otherwise last as long as a child process that
  /// was just started has the file open, too; false when closing failed.
  static func closeLocked(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_UN)
    return closeFile(descriptor)
  }

  /// Waits until what was written to an open file is on the disk; false when it failed.
  static func synchronize(_ descriptor: Int32) -> Bool { fsync(descriptor) == 0 }

  /// Cuts an open file to a number of bytes; false when it failed.
  static func cut(_ descriptor: Int32, to size: Int) -> Bool {
    ftruncate(descriptor, off_t(size)) == 0
  }

  /// Takes the last bytes back that were written to a regular file, if they are its last.
  static func takeBack(_ count: Int, from descriptor: Int32) {
    var info = stat()
    let position = Int(lseek(descriptor, 0, SEEK_CUR))
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG,
      Int(info.st_size) == position, count <= position
    else { return }
    if cut(descriptor, to: position - count) {
      lseek(descriptor, off_t(position - count), SEEK_SET)
    }
  }

  /// Whether the open file is the one that stands at `path`, and has `size` bytes.
  static func isUnchanged(_ descriptor: Int32, at path: String, size: Int) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
      && Int(opened.st_size) == size
  }
}
