// The command's one error: a line for people and an exit status for programs.

/// An error that ends the command.
struct CommandError: Error {
  /// What, where, and what to do; one line.
  let message: String
  /// The exit status, one of sysexits.h.
  let status: Int32
  /// Whether nothing more can be written, so that other files need not be tried.
  let isOfOutput: Bool

  /// An error of its parts.
  init(message: String, status: Int32, isOfOutput: Bool = false) {
    self.message = message
    self.status = status
    self.isOfOutput = isOfOutput
  }

  /// 64: the options do not go together.
  static func usage(_ message: String) -> CommandError {
    CommandError(message: message, status: 64)
  }

  /// 65: the input is there but wrong.
  static func data(_ message: String) -> CommandError {
    CommandError(message: message, status: 65)
  }

  /// 66: the input is not there.
  static func noInput(_ message: String) -> CommandError {
    CommandError(message: message, status: 66)
  }

  /// 73: the output cannot be made.
  static func cannotCreate(_ message: String) -> CommandError {
    CommandError(message: message, status: 73, isOfOutput: true)
  }

  /// 74: reading failed.
  static func inputOutput(_ message: String) -> CommandError {
    CommandError(message: message, status: 74)
  }

  /// 74: writing failed.
  static func outputFailed(_ message: String) -> CommandError {
    CommandError(message: message, status: 74, isOfOutput: true)
  }
}
