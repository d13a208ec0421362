// Tests the session: what keys decide, the order of what it asks of the world, and undoing all of it.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchCommand

@Suite struct LabellingSessionTests {
  private typealias Decision = LabellingSession.Decision

  /// Articles of three and two paragraphs; content is suggested, then promo, then byline.
  private func session(
    _ decisions: [[LabellingSession.Decision?]] = [[nil, nil, nil], [nil, nil]]
  )
    -> LabellingSession
  {
    var session = LabellingSession(decisions: decisions)
    session.suggest([.content, .promo, .byline])
    return session
  }

  private func keys(_ text: String) -> [Key] {
    text.map { $0 == "\r" ? .enter : .character($0) }
  }

  @discardableResult
  private func press(_ text: String, _ session: inout LabellingSession) -> [LabellingSession.Effect]
  {
    keys(text).flatMap { session.apply($0) }
  }

  @Test(
    "A key gives a label and goes on",
    arguments: [
      ("c", Decision.label(.content)), ("i", .label(.caption)), ("p", .label(.promo)),
      ("w", .label(.paywall)), ("b", .label(.byline)), ("s", .unlabelled),
      ("\r", .label(.content)), (" ", .label(.content)),
    ] as [(String, LabellingSession.Decision)])
  func labels(key: String, decision: LabellingSession.Decision) {
    var session = session()
    #expect(press(key, &session) == [.keep])
    #expect(session.decisions[0] == [decision, nil, nil])
    #expect(session.place == .init(article: 0, paragraph: 1))
  }

  @Test(
    "The last decision saves the article and opens the next; after the last article none is left")
  func finishing() {
    var session = session()
    #expect(press("cp", &session) == [.keep, .keep])
    #expect(press("b", &session) == [.save(0), .open(1), .keep])
    #expect(session.place == .init(article: 1, paragraph: 0))
    #expect(press("cs", &session) == [.keep, .save(1), .keep])
    #expect(session.place == nil)
    #expect(session.statuses == [.saved, .saved])
    #expect(press("c", &session) == [])
    #expect(session.message == "u undoes, q quits")
  }

  @Test("Undo takes back key by key, through saved articles to the beginning")
  func undo() {
    var session = session()
    let start = session.decisions
    press("cpb", &session)
    session.suggest([.content, .content])
    press("cw", &session)
    #expect(press("u", &session) == [.takeBack(1), .open(1), .keep])
    #expect(session.place == .init(article: 1, paragraph: 1))
    #expect(session.decisions[1] == [.label(.content), nil])
    #expect(press("u", &session) == [.keep])
    #expect(press("u", &session) == [.takeBack(0), .open(0), .keep])
    #expect(session.decisions[0] == [.label(.content), .label(.promo), nil])
    #expect(session.statuses == [.open, .open])
    press("uu", &session)
    #expect(session.decisions == start)
    #expect(press("u", &session) == [])
    #expect(session.message == "nothing to undo")
  }

  @Test("A accepts what is open, keeps what is decided, and is one step to undo")
  func acceptAll() {
    var session = session()
    press("i", &session)
    #expect(press("A", &session) == [.save(0), .open(1), .keep])
    #expect(session.decisions[0] == [.label(.caption), .label(.promo), .label(.byline)])
    press("u", &session)
    #expect(session.decisions[0] == [.label(.caption), nil, nil])
  }

  @Test("a accepts what is sure up to the first that is not, in one step to undo")
  func acceptSure() {
    var session = LabellingSession(decisions: [[nil, .label(.byline), nil, nil, nil]])
    session.suggest(
      [.content, .promo, .promo, .caption, .content], sure: [true, false, true, false, true])
    #expect(press("a", &session) == [.keep])
    #expect(
      session.decisions[0] == [.label(.content), .label(.byline), .label(.promo), nil, nil])
    #expect(session.place?.paragraph == 3)
    #expect(press("a", &session) == [])
    #expect(session.message == "not sure of this one")
    #expect(press("ca", &session) == [.keep, .save(0), .keep])
    press("uuu", &session)
    #expect(session.decisions[0] == [nil, .label(.byline), nil, nil, nil])
  }

  @Test("A skipped article stays open for another session; undo comes back to it")
  func skip() {
    var session = session()
    press("c", &session)
    #expect(press("n", &session) == [.open(1), .keep])
    #expect(session.statuses == [.skipped, .open])
    #expect(press("cc", &session) == [.keep, .save(1), .keep])
    #expect(session.place == nil)
    press("uu", &session)
    #expect(press("u", &session) == [.open(0), .keep])
    #expect(session.place == .init(article: 0, paragraph: 1))
    #expect(session.statuses == [.open, .open])
  }

  @Test("Behind the last article come open ones before it")
  func wrapsAround() {
    var session = LabellingSession(decisions: [[nil], [nil]], start: 1)
    #expect(session.place?.article == 1)
    #expect(press("c", &session) == [.save(1), .open(0), .keep])
  }

  @Test("Moving decides nothing; a changed label goes on to what is open")
  func moving() {
    var session = session()
    press("cp", &session)
    #expect(press("kk", &session) == [])
    #expect(session.place?.paragraph == 0)
    press("k", &session)
    #expect(session.message == "the first paragraph")
    #expect(press("w", &session) == [.keep])
    #expect(session.decisions[0] == [.label(.paywall), .label(.promo), nil])
    #expect(session.place?.paragraph == 2)
    press("j", &session)
    #expect(session.message == "the last paragraph")
    press("u", &session)
    #expect(session.decisions[0] == [.label(.content), .label(.promo), nil])
    #expect(session.place?.paragraph == 0)
  }

  @Test("A session begins at the first open paragraph and asks about those alone")
  func resuming() {
    var session = session([[.label(.content), nil, .unlabelled], [nil, nil]])
    #expect(session.place == .init(article: 0, paragraph: 1))
    #expect(press("p", &session) == [.save(0), .open(1), .keep])
  }

  @Test("Keys that mean nothing and pasted text change nothing")
  func otherKeys() {
    var session = session()
    for key in [Key.unknown, .paste, .character("x"), .character("C")] {
      #expect(session.apply(key) == [])
      #expect(session.message != nil)
    }
    #expect(session.decisions == [[nil, nil, nil], [nil, nil]])
    #expect(session.apply(.suspend) == [.suspend])
    #expect(session.apply(.redraw) == [.redraw])
    #expect(session.apply(.interrupt) == [.quit])
    #expect(press("q", &session) == [.quit])
  }

  @Test("The help takes one key, which labels nothing")
  func help() {
    var session = session()
    press("?j", &session)
    #expect(session.helpScroll == 1)
    session.limitScroll(.init(scroll: 0, help: 0, page: 1))
    #expect(session.helpScroll == 0)
    press("c", &session)
    #expect(session.helpScroll == nil)
    #expect(session.decisions[0] == [nil, nil, nil])
  }

  @Test("Any keys, all undone, leave what there was", arguments: 0..<20 as Range<UInt64>)
  func undoneAll(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var session = session([[nil, .label(.promo), nil], [nil], [nil, nil, nil]])
    session.suggest([.content, .promo, .byline])
    let start = session.decisions
    var saved: [Int] = []
    let all = keys("cipwbs\raAnjku")
    for step in 0..<400 {
      let key =
        step < 100 ? all[Int(generator.next() % UInt64(all.count))] : Key.character("u")
      for effect in session.apply(key) {
        switch effect {
        case .save(let article): saved.append(article)
        // What is taken back is what was saved last.
        case .takeBack(let article): #expect(saved.popLast() == article)
        case .open(let article):
          let count = session.decisions[article].count
          session.suggest(
            Array(repeating: .content, count: count), sure: Array(repeating: true, count: count))
        default: break
        }
      }
      #expect(session.statuses.indices.filter { session.statuses[$0] == .saved } == saved.sorted())
    }
    #expect(saved == [])
    #expect(session.decisions == start)
  }
}
