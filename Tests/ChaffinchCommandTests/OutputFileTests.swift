// Tests writing: an output appears whole or not at all, and what stood in its place is kept.

import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct OutputFileTests {
  private static let text = "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n"

  @Test("--output holds what standard output would", arguments: ["clean", "tag"])
  func sameBytes(command: String) async throws {
    let workshop = try await Workshop.withModel()
    let printed = try await workshop.runWithModel([command], input: Self.text)
    let written = try await workshop.runWithModel([command, "-o", "out"], input: Self.text)
    let dash = try await workshop.runWithModel([command, "-o", "-"], input: Self.text)
    #expect(printed.status == 0)
    #expect(written.status == 0)
    #expect(written.output.isEmpty)
    #expect(try workshop.data("out") == printed.output)
    #expect(dash.output == printed.output)
    #expect(try workshop.names() == ["model.safetensors", "out"])
  }

  @Test("A file that is sent on to the disk while it grows is whole, and gone if it is given up")
  func largeFile() throws {
    let workshop = try Workshop()
    let piece = [UInt8](repeating: 0x61, count: 1 << 22)
    for isFinished in [true, false] {
      let path = workshop.url(isFinished ? "whole" : "given-up").path
      let output = try OutputFile(path)
      for _ in 0..<20 { try output.write(bytes: piece) }
      if isFinished { try output.finish() }
    }
    #expect(try workshop.names() == ["whole"])
    #expect(try workshop.data("whole").count == 20 << 22)
  }

  @Test("An output may take its input's place")
  func inPlace() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", Self.text)
    let outcome = try await workshop.runWithModel(["clean", "a.txt", "--output", "a.txt"])
    #expect(outcome.status == 0)
    #expect(try workshop.text("a.txt") == TinyCorpus.content + "\n")
  }

  @Test(
    "What is said of a corpus does not take its place",
    arguments: [
      ["evaluate", "corpus.tsv", "--model", "model.safetensors", "-o", "./corpus.tsv"],
      ["train", "corpus.tsv", "-o", "m", "--card", "./corpus.tsv"],
      ["corpus", "check", "corpus.tsv", "-o", "./corpus.tsv"],
      ["corpus", "stats", "corpus.tsv", "-o", "./corpus.tsv"],
      ["corpus", "lint", "corpus.tsv", "-o", "./corpus.tsv"],
      [
        "corpus", "sample", "corpus.tsv", "--count", "1", "--model", "model.safetensors",
        "--output", "./corpus.tsv",
      ],
      ["corpus", "dedupe", "corpus.tsv", "--against", "corpus.tsv", "-o", "./corpus.tsv"],
      ["explain", "corpus.tsv", "--model", "model.safetensors", "-o", "./corpus.tsv"],
    ])
  func keepsInput(command: [String]) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    let outcome = try await workshop.run(command)
    #expect(outcome.status == 64)
    #expect(
      outcome.error
        == "chaffinch: ./corpus.tsv: is read, and would be replaced; name another output\n")
    #expect(try workshop.text("corpus.tsv") == TinyCorpus.text)
    #expect(try workshop.names() == ["corpus.tsv", "model.safetensors"])
  }

  @Test("Two outputs of one name are refused, whatever it is spelled like, and nothing is replaced")
  func twice() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    let evaluate = [
      "evaluate", "corpus.tsv", "--model", "model.safetensors", "--gate", "floors.json",
    ]
    let pinned = try await workshop.run(evaluate + ["--update-baseline"])
    #expect(pinned.status == 0)
    let floors = try workshop.text("floors.json")
    let report = try await workshop.run(
      evaluate + ["--report", "report", "-o", "./report/report.md"])
    #expect(report.status == 64)
    #expect(
      report.error.hasSuffix("report.md: two outputs have this name; name different files\n"))
    let both = try await workshop.run(evaluate + ["--update-baseline", "-o", "./floors.json"])
    #expect(both.status == 64)
    #expect(try workshop.text("floors.json") == floors)
    let train = try await workshop.run(["train", "corpus.tsv", "-o", "m", "--scores", "./m"])
    #expect(train.status == 64)
    #expect(train.error == "chaffinch: ./m: two outputs have this name; name different files\n")
    #expect(
      try workshop.names() == ["corpus.tsv", "floors.json", "model.safetensors", "report"])
  }

  @Test("A failure leaves an existing output as it was and no partial file")
  func failureKeepsOld() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("out", "old")
    let records = "{\"paragraphs\":[\"One\"]}\n{\"paragraphs\":7}\n"
    let outcome = try await workshop.runWithModel(["tag", "--output", "out"], input: records)
    #expect(outcome.status == 65)
    #expect(try workshop.text("out") == "old")
    #expect(try workshop.names() == ["model.safetensors", "out"])
  }

  @Test("A failure leaves no new output either")
  func failureLeavesNothing() async throws {
    let workshop = try await Workshop.withModel()
    let records = "{\"paragraphs\":[\"One\"]}\n{\"paragraphs\":7}\n"
    let outcome = try await workshop.runWithModel(["tag", "--output", "out"], input: records)
    #expect(outcome.status == 65)
    #expect(try workshop.names() == ["model.safetensors"])
  }

  @Test(
    "A run that a signal ends leaves what was there, and no partial file",
    arguments: [SIGINT, SIGTERM, SIGQUIT, SIGXCPU], ["tag", "evaluate"])
  func endedBySignal(signal: Int32, command: String) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("out", "old")
    let process = Process()
    // Some of the signals leave a core, where that is allowed.
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c", "ulimit -c 0; exec \"$0\" \"$@\"", try CommandRun.product().path, command, "-",
      "--model", "model.safetensors", "-o", "out",
    ]
    process.currentDirectoryURL = workshop.folder
    // Nothing comes, so that the command waits with its output open.
    let input = Pipe()
    process.standardInput = input
    // A thread that blocks the signal would hand that down.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    try process.run()
    var tries = 0
    while try workshop.names().count < 3, tries < 1000 {
      tries += 1
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try workshop.names().count == 3)
    kill(process.processIdentifier, signal)
    while process.isRunning, tries < 2000 {
      tries += 1
      try await Task.sleep(for: .milliseconds(10))
    }
    try #require(!process.isRunning)
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(try workshop.names() == ["model.safetensors", "out"])
    #expect(try workshop.text("out") == "old")
    try input.fileHandleForWriting.close()
  }

  @Test("A symbolic link stays one, and its target gets the output")
  func link() async throws {
    let workshop = try await Workshop.withModel()
    try FileManager.default.createDirectory(
      at: workshop.url("folder"), withIntermediateDirectories: false)
    try workshop.write("folder/target", "old")
    try FileManager.default.createSymbolicLink(
      atPath: workshop.url("link").path, withDestinationPath: "folder/target")
    let outcome = try await workshop.runWithModel(["clean", "-o", "link"], input: Self.text)
    #expect(outcome.status == 0)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: workshop.url("link").path)
        == "folder/target")
    #expect(try workshop.text("folder/target") == TinyCorpus.content + "\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workshop.url("folder").path)
        == ["target"])
  }

  @Test("A file that is replaced keeps its permissions")
  func permissions() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("private", "old")
    let path = workshop.url("private").path
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let outcome = try await workshop.runWithModel(["clean", "-o", "private"], input: Self.text)
    #expect(outcome.status == 0)
    #expect(try workshop.text("private") == TinyCorpus.content + "\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test("A device is written to, not replaced")
  func device() async throws {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(["clean", "-o", "/dev/null"], input: Self.text)
    #expect(outcome.status == 0)
    #expect(outcome.error == "")
    #expect(outcome.output.isEmpty)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test(
    "An output that cannot be created ends every command with status 73",
    arguments: [
      ["clean", "a.txt", "--model", "model.safetensors", "-o", "NAME"],
      ["tag", "a.txt", "--model", "model.safetensors", "-o", "NAME"],
      ["evaluate", "corpus.tsv", "--model", "model.safetensors", "-o", "NAME"],
      ["train", "corpus.tsv", "-o", "NAME"],
      ["train", "corpus.tsv", "-o", "m", "--card", "NAME"],
      ["train", "corpus.tsv", "-o", "m", "--top-weights", "NAME"],
    ])
  func cannotCreate(command: [String]) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", Self.text)
    try workshop.write("corpus.tsv", TinyCorpus.text)
    try FileManager.default.createDirectory(
      at: workshop.url("folder"), withIntermediateDirectories: false)
    for (name, reason) in [
      ("nowhere/out", "No such file or directory; name a path that can be written"),
      ("folder", "is a directory; name a file"),
    ] {
      let outcome = try await workshop.run(command.map { $0 == "NAME" ? name : $0 })
      #expect(outcome.status == 73)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error == "chaffinch: \(name): \(reason)\n")
    }
    #expect(try workshop.names() == ["a.txt", "corpus.tsv", "folder", "model.safetensors"])
  }

  @Test("A folder that may not be written to ends with status 73", .enabled(if: getuid() != 0))
  func readOnlyFolder() async throws {
    let workshop = try await Workshop.withModel()
    let folder = workshop.url("folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    let outcome = try await workshop.runWithModel(["clean", "-o", "folder/out"], input: Self.text)
    #expect(outcome.status == 73)
    #expect(outcome.error.hasPrefix("chaffinch: folder/out: Permission denied; "))
  }

  #if os(Linux)
    @Test(
      "A full disk ends every command with status 74",
      arguments: [
        ["clean", "a.txt"], ["tag", "a.txt"], ["evaluate", "corpus.tsv"],
        ["evaluate", "corpus.tsv", "--format", "json"],
      ])
    func fullDisk(command: [String]) async throws {
      let workshop = try await Workshop.withModel()
      try workshop.write("a.txt", Self.text)
      try workshop.write("corpus.tsv", TinyCorpus.text)
      let printed = try await workshop.runWithModel(command, outputPath: "/dev/full")
      let written = try await workshop.runWithModel(command + ["-o", "/dev/full"])
      let complaint = "No space left on device; the output is incomplete\n"
      #expect(printed.status == 74)
      #expect(printed.error == "chaffinch: standard output: " + complaint)
      #expect(written.status == 74)
      #expect(written.error == "chaffinch: /dev/full: " + complaint)
    }

    @Test("A report that cannot be printed ends training with status 74; the model is there")
    func fullDiskTraining() async throws {
      let workshop = try Workshop.withCorpus()
      let command = ["train", "corpus.tsv"] + TinyCorpus.settings
      let printed = try await workshop.run(command + ["-o", "m"], outputPath: "/dev/full")
      let written = try await workshop.run(command + ["-o", "/dev/full"])
      #expect(printed.status == 74)
      #expect(try workshop.names() == ["corpus.tsv", "m"])
      #expect(written.status == 74)
    }
  #endif
}
