// Runs the built command as a user would and keeps what it wrote. Knows nothing of its options.

import Foundation

/// How a run of the command ended.
struct Outcome: Sendable {
  let status: Int32
  let output: Data
  /// Standard error.
  let error: String

  /// Standard output, with U+FFFD for what is no UTF-8.
  var text: String { String(decoding: output, as: UTF8.self) }
  /// The lines of standard output, without an empty one behind the last line end.
  var lines: [String] { text.hasSuffix("\n") ? Array(all.dropLast()) : all }
  private var all: [String] { text.components(separatedBy: "\n") }
}

/// What can go wrong before the command does.
enum RunError: Error {
  case noProduct(searchedFrom: [String])
  case cannotOpen(String)
}

/// The built command.
enum CommandRun {
  /// The product `chaffinch`, which the build puts beside the test bundle.
  static func product() throws -> URL {
    var starts = [Bundle.main.bundleURL, Bundle(for: Marker.self).bundleURL]
    starts += Bundle.allBundles.map(\.bundleURL)
    // Where a helper program runs the tests, the bundle is only among its arguments.
    starts += CommandLine.arguments.filter { $0.contains(".xctest") }.map(
      URL.init(fileURLWithPath:))
    for start in starts {
      var folder = start.standardizedFileURL
      for _ in 0..<5 {
        let product = folder.appendingPathComponent("chaffinch")
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: product.path, isDirectory: &isDirectory),
          !isDirectory.boolValue, FileManager.default.isExecutableFile(atPath: product.path)
        {
          return product
        }
        folder.deleteLastPathComponent()
      }
    }
    throw RunError.noProduct(searchedFrom: starts.map(\.path))
  }

  private final class Marker {}

  /// Runs the command with files, not pipes, at its ends: a pipe would be inherited by the other
  /// runs of the same time and stay open. The files are in `scratch`, which is not the command's
  /// folder; standard output goes to `outputPath` instead, such as `/dev/full`, where that is given.
  static func run(
    _ arguments: [String], in folder: URL, scratch: URL, input: Data = Data(),
    outputPath: String? = nil, environment: [String: String] = [:]
  ) async throws -> Outcome {
    let ends = ["stdin", "stdout", "stderr"].map { scratch.appendingPathComponent($0) }
    try input.write(to: ends[0])
    for end in ends[1...] { try Data().write(to: end) }
    let process = Process()
    process.executableURL = try product()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: ends[0])
    let output = outputPath ?? ends[1].path
    guard let handle = FileHandle(forWritingAtPath: output) else {
      throw RunError.cannotOpen(output)
    }
    process.standardOutput = handle
    process.standardError = try FileHandle(forWritingTo: ends[2])
    try await finish(process)
    return Outcome(
      status: process.terminationStatus, output: try Data(contentsOf: ends[1]),
      error: String(decoding: try Data(contentsOf: ends[2]), as: UTF8.self))
  }

  /// Starts `process` and waits for its end.
  static func finish(_ process: Process) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        done.resume(throwing: error)
      }
    }
  }
}
