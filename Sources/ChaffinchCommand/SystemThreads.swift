// Threads, and a lock on which they wait for each other: the few calls of POSIX that this takes. What the
// threads do is the caller's.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A lock with a condition that threads wait for while they hold it.
final class SystemMonitor: @unchecked Sendable {
  // Both must stay where they are in memory while they are used.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }

  func unlock() { pthread_mutex_unlock(mutex) }

  /// Gives the lock up until ``wakeAll()`` is called, then takes it again.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes all threads that wait.
  func wakeAll() { pthread_cond_broadcast(condition) }
}

/// A number that several threads read and write.
final class SystemCell: @unchecked Sendable {
  private let monitor = SystemMonitor()
  private var number: Int

  init(_ number: Int) {
    self.number = number
  }

  var value: Int {
    get {
      monitor.lock()
      defer { monitor.unlock() }
      return number
    }
    set {
      monitor.lock()
      number = newValue
      monitor.unlock()
    }
  }
}

/// A thread of the system.
struct SystemThread: @unchecked Sendable {
  /// Bytes of stack, where systems differ widely.
  private static let stackSize = 4 << 20

  private let thread: pthread_t

  /// Starts a thread that does `body`; `nil` where the system has none left.
  init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Glibc)
      var started = pthread_t()
      let code = pthread_create(
        &started, &attributes, { Work.run($0) }, work.toOpaque())
    #elseif canImport(Darwin)
      var started: pthread_t?
      let code = pthread_create(&started, &attributes, { Work.run($0) }, work.toOpaque())
    #else
      var started: pthread_t?
      let code = pthread_create(&started, &attributes, { Work.run($0) }, work.toOpaque())
    #endif
    guard code == 0 else {
      work.release()
      return nil
    }
    #if canImport(Glibc)
      thread = started
    #else
      guard let started else { return nil }
      thread = started
    #endif
  }

  /// Waits for the thread's end.
  func join() { pthread_join(thread, nil) }

  /// What a thread does, on its way there.
  private final class Work: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }

    static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
      return nil
    }
  }
}
