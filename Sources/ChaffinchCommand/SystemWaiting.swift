// Waits for descriptors, makes the pipes that wake who waits, and sees to it that the three standard ones are
// taken. Reads and writes nothing.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension System {
  /// What waiting for a descriptor came to.
  enum Readiness {
    /// It can be read from, or is at its end.
    case ready
    /// Nothing is there yet.
    case paused
    /// One of the other descriptors can be read from.
    case interrupted
  }

  /// Waits until a descriptor can be read from, or one of the others can; asks only, unless `forever`.
  static func wait(for descriptor: Int32, or others: [Int32], forever: Bool) -> Readiness {
    var watched = ([descriptor] + others).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    while true {
      let found = poll(&watched, nfds_t(watched.count), forever ? -1 : 0)
      if found < 0, errno == EINTR { continue }
      if watched.dropFirst().contains(where: { $0.revents != 0 }) { return .interrupted }
      // Where waiting fails, reading says why.
      return found == 0 ? .paused : .ready
    }
  }

  /// Waits until a descriptor can be written to.
  static func waitForWriting(_ descriptor: Int32) {
    var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&watched, 1, -1)
  }

  /// A pipe whose ends no child process gets; `nil` where the system has none left.
  static func makePipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Closes both ends of a pipe.
  static func closePipe(_ ends: (reading: Int32, writing: Int32)) {
    _ = (closeFile(ends.reading), closeFile(ends.writing))
  }

  /// Takes those of the three standard descriptors that are closed, so that no file gets their numbers.
  /// What stands there then fails like a closed one: it is open the wrong way.
  static func reserveStandardDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Whether a descriptor is open for reading.
  static func isReadable(_ descriptor: Int32) -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_WRONLY
  }

  /// Whether a descriptor is open for writing.
  static func isWritable(_ descriptor: Int32) -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_RDONLY
  }

  /// Whether the last call failed because nobody reads the pipe.
  static var isClosedPipe: Bool { errno == EPIPE }
}
