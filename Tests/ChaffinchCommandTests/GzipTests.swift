// Tests compressed inputs and outputs: members, padding, damage, pieces of several threads.

import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct GzipTests {
  private func inflated(_ file: [UInt8], fed size: Int) throws -> [UInt8] {
    let reader = try #require(GzipReader())
    var output: [UInt8] = []
    // A buffer smaller than what comes out, so that zlib must hold some of it.
    var buffer = [UInt8](repeating: 0, count: 100)
    for start in stride(from: 0, to: file.count, by: size) {
      reader.feed(Array(file[start..<min(start + size, file.count)]))
      while !reader.needsInput {
        output += buffer[..<(try reader.inflate(into: &buffer, from: 0))]
      }
    }
    try reader.finish()
    return output
  }

  @Test("What was compressed in pieces is one member and comes back", arguments: [1, 7, 100_000])
  func roundTrip(size: Int) throws {
    let compressor = try #require(GzipCompressor())
    let pieces = [[], Array("bridge ".utf8), [UInt8](repeating: 0x61, count: 40_000), [0x0A]]
    var member = GzipMember()
    var file = GzipMember.head
    for piece in pieces.map(compressor.compress) {
      member.add(piece)
      file += piece.bytes
    }
    file += member.tail
    #expect(try inflated(file, fed: size) == pieces.flatMap(\.self))
    // The length stands at the end: 7 + 40,000 + 1 = 0x9C48.
    #expect(file.suffix(4) == [0x48, 0x9C, 0, 0])
    #expect(file.count < 1000)
  }

  @Test("Members stand one behind the other, zeros behind the last; anything else is damage")
  func members() throws {
    let two = Array(gzip(Data("a".utf8)) + gzip(Data()) + gzip(Data("b".utf8)))
    for size in [1, 3, 1000] {
      #expect(try inflated(two, fed: size) == Array("ab".utf8))
      #expect(try inflated(two + [0, 0, 0], fed: size) == Array("ab".utf8))
      #expect(throws: GzipError.self) { try inflated(two + [0x61], fed: size) }
      #expect(throws: GzipError.self) { try inflated(two.dropLast(), fed: size) }
      #expect(throws: GzipError.self) { try inflated([0x1F, 0x8B], fed: size) }
    }
  }

  @Test("An output named .gz is compressed and read again, with any number of threads")
  func output() async throws {
    let workshop = try await Workshop.withModel()
    let filler = String(repeating: "z", count: 100_000)
    let input = (0..<8).map { #"{"n":\#($0),"f":"\#(filler)","paragraphs":["One"]}"# + "\n" }
      .joined()
    let plain = try await workshop.runWithModel(["tag"], input: input)
    for threads in ["1", "3"] {
      let outcome = try await workshop.runWithModel(
        ["tag", "-o", "out.jsonl.gz", "--threads", threads, "--metrics", "m"], input: input)
      #expect(outcome.status == 0)
      let file = Array(try workshop.data("out.jsonl.gz"))
      #expect(file.count < 20_000)
      #expect(try inflated(file, fed: 1000) == Array(plain.output))
      // Before compression.
      #expect(try workshop.text("m").contains(#""bytesOut":\#(plain.output.count),"#))
      let again = try await workshop.runWithModel(["tag", "out.jsonl.gz"])
      #expect(again.output == plain.output)
    }
    let report = try await workshop.runWithModel(
      ["clean", "-o", "out", "--report", "report.gz"], input: input)
    #expect(report.status == 0)
    #expect(try inflated(Array(try workshop.data("report.gz")), fed: 1000).last == 0x0A)
  }

  @Test("Of a damaged stream the whole lines before the damage come through, with status 65")
  func truncated() async throws {
    let workshop = try await Workshop.withModel()
    let filler = String(repeating: "z", count: 100_000)
    let records = (0..<8).map { #"{"n":\#($0),"f":"\#(filler)","paragraphs":[]}"# + "\n" }.joined()
    let file = gzip(Data(records.utf8))
    for threads in ["1", "3"] {
      let outcome = try await workshop.run(
        ["tag", "--model", "model.safetensors", "--threads", threads, "--on-error", "skip"],
        input: file.prefix(550_000))
      #expect(outcome.status == 65)
      #expect(outcome.lines.count == 5)
      #expect(outcome.lines.allSatisfy { $0.hasSuffix("}") })
      #expect(outcome.error.hasPrefix("chaffinch: standard input: not readable as gzip (unexpe"))
    }
  }
}
