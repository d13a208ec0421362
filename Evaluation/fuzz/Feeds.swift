// Fuzzes the reading and cutting of feeds in all formats, and the recognition of formats.

@testable import Chaffinch
@testable import ChaffinchFeeds

private let keepingAll = FeedCleaner(policy: keepsAll, decide: decide)
private let cleaners = [
  FeedCleaner(policy: CleaningPolicy(keep: [.content]), decide: decide),
  FeedCleaner(policy: .feedItem, decide: decide),
]

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFeeds(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = inputBytes(start, count)
  let recognised = FeedFormat.recognised(in: bytes)
  guard let whole = try? keepingAll.clean(bytes) else { return 0 }
  check(recognised == nil || recognised == whole.format, "the format is as recognised")
  check(whole.bytes == bytes, "keeping all changes nothing")
  for cleaner in cleaners {
    guard let cleaned = try? cleaner.clean(bytes) else {
      fatalError("property broken: what is read once is read again")
    }
    checkCuts(cleaned, whole, bytes)
  }
  return 0
}

private func checkCuts(_ cleaned: CleanedFeed, _ whole: CleanedFeed, _ bytes: [UInt8]) {
  let contents = cleaned.items.flatMap(\.contents)
  let cuts = contents.flatMap(\.cuts)
  checkRanges(cuts, in: bytes.count, "cuts")
  check(
    MarkupCutter.removing(cuts, from: bytes, 0..<bytes.count) == cleaned.bytes,
    "the feed is what the cuts leave")
  check(cleaned.items.map(\.title) == whole.items.map(\.title), "titles stay")
  for content in contents {
    check(content.cuts.isEmpty == content.article.removed.isEmpty, "what is removed is cut")
  }
  guard let again = try? keepingAll.clean(cleaned.bytes) else {
    fatalError("property broken: the output is a feed")
  }
  check(again.format == cleaned.format, "the format stays")
  check(again.items.map(\.id) == cleaned.items.map(\.id), "ids stay")
  check(again.items.map(\.title) == cleaned.items.map(\.title), "titles are read again")
  for (before, after) in zip(cleaned.items, again.items) {
    // A summary of JSON Feed that is down to one paragraph is not listed.
    guard before.contents.map(\.element) == after.contents.map(\.element) else {
      check(before.contents.contains { $0.element == "summary" }, "an item's texts stay")
      continue
    }
    for (old, new) in zip(before.contents, after.contents) {
      let kept = words(old.article.kept.map(\.paragraph.text))
      check(kept == words(new.article.article.paragraphs.map(\.text)), "kept words stay: \(kept)")
    }
  }
}

/// Paragraphs' words: plain text may be wrapped otherwise when less of it is left, and what is left of HTML may
/// be plain text, in which U+0000 is a character.
private func words(_ texts: [String]) -> [Substring] {
  texts.flatMap { $0.replacing("\0", with: "").split { $0.isWhitespace } }
}
