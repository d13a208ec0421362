// A terminal taken over for keys and whole screens: modes, size, signals. Decides nothing; the calls are
// alike on Linux and Apple's systems.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A terminal in raw mode, on its other screen. It gets back its modes by ``leave()``, at the latest
/// when this object goes.
final class SystemTerminal {
  /// What can happen while waiting.
  enum Event {
    /// Bytes of keys came.
    case bytes([UInt8])
    /// Nothing came in time.
    case timeout
    /// The size changed, or the program goes on after a pause: all must be drawn again.
    case redraw
    /// The program is asked to pause.
    case suspend
    /// The terminal is gone.
    case closed
    /// A signal asks the program to end.
    case ended(signal: Int32)
  }

  private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  private static let others = [SIGWINCH, SIGTSTP, SIGCONT]

  private let input: Int32
  private let output: Int32
  /// The modes as they were.
  private var modes = termios()
  /// The reading end of the pipe through which signals come, one byte each.
  private let signals: Int32
  private var isEntered = false

  /// Takes over the terminal at `input` and `output`; `nil` when that fails.
  init?(input: Int32, output: Int32) {
    self.input = input
    self.output = output
    guard tcgetattr(input, &modes) == 0, let signals = Self.forwardSignals() else { return nil }
    self.signals = signals
    enter()
  }

  deinit { leave() }

  /// The terminal of the process, whatever its standard input is; negative when it has none.
  static func openControlling() -> Int32 { open("/dev/tty", O_RDWR | O_CLOEXEC) }

  // MARK: Modes

  /// Other screen, no wrapping at the edge, marks around what is pasted, no cursor.
  private static let entering = "\u{1B}[?1049h\u{1B}[?7l\u{1B}[?2004h\u{1B}[?25l\u{1B}[2J"
  private static let leaving = "\u{1B}[?25h\u{1B}[?2004l\u{1B}[?7h\u{1B}[?1049l"

  /// Takes the terminal over, also again after a pause.
  func enter() {
    var raw = modes
    cfmakeraw(&raw)
    _ = tcsetattr(input, TCSADRAIN, &raw)
    write(Self.entering)
    isEntered = true
  }

  /// Gives the terminal back; keys that nobody read are dropped, so that no shell reads them.
  func leave() {
    guard isEntered else { return }
    isEntered = false
    write(Self.leaving)
    _ = tcsetattr(input, TCSAFLUSH, &modes)
  }

  /// Gives the terminal back, pauses the program, and takes the terminal over when it goes on.
  func suspend() {
    leave()
    // The signal's usual effect; a shell that cannot go on with it has it ignored.
    var set = Self.set([SIGTSTP])
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(SIGTSTP)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    enter()
  }

  /// Ends the program as `signal` does by itself.
  static func end(by signal: Int32) {
    var set = Self.set([signal])
    #if canImport(Darwin)
      Darwin.signal(signal, SIG_DFL)
    #elseif canImport(Glibc)
      Glibc.signal(signal, SIG_DFL)
    #elseif canImport(Musl)
      Musl.signal(signal, SIG_DFL)
    #endif
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
  }

  /// Columns and rows.
  var size: (columns: Int, rows: Int) { System.size(of: output) }

  /// Sends a text; that it may fail shows when the next key is read.
  func write(_ text: String) { _ = System.write(text.utf8, to: output) }

  // MARK: Waiting

  /// Waits for the next event, for ever or for `milliseconds`.
  func next(within milliseconds: Int32?) -> Event {
    var watched = [
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let found = poll(&watched, nfds_t(watched.count), milliseconds ?? -1)
      if found < 0, errno == EINTR { continue }
      if found == 0 { return .timeout }
      guard found > 0 else { return .closed }
      if watched[0].revents != 0 { return signalled() }
      var bytes = [UInt8](repeating: 0, count: 4096)
      guard let count = System.readSome(input, into: &bytes), count > 0 else { return .closed }
      return .bytes(Array(bytes.prefix(count)))
    }
  }

  private func signalled() -> Event {
    var number = [UInt8](repeating: 0, count: 1)
    guard System.readSome(signals, into: &number) == 1 else { return .closed }
    let signal = Int32(number[0])
    if Self.endings.contains(signal) { return .ended(signal: signal) }
    if signal == SIGTSTP { return .suspend }
    // Whoever let the program go on may have changed the modes.
    if signal == SIGCONT { enter() }
    return .redraw
  }

  // MARK: Signals

  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }

  /// Starts a thread that waits for signals and writes them into a pipe: so nothing has to be done
  /// inside a signal handler, and no signal is missed. Returns the pipe's reading end.
  private static func forwardSignals() -> Int32? {
    guard let ends = System.makePipe() else { return nil }
    // Signals that are ignored by default must have a handler to be waited for.
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = { _ in }
    #elseif canImport(Glibc)
      action.__sigaction_handler.sa_handler = { _ in }
    #elseif canImport(Musl)
      action.__sa_handler.sa_handler = { _ in }
    #endif
    for signal in [SIGWINCH, SIGCONT] { sigaction(signal, &action, nil) }
    var set = set(endings + others)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let context = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    context.pointee = ends.writing
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil, { SystemTerminal.forward($0.map { $0.load(as: Int32.self) } ?? -1) }, context)
    #elseif canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(
        &thread, nil, { SystemTerminal.forward($0.load(as: Int32.self)) }, context)
    #else
      var thread: pthread_t?
      let code = pthread_create(
        &thread, nil, { SystemTerminal.forward($0.map { $0.load(as: Int32.self) } ?? -1) }, context)
    #endif
    return code == 0 ? ends.reading : nil
  }

  /// Waits for signals for as long as the program runs.
  private static func forward(_ pipe: Int32) -> UnsafeMutableRawPointer? {
    var waited = set(endings + others)
    while true {
      var signal: Int32 = 0
      guard sigwait(&waited, &signal) == 0 else { continue }
      _ = System.write([UInt8(truncatingIfNeeded: signal)], to: pipe)
    }
  }
}
