// The command's one error: a line for people and an exit status for programs.

/// An error that ends the command.
struct CommandError: Error {
  /// What an error says of what can go on.
  enum Kind {
    /// The input or the options are at fault.
    case input
    /// What was read whole is not what it should be: `--on-error` may have it left out or passed on.
    case content
    /// Nothing more can be written, so that other files need not be tried.
    case output
    /// Nobody reads the output any more.
    case closedPipe
    /// The run was asked to end.
    case interruption
  }

  /// What, where, and what to do; one line.
  let message: String
  /// The exit status, one of sysexits.h.
  let status: Int32
  let kind: Kind

  /// An error of its parts.
  init(message: String, status: Int32, kind: Kind = .input) {
    self.message = message
    self.status = status
    self.kind = kind
  }

  /// Whether the run cannot go on with other files.
  var isOfOutput: Bool { kind != .input && kind != .content }

  /// 64: the options do not go together.
  static func usage(_ message: String) -> CommandError {
    CommandError(message: message, status: 64)
  }

  /// 65: the input is there but wrong.
  static func data(_ message: String) -> CommandError {
    CommandError(message: message, status: 65)
  }

  /// 65: a whole text, page or feed is wrong.
  static func content(_ message: String) -> CommandError {
    CommandError(message: message, status: 65, kind: .content)
  }

  /// 66: there is nothing in a whole input.
  static func noContent(_ message: String) -> CommandError {
    CommandError(message: message, status: 66, kind: .content)
  }

  /// 66: the input is not there.
  static func noInput(_ message: String) -> CommandError {
    CommandError(message: message, status: 66)
  }

  /// 73: the output cannot be made.
  static func cannotCreate(_ message: String) -> CommandError {
    CommandError(message: message, status: 73, kind: .output)
  }

  /// 74: reading failed.
  static func inputOutput(_ message: String) -> CommandError {
    CommandError(message: message, status: 74)
  }

  /// 74: writing failed.
  static func outputFailed(_ message: String, isClosedPipe: Bool = false) -> CommandError {
    CommandError(message: message, status: 74, kind: isClosedPipe ? .closedPipe : .output)
  }

  /// A signal asked the run to end; the process then ends by that signal.
  static let interrupted = CommandError(
    message: "ended by a signal; the output is incomplete", status: 74, kind: .interruption)
}
