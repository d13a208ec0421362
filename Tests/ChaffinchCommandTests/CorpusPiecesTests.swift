// Tests that corpora come in pieces of whole lines, all of them and in order, whatever their size.

import ChaffinchCorpus
import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct CorpusPiecesTests {
  private func line(_ number: Int) -> String {
    "{\"id\":\"\(number)\",\"paragraphs\":[{\"text\":\"\(String(repeating: "a", count: 1 + number * 7 % 40))\",\"label\":\"promo\"}]}"
  }

  private func pieces(_ text: String, batchBytes: Int) throws -> [[CorpusPieces.Piece]] {
    let workshop = try Workshop()
    try workshop.write("c", text)
    var batches: [[CorpusPieces.Piece]] = []
    try CorpusPieces.forEachBatch(of: workshop.url("c").path, batchBytes: batchBytes) {
      batches.append($0)
    }
    return batches
  }

  @Test(
    "Every line comes once, in order, in pieces that end with it",
    arguments: [64, 100, 777, 1 << 20])
  func lines(batchBytes: Int) throws {
    let text = (0..<50).map { line($0) + "\n" }.joined()
    let pieces = try pieces(text, batchBytes: batchBytes).joined()
    #expect(pieces.flatMap(\.bytes) == Array(text.utf8))
    #expect(pieces.allSatisfy { $0.bytes.last == 0x0A })
    var before = 0
    for piece in pieces {
      #expect(piece.linesBefore == before)
      before += piece.bytes.count { $0 == 0x0A }
    }
    let articles = try pieces.flatMap { try $0.articles().get() }
    #expect(articles.map(\.id) == (0..<50).map { String($0) })
  }

  @Test("Batches are cut into several pieces, at most as many as there are to be")
  func several() throws {
    let batches = try pieces((0..<50).map { line($0) + "\n" }.joined(), batchBytes: 2000)
    #expect(batches.count > 1)
    #expect(batches.allSatisfy { (1...CorpusPieces.pieceCount).contains($0.count) })
    #expect(batches[0].count > 2)
  }

  @Test("A last line without an end is a line, and other formats come whole")
  func ends() throws {
    let open = try pieces(line(0) + "\n" + line(1), batchBytes: 80)
    #expect(open.joined().flatMap(\.bytes) == Array((line(0) + "\n" + line(1)).utf8))
    let lines = "# site: a\npromo\tOne\n\n# site: b\npromo\tTwo\n"
    let whole = try pieces(lines, batchBytes: 8)
    #expect(whole.count == 1 && whole[0].count == 1)
    #expect(try whole[0][0].articles().get().map(\.site) == ["a", "b"])
    #expect(try pieces("", batchBytes: 8).isEmpty)
  }

  @Test("An error names the line of the file")
  func errors() throws {
    let text = (0..<20).map { line($0) + "\n" }.joined() + "{}\n"
    let pieces = try pieces(text, batchBytes: 300).joined()
    let failures = pieces.compactMap { piece -> CorpusError? in
      if case .failure(let error) = piece.articles() { return error }
      return nil
    }
    #expect(failures.count == 1)
    guard case .malformedLine(_, let line, _) = try #require(failures.first) else {
      return #expect(Bool(false), "\(failures)")
    }
    #expect(line == 21)
  }
}
