// Tests how labels are carried over from one segmentation to another: each kind of finding by hand,
// completeness over random cuts.

import Chaffinch
import Testing

@testable import ChaffinchCorpus

@Suite struct LabelAlignmentTests {
  private func align(_ paragraphs: [(String, KnownLabel)], _ segments: [String]) -> LabelAlignment {
    LabelAlignment(
      paragraphs.map { LabelledDigest(digest: TextDigest($0.0), label: $0.1) },
      segments: segments.map(TextDigest.init))
  }

  @Test("Equal texts in order are exact; other segments have no label")
  func exact() {
    let result = align(
      [("News", .promo), ("The ferry sank.", .content)],
      ["Skip to content", "NEWS", "Search", "The ferry sank"])
    #expect(result.labels == [nil, .promo, nil, .content])
    #expect(result.fates == [.exact, .exact])
  }

  @Test("One segment of several paragraphs has their label, and they are joined")
  func joined() {
    let result = align(
      [("A ferry", .content), ("sank", .content), ("at noon.", .content), ("By Ann", .byline)],
      ["A ferry sank at noon.", "By Ann"])
    #expect(result.labels == [.content, .byline])
    #expect(result.fates == [.joined, .joined, .joined, .exact])
  }

  @Test("A segment is extracted when any paragraph in it is, and never without a label")
  func extracted() {
    let paragraphs = [
      ("A ferry", true), ("sank", false), ("Home", false), ("By Ann", true), ("Lee", false),
    ].map {
      LabelledDigest(digest: TextDigest($0.0), label: .content, isExtracted: $0.1)
    }
    let result = LabelAlignment(
      paragraphs,
      segments: ["Menu", "A ferry sank", "Home", "Lee", "By", "Ann"].map(TextDigest.init))
    // 'Lee' is found out of order; of 'By' and 'Ann' each shares something with 'By Ann'.
    #expect(result.isExtracted == [false, true, false, false, true, true])
  }

  @Test("One paragraph of several segments gives its label to all of them, signs among them")
  func split() {
    let result = align(
      [("Home | News | Sport", .promo)], ["Home", "|", "News", "|", "Sport", "|"])
    #expect(result.labels == [.promo, .promo, .promo, .promo, .promo, nil])
    #expect(result.fates == [.split])
  }

  @Test("Several paragraphs and several segments with common ends are matched by their overlap")
  func crossed() {
    // 5 + 4 + 5 against 2 + 10 + 2 scalars: the middle segment has 3 of the first paragraph.
    let result = align(
      [("heron", .content), ("wren", .content), ("finch", .content)],
      ["he", "ronwrenfin", "ch"])
    #expect(result.labels == [.content, .content, .content])
    #expect(result.fates == [.split, .joined, .split])
  }

  @Test("A segment of different labels takes that of the larger part; the smaller is missing")
  func mixed() {
    let result = align(
      [("Share", .promo), ("The ferry sank at noon.", .content), ("Ann", .byline)],
      ["Share the ferry sank at noon. Ann"])
    #expect(result.labels == [.content])
    #expect(
      result.fates == [
        .missing(.joinedWithAnotherLabel), .joined, .missing(.joinedWithAnotherLabel),
      ])
  }

  @Test("The parts of a label count together, and of equal parts the first wins")
  func largerPart() {
    #expect(
      align([("abc", .promo), ("abcd", .content), ("xyz", .promo)], ["abcabcdxyz"]).labels
        == [.promo])
    #expect(align([("abc", .byline), ("xyz", .content)], ["abcxyz"]).labels == [.byline])
  }

  @Test("A promo and a paywall promo are different labels")
  func paywall() {
    let result = align([("Join", .paywall), ("our club today", .promo)], ["Join our club today"])
    #expect(result.labels == [.promo])
    #expect(result.fates == [.missing(.joinedWithAnotherLabel), .joined])
  }

  @Test("A sign between joined paragraphs is found with them, unless its label is another")
  func joinedSign() {
    let promo = align([("Home", .promo), ("|", .promo), ("News", .promo)], ["Home | News"])
    #expect(promo.fates == [.joined, .joined, .joined])
    let other = align([("Home", .promo), ("|", .content), ("News", .promo)], ["Home | News"])
    #expect(other.labels == [.promo])
    #expect(other.fates == [.joined, .missing(.joinedWithAnotherLabel), .joined])
  }

  @Test("Signs alone are found too, and never as letters")
  func signs() {
    let result = align([("|", .promo), ("· ·", .caption)], ["·", "|", "··"])
    #expect(result.labels == [nil, .promo, .caption])
    #expect(result.fates == [.exact, .exact])
  }

  @Test("What is out of order is moved, in order of occurrence")
  func moved() {
    let result = align(
      [
        ("Share", .promo), ("Share", .byline), ("The ferry sank at noon.", .content),
        ("It lay on a sandbank.", .content),
      ],
      ["The ferry sank at noon.", "It lay on a sandbank.", "Share", "Share", "Share"])
    #expect(result.labels == [.content, .content, .promo, .byline, nil])
    #expect(result.fates == [.moved, .moved, .exact, .exact])
  }

  @Test("What is nowhere is absent, and a partial overlap is not a finding")
  func absent() {
    let result = align(
      [("The ferry sank.", .content), ("Nobody was hurt.", .content)],
      ["The ferry sank. Share", "Nobody was"])
    #expect(result.labels == [nil, nil])
    #expect(result.fates == [.missing(.absent), .missing(.absent)])
  }

  @Test("Texts without any visible sign match nothing")
  func empty() {
    let result = align([(" ", .content), ("A", .promo)], ["\u{200B}", "A", ""])
    #expect(result.labels == [nil, .promo, nil])
    #expect(result.fates == [.missing(.absent), .exact])
  }

  @Test("Without paragraphs or segments there is nothing to align")
  func nothing() {
    #expect(align([], ["A"]).labels == [nil])
    #expect(align([("A", .content)], []).fates == [.missing(.absent)])
    #expect(align([], []).labels.isEmpty)
  }

  @Test("A line that repeats goes to the occurrence that keeps the order of the others")
  func repeats() {
    let result = align(
      [("The ferry sank.", .content), ("More", .promo), ("It was raised.", .content)],
      ["More", "The ferry sank.", "More", "It was raised.", "More"])
    #expect(result.labels == [nil, .content, .promo, .content, nil])
  }

  @Test("A short line does not spoil a longer segment that begins with it")
  func coverage() {
    // "By" alone occurs later; "By Ann Lee" is joined of the first two paragraphs all the same.
    let result = align(
      [("By", .byline), ("Ann Lee", .byline), ("Sport", .promo)], ["By Ann Lee", "By", "Sport"])
    #expect(result.labels == [.byline, nil, .promo])
    #expect(result.fates == [.joined, .joined, .exact])
  }

  @Test(
    "Two random cuts of the same text are aligned completely", arguments: 0..<40 as Range<UInt64>)
  func randomCuts(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    // Few different words, so that parts repeat.
    let vocabulary = ["a", "on", "the", "heron", "ferry", "7", "|", "·"]
    let text = (0..<60).map { _ in vocabulary[Int(generator.next() % 8)] }
    func cut(_ share: UInt64) -> [String] {
      var parts: [[String]] = [[]]
      for word in text {
        if generator.next() % share == 0 { parts.append([]) }
        parts[parts.count - 1].append(word)
      }
      return parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }
    let (first, second) = (cut(3), cut(4))
    let result = align(first.map { ($0, .content) }, second)
    // Signs alone at the edge of a run change no digest, so they may stay behind.
    for (text, fate) in zip(first, result.fates) where !TextDigest(text).isSymbolic {
      #expect([.exact, .joined, .split].contains(fate), "\(text)")
    }
    for (text, label) in zip(second, result.labels) where !TextDigest(text).isSymbolic {
      #expect(label == .content, "\(text)")
    }
  }

  @Test(
    "With parts missing on both sides, every label stands where its text does",
    arguments: 0..<20 as Range<UInt64>)
  func randomLosses(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let words = (0..<120).map { "word\($0)" }
    let labels = words.map { _ in KnownLabel.allCases[Int(generator.next() % 5)] }
    let known = words.indices.filter { _ in generator.next() % 4 > 0 }
    let seen = words.indices.filter { _ in generator.next() % 4 > 0 }
    let result = align(known.map { (words[$0], labels[$0]) }, seen.map { words[$0] })
    #expect(result.labels == seen.map { known.contains($0) ? labels[$0] : nil })
    #expect(result.fates == known.map { seen.contains($0) ? .exact : .missing(.absent) })
  }
}
