// Runs the elements of an asynchronous sequence through a function, several at once, in order and never
// far ahead. Knows nothing of articles.

/// The results of a function for the elements of another sequence, in their order.
///
/// Up to ``ahead`` elements are taken from the base before their results are asked for: no more than
/// that are in memory, and a slow reader slows the base down. Results are handed out as soon as they are
/// there, also while the base waits for more. Nothing starts before the first result is asked for.
///
/// An error of the base or of the function is thrown in its element's place and ends the sequence. When
/// the reading task is cancelled, `CancellationError` is thrown, so that what was read so far is not
/// taken for all there was; then, and when the iterator goes, no more elements are taken. What has begun
/// is finished and thrown away.
///
/// Beside the function each element costs a task, ten to twenty microseconds of processor time on two
/// cores: little for an article of some paragraphs, much for a line of one.
public struct AsyncConcurrentMapSequence<Base: AsyncSequence & Sendable, Output: Sendable>:
  AsyncSequence, Sendable
where Base.Element: Sendable {
  /// A result of the function.
  public typealias Element = Output

  /// The elements whose results are to come.
  let base: Base
  /// How many elements are taken at most before their results are handed out, at least 1.
  public let ahead: Int
  let transform: @Sendable (Base.Element) throws -> Output

  init(
    _ base: Base, ahead: Int, _ transform: @escaping @Sendable (Base.Element) throws -> Output
  ) {
    self.base = base
    self.ahead = Swift.max(ahead, 1)
    self.transform = transform
  }

  /// An iterator that has taken nothing yet.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  /// Iterates over the results.
  public struct Iterator: AsyncIteratorProtocol {
    private let sequence: AsyncConcurrentMapSequence
    private var pump: Pump<Output>?
    private var isAtEnd = false

    init(_ sequence: AsyncConcurrentMapSequence) {
      self.sequence = sequence
    }

    /// The next result; `nil` at the end.
    ///
    /// - Throws: what the base or the function threw, or `CancellationError`.
    public mutating func next() async throws -> Output? {
      guard !isAtEnd else { return nil }
      // Set again only when there may be more.
      isAtEnd = true
      let pump = self.pump ?? Pump(sequence)
      self.pump = pump
      do {
        guard let output = try await pump.next() else {
          self.pump = nil
          return nil
        }
        isAtEnd = false
        return output
      } catch {
        self.pump = nil
        throw error
      }
    }
  }
}

/// Takes elements from the base in a task of its own and holds their results until they are asked for.
/// It is stopped when it goes.
private final class Pump<Output: Sendable> {
  /// A result that may still be in the making, or why there are no more.
  private enum Step: Sendable {
    case result(Task<Output, any Error>)
    case failure(any Error)
  }

  /// The steps, in order. There are never more than the permits allow.
  private var steps: AsyncStream<Step>.Iterator
  /// Each permit lets one element be taken; it comes back when the element's result is handed out.
  private let permits: AsyncStream<Void>.Continuation
  private let task: Task<Void, Never>

  init<Base>(_ sequence: AsyncConcurrentMapSequence<Base, Output>) {
    let (steps, sink) = AsyncStream.makeStream(of: Step.self)
    let (permits, permitSink) = AsyncStream.makeStream(of: Void.self)
    for _ in 0..<sequence.ahead { permitSink.yield() }
    self.steps = steps.makeAsyncIterator()
    self.permits = permitSink
    task = Task {
      var elements = sequence.base.makeAsyncIterator()
      var permits = permits.makeAsyncIterator()
      let transform = sequence.transform
      do {
        while await permits.next() != nil, let element = try await elements.next() {
          sink.yield(.result(Task { try transform(element) }))
        }
      } catch {
        sink.yield(.failure(error))
      }
      sink.finish()
    }
  }

  deinit {
    task.cancel()
  }

  /// The next result; `nil` at the end.
  func next() async throws -> Output? {
    // A stream ends for a task that is cancelled, as it does at its end.
    let step = await steps.next()
    try Task.checkCancellation()
    switch step {
    case .result(let task):
      let output = try await task.value
      try Task.checkCancellation()
      permits.yield()
      return output
    case .failure(let error): throw error
    case nil: return nil
    }
  }
}
