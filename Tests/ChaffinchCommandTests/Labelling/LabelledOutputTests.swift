// Tests the output of labelling: appended, taken back, cut where a line broke off, and never overwritten.

import Chaffinch
import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct LabelledOutputTests {
  private static let one = #"{"id":"1","paragraphs":[{"text":"One","label":"content"}]}"# + "\n"
  private static let two = #"{"id":"2","paragraphs":[{"text":"Two","label":"promo"}]}"# + "\n"

  private func error(_ path: String) -> CommandError? {
    do throws(CommandError) {
      _ = try LabelledOutput(path)
      return nil
    } catch {
      return error
    }
  }

  @Test("Articles are appended, the last ones taken back in turn, those of before stay")
  func growing() throws {
    let workshop = try Workshop()
    try workshop.write("out", Self.one)
    let output = try LabelledOutput(workshop.url("out").path)
    try output.save(Array(Self.two.utf8))
    try output.save(Array(Self.one.utf8))
    #expect(try workshop.text("out") == Self.one + Self.two + Self.one)
    try output.takeBack()
    #expect(try workshop.text("out") == Self.one + Self.two)
    try output.takeBack()
    try output.takeBack()
    #expect(try workshop.text("out") == Self.one)
  }

  @Test("What is done is known by text, and by id and text")
  func done() throws {
    let workshop = try Workshop()
    try workshop.write("out", Self.one)
    let done = try LabelledOutput(workshop.url("out").path).done
    func key(_ id: String, _ text: String, hasOwnID: Bool) -> ArticleKey {
      ArticleKey(
        .init(id: id, site: "", language: "", paragraphs: [.init(text: text, label: nil)]),
        hasOwnID: hasOwnID)
    }
    #expect(done.contains(key("1", "One", hasOwnID: true)))
    #expect(done.contains(key("a.txt", "One", hasOwnID: false)))
    #expect(!done.contains(key("2", "One", hasOwnID: true)))
    #expect(!done.contains(key("1", "Two", hasOwnID: true)))
  }

  @Test("A last line that breaks off anywhere is cut, and nothing else")
  func torn() throws {
    let workshop = try Workshop()
    let line = Array(Self.two.utf8.dropLast())
    for end in stride(from: 1, to: line.count, by: 5) {
      try workshop.write("out", Data(Self.one.utf8 + line[..<end]))
      let output = try LabelledOutput(workshop.url("out").path)
      #expect(output.cutBytes == end)
      #expect(output.done.count == 2)
      try output.save(Array(Self.two.utf8))
      #expect(try workshop.text("out") == Self.one + Self.two)
    }
  }

  @Test("A lock ends with its file, even where a child process still has the file open")
  func lock() throws {
    let workshop = try Workshop()
    try workshop.write("out", Self.one)
    let path = workshop.url("out").path
    let first = System.openForAppending(path)
    #expect(System.lock(first))
    // As a child process has the file between its start and its program.
    let child = System.duplicate(first)
    let second = System.openForAppending(path)
    #expect(!System.lock(second))
    #expect(System.closeLocked(first))
    #expect(System.lock(second))
    _ = System.closeFile(child)
    _ = System.closeLocked(second)
  }

  @Test("A whole last line without its end gets it")
  func noLineEnd() throws {
    let workshop = try Workshop()
    try workshop.write("out", String(Self.one.dropLast()))
    let output = try LabelledOutput(workshop.url("out").path)
    #expect(output.cutBytes == 0)
    #expect(try workshop.text("out") == Self.one)
  }

  @Test(
    "A file that is no corpus stays as it is",
    arguments: [
      "hello", "{\n \"a\": 1\n}\n", "{\"a\":1}", "content\tOne\n", "\u{1F}\u{8B}", "[1,2",
    ])
  func foreign(text: String) throws {
    let workshop = try Workshop()
    try workshop.write("out", text)
    let error = error(workshop.url("out").path)
    #expect(error?.status == 65)
    #expect(error?.message.contains("name another output") == true)
    #expect(try workshop.text("out") == text)
  }

  @Test("Two sessions cannot write into one file")
  func locked() throws {
    let workshop = try Workshop()
    let path = workshop.url("out").path
    let output = try LabelledOutput(path)
    #expect(
      error(path)?.message == "\(path): another session is labelling into it; end that one first")
    try output.save(Array(Self.one.utf8))
  }

  @Test("A session without an article leaves no new file")
  func empty() throws {
    let workshop = try Workshop()
    _ = try LabelledOutput(workshop.url("out").path)
    #expect(try workshop.names() == [])
  }

  @Test("A file that was replaced meanwhile is not written to blindly")
  func replaced() throws {
    let workshop = try Workshop()
    let output = try LabelledOutput(workshop.url("out").path)
    try output.save(Array(Self.one.utf8))
    try workshop.write("new", Self.two)
    try FileManager.default.removeItem(at: workshop.url("out"))
    try FileManager.default.moveItem(at: workshop.url("new"), to: workshop.url("out"))
    #expect(throws: CommandError.self) { try output.save(Array(Self.two.utf8)) }
    #expect(throws: CommandError.self) { try output.takeBack() }
    #expect(try workshop.text("out") == Self.two)
  }

  @Test("A directory or a place that cannot be written is refused", arguments: ["", "no/out"])
  func unwritable(name: String) throws {
    let workshop = try Workshop()
    #expect(error(workshop.url(name).path)?.status == 73)
  }
}
