// Tests what holds for any page and any decisions: the rest is as it was, kept paragraphs are kept,
// tags match as before.

import Testing

@testable import Chaffinch

@Suite("Markup cutter: any page")
struct MarkupCutterPropertyTests {
  private struct Case {
    let bytes: [UInt8]
    let paragraphs: [Paragraph]
    let removes: [Bool]
    let captions: [Bool]
    let cuts: [Range<Int>]
    let rest: [UInt8]

    init(_ bytes: [UInt8], _ markup: inout RandomMarkup) {
      self.bytes = bytes
      paragraphs = PageSegmenter(bytes).segment().paragraphs
      removes = markup.decisions(paragraphs.count)
      captions = markup.decisions(paragraphs.count)
      cuts = MarkupCutter.cuts(
        bytes, range: 0..<bytes.count, paragraphs: paragraphs, removes: removes,
        captions: captions)
      rest = MarkupCutter.removing(cuts, from: bytes, 0..<bytes.count)
    }

    var page: String { "\(String(decoding: bytes, as: UTF8.self)) less \(removes)" }
  }

  @Test("Cuts are in order and apart, and the rest is the input's other bytes")
  func subsequence() {
    var markup = RandomMarkup(seed: 31)
    for _ in 0..<500 {
      let found = Case(markup.bytes(), &markup)
      var end = 0
      var rest: [UInt8] = []
      for cut in found.cuts {
        #expect(cut.lowerBound >= end && !cut.isEmpty && cut.upperBound <= found.bytes.count)
        rest += found.bytes[end..<cut.lowerBound]
        end = cut.upperBound
      }
      #expect(rest + found.bytes[end...] == found.rest)
    }
  }

  @Test("No cut touches a kept paragraph, and in well nested pages all removed ones are cut")
  func decisions() {
    var markup = RandomMarkup(seed: 32)
    for round in 0..<600 {
      let isWellNested = round % 2 == 0
      let found = Case(
        isWellNested ? Array(markup.wellNested().utf8) : markup.bytes(), &markup)
      for (paragraph, isRemoved) in zip(found.paragraphs, found.removes) {
        guard let range = paragraph.byteRange else { continue }
        let touching = found.cuts.filter { $0.overlaps(range) }
        if isRemoved, isWellNested {
          #expect(touching.contains { $0.contains(range.lowerBound) }, "\(found.page)")
          #expect(touching.contains { $0.contains(range.upperBound - 1) }, "\(found.page)")
        } else if !isRemoved {
          #expect(touching.isEmpty, "\(found.page)")
        }
      }
    }
  }

  @Test("The rest has the kept paragraphs or, where nothing could be cut, all of them")
  func keptParagraphs() {
    var markup = RandomMarkup(seed: 33)
    var uncut = 0
    for _ in 0..<700 {
      let found = Case(markup.bytes(), &markup)
      let texts = PageSegmenter(found.rest).segment().paragraphs.map(\.text)
      if found.cuts.isEmpty, found.removes.contains(true) {
        uncut += 1
      } else {
        let kept = zip(found.paragraphs, found.removes).filter { !$0.1 }.map(\.0.text)
        #expect(texts == kept, "\(found.page)")
      }
    }
    // It could not if a `<` came to stand before a name, say: rarer than one page of soup in these.
    #expect(uncut == 0)
  }

  @Test("Cutting what is cut, with the same decisions, changes nothing")
  func idempotence() {
    var markup = RandomMarkup(seed: 34)
    for _ in 0..<500 {
      let found = Case(markup.bytes(), &markup)
      let left = PageSegmenter(found.rest).segment().paragraphs
      let again = MarkupCutter.cuts(
        found.rest, range: 0..<found.rest.count, paragraphs: left,
        removes: left.map { _ in false }, captions: left.map { _ in false })
      #expect(again.isEmpty)
    }
  }

  @Test("What is well nested stays so")
  func nesting() {
    var markup = RandomMarkup(seed: 35)
    for _ in 0..<800 {
      let found = Case(Array(markup.wellNested().utf8), &markup)
      #expect(isWellNested(found.bytes))
      #expect(isWellNested(found.rest), "\(found.page)")
    }
  }

  @Test("In any page, as many end tags lack a start as before, and as many starts an end")
  func balance() {
    var markup = RandomMarkup(seed: 36)
    for _ in 0..<700 {
      let found = Case(markup.bytes(), &markup)
      #expect(balance(of: found.bytes) == balance(of: found.rest), "\(found.page)")
    }
  }

  @Test("Captions take no more pictures than there are for them, other paragraphs none")
  func pictures() {
    var markup = RandomMarkup(seed: 37)
    for _ in 0..<500 {
      let bytes = Array(markup.wellNested().utf8)
      let paragraphs = PageSegmenter(bytes).segment().paragraphs
      let cuts = MarkupCutter.cuts(
        bytes, range: 0..<bytes.count, paragraphs: paragraphs,
        removes: markup.decisions(paragraphs.count), captions: [])
      let rest = MarkupCutter.removing(cuts, from: bytes, 0..<bytes.count)
      #expect(pictures(in: rest) == pictures(in: bytes))
    }
  }

  @Test(
    "Time grows with the page, not with its square",
    arguments: [
      "<p>a</p>", "<div>", "<div><p>a</p>", "<b>a", "a<br><br>", "<li>a", "<a><div>a</a>", "</x>a",
      "<figure><img>a", "<td>a", "<table><tr><td>a", "<html>a<p>",
    ])
  func linear(piece: String) {
    func seconds(_ count: Int) -> Double {
      let bytes = Array((String(repeating: piece, count: count)).utf8)
      let paragraphs = PageSegmenter(bytes).segment().paragraphs
      let removes = paragraphs.indices.map { $0 % 3 > 0 }
      var best = Double.infinity
      for _ in 0..<2 {
        let (whole, part) = ContinuousClock().measure {
          _ = MarkupCutter.cuts(
            bytes, range: 0..<bytes.count, paragraphs: paragraphs, removes: removes,
            captions: removes)
        }.components
        best = min(best, Double(whole) + Double(part) * 1e-18)
      }
      return best
    }
    let short = seconds(400)
    let long = seconds(3200)
    #expect(long < 32 * short + 0.05, "\(piece): \(short) s, then \(long) s")
  }

  // MARK: Looking at tags

  private func isWellNested(_ bytes: [UInt8]) -> Bool {
    var names: [String] = []
    for token in scan(bytes) {
      let name = token.resolvedName(bytes.span)
      if token.kind == .startTag, !token.isSelfClosing, !isVoid(name) { names.append(name) }
      if token.kind == .endTag, names.popLast() != name { return false }
    }
    return names.isEmpty
  }

  /// Start tags less end tags by name, of elements that need both.
  private func balance(of bytes: [UInt8]) -> [String: Int] {
    let optional: Set = [
      "p", "li", "dd", "dt", "td", "tr", "tbody", "caption", "option", "head", "body", "html",
    ]
    var counts: [String: Int] = [:]
    for token in scan(bytes) where token.kind == .startTag || token.kind == .endTag {
      let name = token.resolvedName(bytes.span)
      guard !isVoid(name), !optional.contains(name), !token.isSelfClosing else { continue }
      counts[name, default: 0] += token.kind == .startTag ? 1 : -1
    }
    return counts.filter { $0.value != 0 }
  }

  private func isVoid(_ name: String) -> Bool {
    ["br", "hr", "img", "input"].contains(name)
  }

  private func pictures(in bytes: [UInt8]) -> Int {
    scan(bytes).count { $0.kind == .startTag && $0.resolvedName(bytes.span) == "img" }
  }
}
