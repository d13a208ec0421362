// Tests how runs of `tag` end that others end: closed pipes and descriptors, full disks, signals, pauses.

import Foundation
import Testing

@Suite struct StageEndsTests {
  private static let record = "{\"paragraphs\":[\"\(TinyCorpus.content)\"]}\n"

  /// Runs a line of shell in which `$C` is the command, with the model of the tiny corpus.
  private func shell(_ line: String, in workshop: Workshop) async throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "exec 2>err; \(line)"]
    process.currentDirectoryURL = workshop.folder
    process.environment = [
      "C": try CommandRun.product().path, "M": "--model model.safetensors",
      "PATH": "/usr/bin:/bin", "LC_ALL": "C",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try await CommandRun.finish(process)
    return Outcome(
      status: process.terminationStatus, output: Data(), error: try workshop.text("err"))
  }

  private func workshop(records: Int = 3) async throws -> Workshop {
    let workshop = try await Workshop.withModel()
    try workshop.write("in.jsonl", String(repeating: Self.record, count: records))
    return workshop
  }

  @Test("Where nobody reads any more the run ends silently by SIGPIPE, and says so in --metrics")
  func closedPipe() async throws {
    // More than a pipe holds.
    let workshop = try await workshop(records: 400)
    let outcome = try await shell(
      "$C tag $M in.jsonl --metrics m | head -n 1 > first; exit ${PIPESTATUS[0]}", in: workshop)
    #expect(outcome.status == 141)
    #expect(outcome.error == "")
    #expect(try workshop.text("first").count { $0 == "\n" } == 1)
    #expect(try workshop.text("m").contains(#""status":"ended","exitStatus":141,"#))
  }

  @Test("Where nobody reads any more, a long line on its way is no reason to wait for its rest")
  func closedPipeInLongLine() async throws {
    let workshop = try await workshop()
    // More than a pipe holds, so that it is still being written, and no more of it there, when nobody reads.
    let feed = "cat in.jsonl; head -c 300000 /dev/zero | tr '\\0' x; sleep 20; touch late"
    let outcome = try await shell(
      "mkfifo fifo; (\(feed)) > fifo & feeder=$!; "
        + "$C tag $M -q --threads 2 --on-error pass --maximum-record-bytes 1000 - < fifo | sleep 2; "
        + "status=${PIPESTATUS[0]}; kill -9 $feeder; exit $status", in: workshop)
    #expect(outcome.status == 141)
    #expect(try !workshop.names().contains("late"))
  }

  @Test("Where SIGPIPE is ignored a closed pipe is an error of status 74")
  func ignoredSignal() async throws {
    let workshop = try await workshop(records: 400)
    let outcome = try await shell(
      "trap '' PIPE; $C tag $M in.jsonl | head -n 1 > first; exit ${PIPESTATUS[0]}", in: workshop)
    #expect(outcome.status == 74)
    #expect(outcome.error == "chaffinch: standard output: Broken pipe; the output is incomplete\n")
  }

  @Test(
    "Closed descriptors are named, and no file takes their place",
    arguments: [
      ("$C tag $M <&-", 66, "chaffinch: standard input: is closed; name a file\n"),
      (
        "$C tag $M in.jsonl >&-", 74,
        "chaffinch: standard output: is closed; name a file by --output\n"
      ),
      ("$C tag $M -q in.jsonl -o out <&- >&-", 0, ""),
      ("$C tag $M in.jsonl -o out 2>&-", 0, ""),
    ])
  func closedDescriptors(line: String, status: Int32, complaint: String) async throws {
    let workshop = try await workshop()
    let outcome = try await shell(line, in: workshop)
    #expect(outcome.status == status)
    #expect(outcome.error == complaint)
    if status == 0 { #expect(try workshop.text("out").count { $0 == "\n" } == 3) }
    #expect(try workshop.text("in.jsonl") == String(repeating: Self.record, count: 3))
  }

  #if os(Linux)
    @Test("A full disk ends the run with status 74, whatever is written to it")
    func fullDisk() async throws {
      let workshop = try await workshop()
      for options in ["> /dev/full", "-o /dev/full", "-o out --metrics /dev/full"] {
        let outcome = try await shell("$C tag $M -q in.jsonl \(options)", in: workshop)
        #expect(outcome.status == 74)
        #expect(outcome.error.contains("No space left on device; the output is incomplete\n"))
      }
      try workshop.write("bad.jsonl", "bad\n")
      let rejects = try await shell(
        "$C tag $M bad.jsonl --input-format jsonl --on-error skip --rejects /dev/full",
        in: workshop)
      #expect(rejects.status == 74)
    }
  #endif

  @Test(
    "Where a file may not grow any more, the line that is torn is taken back",
    arguments: ["", "trap '' XFSZ; "])
  func fileTooLarge(prelude: String) async throws {
    let workshop = try await workshop(records: 200)
    let outcome = try await shell(
      prelude + "ulimit -f 40; $C tag $M -q in.jsonl > lines", in: workshop)
    #expect(outcome.status == 74)
    let lines = try workshop.text("lines")
    #expect(lines.hasSuffix("}\n"))
    #expect(lines.utf8.count > 30_000)
  }

  @Test("Each line is answered before the next one is asked for", arguments: ["1", "2"])
  func coprocess(threads: String) async throws {
    let workshop = try await workshop()
    let read = "read -r -t 60 answer <&${P[0]} || exit 9; echo \"$answer\" >> answers"
    let outcome = try await shell(
      "coproc P { $C tag $M -q --threads \(threads); }; "
        + "while read -r line; do echo \"$line\" >&${P[1]}; \(read); done < in.jsonl; "
        + "eval \"exec ${P[1]}>&-\"; wait", in: workshop)
    #expect(outcome.status == 0, "\(outcome.error)")
    let whole = try await workshop.runWithModel(["tag", "in.jsonl"])
    #expect(try workshop.text("answers") == whole.text)
  }

  @Test(
    "A signal ends the run behind a whole line; rejects and metrics are there, the output is not",
    arguments: [
      (SIGTERM, "-"), (SIGINT, "-"), (SIGHUP, "-"), (SIGQUIT, "-"), (SIGXCPU, "-"),
      (SIGTERM, "out.jsonl"), (SIGQUIT, "out.jsonl"),
    ])
  func signals(signal: Int32, output: String) async throws {
    let workshop = try await workshop()
    // So many lines that the run does not end by itself.
    let feed = "for i in {1..6000}; do cat in.jsonl; echo bad; sleep 0.01; done"
    let outcome = try await shell(
      // With job control, a background job does not ignore SIGINT.
      "ulimit -c 0; set -m; mkfifo fifo; (\(feed)) > fifo & feeder=$!; "
        + "$C tag $M -q - --on-error skip --rejects r --metrics m -o \(output) < fifo > lines & "
        + "run=$!; "
        + "for i in {1..600}; do grep -qs bad r.$run.partial && break; sleep 0.1; done; "
        + "kill -\(signal) $run; wait $run; status=$?; kill -9 $feeder; exit $status",
      in: workshop)
    #expect(outcome.status == 128 + signal)
    let lines = try workshop.text("lines")
    #expect(lines.isEmpty == (output != "-"))
    #expect(lines.isEmpty || lines.hasSuffix("}\n"))
    #expect(try workshop.text("r").contains(#""record":"bad"}"#))
    #expect(try workshop.text("m").contains(#""status":"ended","exitStatus":\#(128 + signal),"#))
    let names = try workshop.names()
    #expect(!names.contains("out.jsonl"))
    #expect(!names.contains { $0.hasSuffix(".partial") })
  }

  @Test(
    "A signal ends the wait for somebody to write to a named pipe",
    arguments: [(SIGTERM, "1"), (SIGINT, "2")])
  func unwrittenPipe(signal: Int32, threads: String) async throws {
    let workshop = try await workshop()
    let outcome = try await shell(
      "set -m; mkfifo fifo; (sleep 20; touch late; : > fifo) & writer=$!; "
        + "$C tag $M -q --threads \(threads) in.jsonl fifo -o out --metrics m & run=$!; "
        + "for i in {1..600}; do [ -e m.$run.partial ] && break; sleep 0.1; done; sleep 0.5; "
        + "kill -\(signal) $run; wait $run; status=$?; kill -9 $writer; exit $status",
      in: workshop)
    #expect(outcome.status == 128 + signal)
    #expect(try workshop.text("m").contains(#""status":"ended","exitStatus":\#(128 + signal),"#))
    #expect(try workshop.names() == ["err", "fifo", "in.jsonl", "m", "model.safetensors"])
  }

  @Test("A named pipe is at its end when somebody wrote to it, not before", arguments: ["1", "2"])
  func namedPipe(threads: String) async throws {
    let workshop = try await workshop()
    let run = "$C tag $M -q --threads \(threads) fifo"
    let written = try await shell(
      "mkfifo fifo; (sleep 0.5; cat in.jsonl > fifo) & \(run) -o out", in: workshop)
    #expect(written.status == 0, "\(written.error)")
    #expect(try workshop.text("out").count { $0 == "\n" } == 3)
    let silent = try await shell("(sleep 0.5; : > fifo) & \(run)", in: workshop)
    #expect(silent.status == 66)
    #expect(silent.error.hasPrefix("chaffinch: fifo: is empty; name a text"))
  }

  @Test("Killed, a run leaves nothing but a partial file")
  func killed() async throws {
    let workshop = try await workshop()
    let outcome = try await shell(
      "mkfifo fifo; sleep 100 > fifo & sleeper=$!; $C tag $M - -o out < fifo & run=$!; "
        + "for i in {1..600}; do [ -e out.$run.partial ] && break; sleep 0.1; done; "
        + "kill -9 $run; wait $run; status=$?; kill -9 $sleeper; exit $status", in: workshop)
    #expect(outcome.status == 128 + SIGKILL)
    let names = try workshop.names()
    #expect(!names.contains("out"))
    #expect(names.count { $0.hasPrefix("out.") && $0.hasSuffix(".partial") } == 1)
  }
}
