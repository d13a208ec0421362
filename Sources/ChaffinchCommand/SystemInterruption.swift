// Signals that ask the program to end, as something that can be waited for and asked, so that a run stops
// between two lines and not inside one; and what a run does to itself when nobody takes its output any more.
// What then happens is the caller's.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The wish that the run ends: by a signal, which may wait for the end of a line, or by a part of it that failed,
/// for which nothing waits.
///
/// While it is there SIGHUP, SIGINT, SIGQUIT, SIGTERM and SIGXCPU do nothing by themselves, less those that were
/// ignored. A thread waits for them and writes the first into a pipe; the second ends the process at once. A closed
/// pipe is an error of writing instead of SIGPIPE.
final class SystemInterruption: Sendable {
  private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU]

  /// A descriptor to poll: it can be read from when a signal asks the run to end. Nobody may read from it.
  let descriptor: Int32
  /// The same for the run's own wish.
  let cancellation: Int32
  private let cancelling: Int32

  /// Holds the signals back from now on, also in all threads that are started later; `nil` where the system
  /// has no pipe or no thread left.
  init?() {
    guard let ends = System.makePipe() else { return nil }
    guard let others = System.makePipe() else {
      System.closePipe(ends)
      return nil
    }
    descriptor = ends.reading
    cancellation = others.reading
    cancelling = others.writing
    // Whatever is written, the process ends by the signal and not by what else has a handler for it.
    System.removePartialFilesOnSignals()
    let signals = Self.endings.filter { !System.isIgnored($0) }
    Self.mask(signals + [SIGPIPE], isBlocked: true)
    let waiting = SystemThread {
      var isAsked = false
      while true {
        guard let signal = Self.wait(for: signals) else { return }
        if isAsked { System.end(by: signal) }
        isAsked = true
        _ = System.write([UInt8(truncatingIfNeeded: signal)], to: ends.writing)
      }
    }
    guard waiting != nil else {
      Self.mask(signals + [SIGPIPE], isBlocked: false)
      System.closePipe(ends)
      System.closePipe(others)
      return nil
    }
  }

  /// Whether a signal asks the run to end.
  var isRequested: Bool { System.wait(for: descriptor, or: [], forever: false) == .ready }

  /// Lets the run end without a signal, and at once.
  func cancel() { _ = System.write([0], to: cancelling) }

  /// The signal that asked; `nil` if none did. To be called once, when all else is over.
  func signal() -> Int32? {
    var number = [UInt8](repeating: 0, count: 1)
    guard isRequested, System.readSome(descriptor, into: &number) == 1 else { return nil }
    return Int32(number[0])
  }

  private static func wait(for signals: [Int32]) -> Int32? {
    var set = System.signalSet(signals)
    var signal: Int32 = 0
    while !signals.isEmpty {
      if sigwait(&set, &signal) == 0 { return signal }
    }
    return nil
  }

  private static func mask(_ signals: [Int32], isBlocked: Bool) {
    var set = System.signalSet(signals)
    pthread_sigmask(isBlocked ? SIG_BLOCK : SIG_UNBLOCK, &set, nil)
  }
}

extension System {
  /// The signal of a pipe that nobody reads.
  static let closedPipeSignal = SIGPIPE

  /// From now on a file that reaches the limit of its size is an error of writing instead of SIGXFSZ.
  static func ignoreSizeLimitSignal() {
    #if canImport(Darwin)
      _ = Darwin.signal(SIGXFSZ, SIG_IGN)
    #elseif canImport(Glibc)
      _ = Glibc.signal(SIGXFSZ, SIG_IGN)
    #elseif canImport(Musl)
      _ = Musl.signal(SIGXFSZ, SIG_IGN)
    #endif
  }

  /// Whether the process was started with a signal ignored.
  static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(handler(of: action), to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// What an action calls; the default action is a null pointer.
  private static func handler(of action: sigaction) -> (@convention(c) (Int32) -> Void)? {
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler
    #elseif canImport(Glibc)
      action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
      action.__sa_handler.sa_handler
    #endif
  }

  /// Ends the process by a signal, as if it had not been held back; its partial files go.
  static func end(by signal: Int32) -> Never {
    var set = signalSet([signal])
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
    // Where the signal is ignored after all: the status that shells give it.
    exit(128 + signal)
  }

  static func signalSet(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
