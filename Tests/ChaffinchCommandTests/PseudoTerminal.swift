// A terminal that is none, so that tests see what the command does on one.

import Foundation
import Testing

/// A pseudo-terminal: the command writes to one end, the test reads from the other.
final class PseudoTerminal {
  private let controller: Int32
  /// The end for the command.
  let end: FileHandle

  init() throws {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard controller >= 0, let name = Self.unlocked(controller) else {
      throw RunError.cannotOpen("/dev/ptmx")
    }
    let descriptor = open(name, O_RDWR | O_NOCTTY)
    guard descriptor >= 0 else { throw RunError.cannotOpen(name) }
    end = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Lets the other end be opened and returns its path.
  private static func unlocked(_ controller: Int32) -> String? {
    #if os(Linux)
      // What unlockpt and ptsname do; the module Glibc does not show them.
      var lock: Int32 = 0
      var number: Int32 = 0
      let setLock: UInt = 0x4004_5431
      let getNumber: UInt = 0x8004_5430
      guard ioctl(controller, setLock, &lock) == 0, ioctl(controller, getNumber, &number) == 0
      else { return nil }
      return "/dev/pts/\(number)"
    #else
      guard grantpt(controller) == 0, unlockpt(controller) == 0 else { return nil }
      return ptsname(controller).map { String(cString: $0) }
    #endif
  }

  /// Sends what a person would type.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(controller, bytes, bytes.count)
  }

  /// Gives the terminal a size.
  func resize(columns: UInt16, rows: UInt16 = 24) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// What was written since it was last asked for; never waits.
  func received() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 0) > 0, ready.revents & Int16(POLLIN) != 0 {
      let count = read(controller, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Waits until `text` was written; what came before it is dropped.
  func wait(for text: String) async throws {
    var seen = ""
    for _ in 0..<3000 {
      seen += received()
      if seen.contains(text) { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw RunError.cannotOpen("a screen with '\(text)' in: \(seen)")
  }

  /// What was written so far, which must be less than a terminal buffers; line ends as LF.
  func text() throws -> String {
    try end.close()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(controller, &buffer, buffer.count)
      // Linux says EIO where the other end is closed, other systems 0.
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }

  deinit {
    close(controller)
  }
}

extension Workshop {
  /// What the command writes to a terminal with the folder's model: on standard output, or on standard
  /// error where `showsErrors` says so.
  func onTerminal(
    _ arguments: [String], environment: [String: String] = [:], columns: UInt16? = nil,
    showsErrors: Bool = false
  ) async throws -> String {
    let terminal = try PseudoTerminal()
    if let columns { terminal.resize(columns: columns) }
    let process = Process()
    process.executableURL = try CommandRun.product()
    process.arguments = arguments + ["--model", "model.safetensors"]
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = showsErrors ? FileHandle.nullDevice : terminal.end
    process.standardError = showsErrors ? terminal.end : FileHandle.nullDevice
    try await CommandRun.finish(process)
    #expect(process.terminationStatus == 0)
    return try terminal.text()
  }
}
