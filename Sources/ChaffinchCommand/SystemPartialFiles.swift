// Removes the outputs that are not complete when a signal ends the process. Keeps no list of them: the
// system knows which files are open.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension System {
  /// The name under which an output of this process is written until it is complete.
  static func partialName(of path: String) -> String { "\(path).\(processNumber).partial" }

  /// From now on, signals that end the process from outside remove its partial files first. Signals that
  /// are ignored stay so.
  static func removePartialFilesOnSignals() {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = removePartialFiles
    #elseif canImport(Glibc)
      action.__sigaction_handler.sa_handler = removePartialFiles
    #elseif canImport(Musl)
      action.__sa_handler.sa_handler = removePartialFiles
    #endif
    // The handler raises the signal again, which then ends the process.
    action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
    for signal in [SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGXCPU] {
      // In the place of Swift's handler, too, which takes SIGQUIT for a crash and prints a backtrace.
      if !isIgnored(signal) { sigaction(signal, &action, nil) }
    }
  }
}

/// Descriptors that are looked at.
private let descriptorLimit: Int32 = 64
/// Bytes of a path and its end; longer ones are left alone. So much memory is taken from the stack.
private let pathLimit = 1024

/// The handler. It runs between any two instructions, so it allocates nothing and calls only what may be
/// called then.
private func removePartialFiles(_ signal: Int32) {
  withUnsafeTemporaryAllocation(byteCount: pathLimit, alignment: 1) { memory in
    let path = memory.bindMemory(to: CChar.self)
    guard let start = path.baseAddress else { return }
    var descriptor: Int32 = 3
    while descriptor < descriptorLimit {
      let flags = fcntl(descriptor, F_GETFL)
      if flags >= 0, flags & O_ACCMODE == O_WRONLY,
        let count = readPath(of: descriptor, into: path), isPartialName(path, count)
      {
        unlink(start)
      }
      descriptor += 1
    }
  }
  raise(signal)
}

/// Writes the path of an open file into `path`, and a zero; returns its length.
private func readPath(
  of descriptor: Int32, into path: UnsafeMutableBufferPointer<CChar>
) -> Int? {
  guard let start = path.baseAddress else { return nil }
  #if canImport(Darwin)
    guard fcntl(descriptor, F_GETPATH, start) == 0 else { return nil }
    return strlen(start)
  #else
    return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { memory in
      let link = memory.bindMemory(to: CChar.self)
      guard let first = link.baseAddress else { return nil }
      var place = 0
      StaticString("/proc/self/fd/").withUTF8Buffer { name in
        for byte in name {
          link[place] = CChar(byte)
          place += 1
        }
      }
      if descriptor >= 10 {
        link[place] = CChar(0x30 + descriptor / 10)
        place += 1
      }
      link[place] = CChar(0x30 + descriptor % 10)
      link[place + 1] = 0
      let count = readlink(first, start, pathLimit - 1)
      guard count > 0, count < pathLimit - 1 else { return nil }
      path[count] = 0
      return count
    }
  #endif
}

/// Whether a path ends as ``System/partialName(of:)`` makes it end in this process.
private func isPartialName(_ path: UnsafeMutableBufferPointer<CChar>, _ count: Int) -> Bool {
  var end = count
  var isAlike = true
  StaticString(".partial").withUTF8Buffer { ending in
    guard end > ending.count else { return isAlike = false }
    end -= ending.count
    for place in 0..<ending.count where path[end + place] != CChar(ending[place]) {
      isAlike = false
    }
  }
  var number = getpid()
  while isAlike, number > 0, end > 1 {
    end -= 1
    isAlike = path[end] == CChar(0x30 + number % 10)
    number /= 10
  }
  return isAlike && number == 0 && path[end - 1] == 0x2E
}
