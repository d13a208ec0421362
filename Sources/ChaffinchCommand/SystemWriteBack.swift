// Sends a growing file on to the disk on a thread of its own, so that little is left to wait for at its end. Writes
// nothing itself.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What brings an open file's bytes to the disk while more are written to it.
final class SystemWriteBack {
  /// Bytes after which a file is sent on again; a smaller one is not before its end.
  private static let interval = 1 << 25

  private let descriptor: Int32
  private var bytes = 0
  private var thread: SystemThread?
  private let isRunning = SystemCell(0)
  /// The number of the error that the system told; it tells each only once.
  private let failure = SystemCell(0)

  /// Nothing written yet to a file that stays open until ``join()`` or ``finish(isSafe:)``.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Notes that `count` more bytes were written.
  func note(_ count: Int) {
    bytes += count
    guard bytes >= Self.interval, isRunning.value == 0 else { return }
    join()
    bytes = 0
    isRunning.value = 1
    let (descriptor, isRunning, failure) = (descriptor, isRunning, failure)
    thread = SystemThread {
      if !System.synchronize(descriptor) { failure.value = Int(errno) }
      isRunning.value = 0
    }
    if thread == nil { isRunning.value = 0 }
  }

  /// Waits for the thread, if there is one.
  func join() {
    thread?.join()
    thread = nil
  }

  /// Waits for the thread, and if `isSafe` until all is on the disk; false when that failed, then or before, with the
  /// system's last error.
  func finish(isSafe: Bool) -> Bool {
    join()
    guard failure.value == 0 else {
      errno = Int32(failure.value)
      return false
    }
    return !isSafe || System.synchronize(descriptor)
  }
}
