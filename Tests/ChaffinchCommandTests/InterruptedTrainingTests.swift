// Tests that training which does not come to its end leaves the old model byte for byte: killed at any
// moment, or out of room.

import Foundation
import Testing

@Suite("Interrupted training")
struct InterruptedTrainingTests {
  /// Training of another model than the workshop's, into its place.
  private static let command =
    ["train", "corpus.tsv", "--output", "model.safetensors", "--seed", "7"] + TinyCorpus.settings
    + ["--table-bits", "12"]

  private func workshop() async throws -> (Workshop, old: Data) {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    return (workshop, try workshop.data("model.safetensors"))
  }

  /// Runs the training by a script of bash, whose arguments are the command and its own.
  private func run(_ script: String, in workshop: Workshop) async throws -> (
    status: Int32, error: String
  ) {
    let errors = workshop.folder.deletingLastPathComponent().appendingPathComponent("errors")
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script, try CommandRun.product().path] + Self.command
    process.currentDirectoryURL = workshop.folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try await CommandRun.finish(process)
    return (
      process.terminationStatus, String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  @Test("Killed at any moment it leaves the old model, and never a part of the new one")
  func killed() async throws {
    let (workshop, old) = try await workshop()
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await workshop.run(Self.command).status == 0)
    let milliseconds = Int((clock.now - start) / .milliseconds(1))
    let new = try workshop.data("model.safetensors")
    #expect(new != old)

    let moments = 10
    var kills = 0
    for moment in 0..<moments {
      try workshop.write("model.safetensors", old)
      let wait = Double(milliseconds * moment / moments) / 1000
      let ended = try await run(
        "\"$0\" \"$@\" & sleep \(wait); kill -KILL %1; wait %1", in: workshop)
      let found = try workshop.data("model.safetensors")
      // It may be killed when the new one is in place, or be faster than the first time.
      #expect(found == old || found == new)
      if ended.status == 128 + SIGKILL, found == old { kills += 1 }
      if ended.status == 0 { #expect(found == new) }
    }
    #expect(kills > 0)
    // What a killed run left behind is in nobody's way.
    #expect(try await workshop.run(Self.command).status == 0)
    #expect(try workshop.data("model.safetensors") == new)
  }

  @Test("A disk without room for the model is said with status 74, and the old one stays")
  func noRoom() async throws {
    let (workshop, old) = try await workshop()
    // A limit on the size of files, at which writing fails as on a full disk.
    let ended = try await run("ulimit -f 8; exec \"$0\" \"$@\"", in: workshop)
    #expect(ended.status == 74)
    #expect(
      ended.error.hasSuffix(
        "chaffinch: model.safetensors: File too large; the output is incomplete\n"),
      "\(ended.error)")
    #expect(try workshop.data("model.safetensors") == old)
    #expect(try workshop.names() == ["corpus.tsv", "model.safetensors"])
  }
}
