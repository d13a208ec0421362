// Tests the file of unfinished labels: what it keeps, that it comes back, and that it goes.

import Chaffinch
import Foundation
import Testing

@testable import ChaffinchCommand

@Suite struct UnfinishedLabelsTests {
  private static let keys = ["00000000000000aa", "00000000000000bb", "00000000000000cc"]
    .compactMap(ArticleKey.init)

  /// The second article is begun, the third skipped after a key, the first saved.
  private func session() -> LabellingSession {
    var session = LabellingSession(decisions: [[nil], [nil, nil, nil], [nil, nil]], start: 2)
    for key in "pncsw" { _ = session.apply(.character(key)) }
    return session
  }

  private func unfinished(_ others: [UnfinishedLabels.Item] = []) -> UnfinishedLabels {
    UnfinishedLabels(
      session(), keys: Self.keys, given: [[nil], [nil, nil, nil], [nil, nil]], others: others)
  }

  @Test("Open and skipped articles with decisions are kept, and the place")
  func file() throws {
    let workshop = try Workshop()
    let path = workshop.url("out.session").path
    try unfinished().write(to: path)
    #expect(
      try workshop.text("out.session") == """
        {"labelling":1,"current":"00000000000000bb"}
        {"article":"00000000000000bb","labels":["none","paywall",null]}
        {"article":"00000000000000cc","labels":["promo",null]}

        """)
    #expect(try UnfinishedLabels(readingFrom: path) == unfinished())
  }

  @Test("Articles that this session does not show stay kept")
  func others() throws {
    let other = UnfinishedLabels.Item(
      key: try #require(ArticleKey("00000000000000dd")), decisions: [nil, .label(.byline)])
    let workshop = try Workshop()
    let path = workshop.url("out.session").path
    try unfinished([other]).write(to: path)
    let read = try UnfinishedLabels(readingFrom: path)
    #expect(read.decisions[other.key] == other.decisions)
    #expect(read.items.count == 3)
  }

  @Test("The file goes when nothing is unfinished")
  func nothing() throws {
    let workshop = try Workshop()
    let path = workshop.url("out.session").path
    try unfinished().write(to: path)
    let session = LabellingSession(decisions: [[nil]])
    try UnfinishedLabels(session, keys: [Self.keys[0]], given: [[nil]], others: []).write(to: path)
    #expect(try workshop.names() == [])
    #expect(try UnfinishedLabels(readingFrom: path).items == [])
  }

  @Test(
    "Another file by that name is refused",
    arguments: [
      "hello\n", "{\"a\":1}\n", "{\"labelling\":2}\n", "{\"labelling\":1}\n{\"article\":7}\n",
    ])
  func foreign(text: String) throws {
    let workshop = try Workshop()
    try workshop.write("out.session", text)
    #expect(throws: CommandError.self) {
      try UnfinishedLabels(readingFrom: workshop.url("out.session").path)
    }
    #expect(try workshop.text("out.session") == text)
  }
}
