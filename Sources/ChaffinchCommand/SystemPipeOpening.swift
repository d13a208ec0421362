// Opens a named pipe so that the wait for somebody to write to it can be broken off. Reads nothing; other files
// are opened elsewhere.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension System {
  /// Opens a named pipe for reading, which takes until somebody opens it for writing.
  ///
  /// A thread of its own waits, since what polling tells of a pipe that nobody has written to yet differs from
  /// system to system: to some it is at its end. Where the wait is broken off, the thread stays for as long as the
  /// process does.
  ///
  /// - Returns: a descriptor, negative with `errno` set where opening failed; `nil` when one of `others` could be
  ///   read from before.
  static func openPipe(_ path: String, unless others: [Int32]) -> Int32? {
    guard let done = makePipe() else { return -1 }
    let opened = SystemCell(-1)
    let failure = SystemCell(0)
    let thread = SystemThread {
      let descriptor = openForReading(path)
      failure.value = Int(errno)
      opened.value = Int(descriptor)
      // Whoever waits at the other end is at its end now.
      _ = closeFile(done.writing)
    }
    guard let thread else {
      closePipe(done)
      return openForReading(path)
    }
    let readiness = wait(for: done.reading, or: others, forever: true)
    _ = closeFile(done.reading)
    guard readiness != .interrupted else { return nil }
    thread.join()
    errno = Int32(failure.value)
    return Int32(opened.value)
  }
}
