// Tests reading: files, standard input, gzip, and inputs that are missing, empty or damaged.

import Foundation
import Testing

@Suite struct InputFileTests {
  @Test("A file, '-' and no name read the same text, compressed or not")
  func sources() async throws {
    let workshop = try await Workshop.withModel()
    let text = "\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n"
    let compressed = gzip(Data(text.utf8))
    try workshop.write("a.txt", text)
    try workshop.write("a.txt.gz", compressed)
    let file = try await workshop.runWithModel(["tag", "a.txt"])
    #expect(file.status == 0)
    #expect(!file.output.isEmpty)
    #expect(try await workshop.runWithModel(["tag", "-"], input: text).output == file.output)
    #expect(try await workshop.runWithModel(["tag"], input: text).output == file.output)
    #expect(try await workshop.runWithModel(["tag", "a.txt.gz"]).output == file.output)
    let piped = try await workshop.run(["tag", "--model", "model.safetensors"], input: compressed)
    #expect(piped.output == file.output)
  }

  @Test("Gzip members one after the other are one text")
  func members() async throws {
    let workshop = try await Workshop.withModel()
    let members =
      gzip(Data("\(TinyCorpus.content)\n\n".utf8)) + gzip(Data("\(TinyCorpus.promo)".utf8))
    try workshop.write("two.gz", members)
    let outcome = try await workshop.runWithModel(["tag", "two.gz", "--output-format", "tsv"])
    #expect(
      outcome.lines.map { $0.split(separator: "\t").last } == [
        "\(TinyCorpus.content)", "\(TinyCorpus.promo)", nil,
      ])
  }

  @Test(
    "A gzip file that ends too early is an error, not a shorter article",
    // In the header, in the text, before the checksum, inside the checksum, inside the length.
    arguments: [5, 40, -8, -6, -1])
  func truncatedGzip(length: Int) async throws {
    let workshop = try await Workshop.withModel()
    let whole = gzip(Data("\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n".utf8))
    try workshop.write("short.gz", length < 0 ? whole.dropLast(-length) : whole.prefix(length))
    for command in [["clean"], ["tag"], ["evaluate"]] {
      let outcome = try await workshop.runWithModel(command + ["short.gz", "-o", "out"])
      #expect(outcome.status == 65)
      #expect(outcome.error.hasPrefix("chaffinch: short.gz: not readable as gzip (unexpected end"))
      #expect(outcome.error.count { $0 == "\n" } == 1)
    }
    #expect(try workshop.names() == ["model.safetensors", "short.gz"])
  }

  @Test("A gzip file with a wrong checksum is damaged")
  func damagedGzip() async throws {
    let workshop = try await Workshop.withModel()
    var file = gzip(Data(TinyCorpus.content.utf8))
    file[20] ^= 0x20
    try workshop.write("damaged.gz", file)
    let outcome = try await workshop.runWithModel(["clean", "damaged.gz"])
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("damaged.gz: not readable as gzip"))
    #expect(!outcome.error.contains("<fd:"))
  }

  @Test(
    "A missing file and a directory end every command with status 66",
    arguments: [
      ["clean", "NAME", "--model", "model.safetensors"],
      ["tag", "NAME", "--model", "model.safetensors"],
      ["evaluate", "NAME", "--model", "model.safetensors"],
      ["train", "NAME", "--output", "m"],
      ["clean", "a.txt", "--model", "NAME"],
    ])
  func missing(command: [String]) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", "Some text")
    try FileManager.default.createDirectory(
      at: workshop.url("folder"), withIntermediateDirectories: false)
    for (name, reason) in [
      ("nowhere", "No such file or directory; name a readable file"),
      ("folder", "is a directory; name a file"),
    ] {
      let outcome = try await workshop.run(command.map { $0 == "NAME" ? name : $0 })
      #expect(outcome.status == 66)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("chaffinch: \(name): \(reason)"))
      #expect(outcome.error.count { $0 == "\n" } == 1)
    }
    #expect(try workshop.names() == ["a.txt", "folder", "model.safetensors"])
  }

  @Test(
    "An empty file ends every command with status 66",
    arguments: [
      ["clean", "empty", "--model", "model.safetensors"],
      ["tag", "empty", "--model", "model.safetensors"],
      ["evaluate", "empty", "--model", "model.safetensors"],
      ["train", "empty", "--output", "m"],
      ["clean", "a.txt", "--model", "empty"],
    ])
  func empty(command: [String]) async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("a.txt", "Some text")
    try workshop.write("empty", "")
    let outcome = try await workshop.run(command)
    #expect(outcome.status == 66)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.hasPrefix("chaffinch: empty: "))
    #expect(outcome.error.contains("; name a"))
    #expect(outcome.error.count { $0 == "\n" } == 1)
  }

  @Test(
    "A text of nothing visible is no article", arguments: [" \n\n\t\r\n", "\u{FEFF}", "\0", "\0\n"])
  func blank(text: String) async throws {
    let workshop = try await Workshop.withModel()
    for command in ["clean", "tag"] {
      let outcome = try await workshop.runWithModel([command], input: text)
      #expect(outcome.status == 66)
      #expect(outcome.error == "chaffinch: standard input: has no text; name an article\n")
    }
  }

  @Test("A file that may not be read ends with status 66", .enabled(if: getuid() != 0))
  func unreadable() async throws {
    let workshop = try await Workshop.withModel()
    try workshop.write("secret", "Some text")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o000], ofItemAtPath: workshop.url("secret").path)
    let outcome = try await workshop.runWithModel(["clean", "secret"])
    #expect(outcome.status == 66)
    #expect(outcome.error.hasPrefix("chaffinch: secret: Permission denied; name a readable file"))
  }
}
