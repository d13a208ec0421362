// Fuzzes the reading and cutting of pages: scanner, segmentation, metadata, classification, cleaner,
// Markdown. Encodings are the target `Text`'s.

@testable import Chaffinch

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkup(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = inputBytes(start, count)
  scan(bytes, .html)
  scan(bytes, .xml)
  guard let article = try? Article(html: bytes, encoding: .utf8) else {
    fatalError("UTF-8 is always read")
  }
  checkArticle(article, bytes)
  clean(article, bytes)
  return 0
}

/// Checks that tokens cover the bytes without gaps, and reads what they mean.
private func scan(_ bytes: [UInt8], _ dialect: MarkupScanner.Dialect) {
  let span = bytes.span
  var scanner = MarkupScanner(0..<bytes.count, dialect: dialect)
  var end = 0
  while let token = scanner.next(span) {
    check(token.range.lowerBound == end && !token.range.isEmpty, "a token at \(end)")
    end = token.range.upperBound
    switch token.kind {
    case .startTag, .endTag:
      _ = token.resolvedName(span)
      _ = token.resolvedAttributes(span)
    case .text, .cdata: _ = token.resolvedText(span)
    case .comment, .doctype, .processingInstruction: break
    }
  }
  check(end == bytes.count, "tokens end at \(end) of \(bytes.count)")
}

private func checkArticle(_ article: Article, _ bytes: [UInt8]) {
  checkRanges(article.paragraphs.compactMap(\.byteRange), in: bytes.count, "paragraphs")
  check(article.paragraphs.allSatisfy { $0.byteRange?.isEmpty == false }, "paragraphs have places")
  let elements = article.markup?.elements ?? []
  for (place, element) in elements.enumerated() {
    check(element.parent.map { (0..<place).contains($0) } ?? true, "a parent stands before")
  }
  for paragraph in article.paragraphs {
    guard let markup = paragraph.markup else { continue }
    check(markup.element.map(elements.indices.contains) ?? true, "an element exists")
    check((0...1).contains(markup.linkDensity), "link density \(markup.linkDensity)")
  }
  _ = article.metadata
  checkPredictions(bundledClassifier.classify(article), of: article)
}

private func clean(_ article: Article, _ bytes: [UInt8]) {
  let predictions = decide(article)
  let all = CleanedArticle(article, predictions: predictions, policy: keepsAll)
  check(all.html == bytes, "keeping all changes nothing")

  let cleaned = CleanedArticle(
    article, predictions: predictions, policy: CleaningPolicy(keep: [.content]))
  _ = cleaned.markdown
  let cuts = cleaned.decodedCuts(of: bytes)
  checkRanges(cuts, in: bytes.count, "cuts")
  let kept = cleaned.kept
  for decision in kept {
    guard let range = decision.paragraph.byteRange else { continue }
    check(!cuts.contains { $0.overlaps(range) }, "a kept paragraph is cut")
  }
  let rest = MarkupCutter.removing(cuts, from: bytes, 0..<bytes.count)
  check(cleaned.html == rest, "the page is what the cuts leave")
  guard !cuts.isEmpty, let again = try? Article(html: rest, encoding: .utf8) else { return }
  check(
    again.paragraphs.map(\.text) == kept.map(\.paragraph.text), "the rest has the kept paragraphs")
  let ambiguous = selfClosed(bytes)
  let (before, after) = (tagBalance(bytes, ambiguous), tagBalance(rest, ambiguous))
  check(before == after, "tags' balance was \(before) and is \(after)")
}

/// The names that some start tag with a slash at its end has: inside SVG and MathML it has no end tag, elsewhere
/// the slash says nothing.
private func selfClosed(_ bytes: [UInt8]) -> Set<String> {
  var names: Set<String> = []
  let span = bytes.span
  var scanner = MarkupScanner(0..<bytes.count, dialect: .html)
  while let token = scanner.next(span) {
    if token.kind == .startTag, token.isSelfClosing { names.insert(token.resolvedName(span)) }
  }
  return names
}

/// Start tags less end tags, by name, of elements that need both, but for those in `leftOut`.
private func tagBalance(_ bytes: [UInt8], _ leftOut: Set<String>) -> [String: Int] {
  let optional: Set = [
    "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup",
    "option", "optgroup", "rt", "rp", "head", "body", "html", "br",
  ]
  var counts: [String: Int] = [:]
  let span = bytes.span
  let table = HTMLElementTable.shared
  var scanner = MarkupScanner(0..<bytes.count, dialect: .html)
  while let token = scanner.next(span) {
    // A slash at the end of an end tag says nothing.
    guard token.kind == .endTag || token.kind == .startTag else { continue }
    let name = token.resolvedName(span)
    let traits = table.traits(of: table.element(elementKey(span, token.name)))
    guard !optional.contains(name), !leftOut.contains(name), !traits.contains(.void) else {
      continue
    }
    counts[name, default: 0] += token.kind == .startTag ? 1 : -1
  }
  return counts.filter { $0.value != 0 }
}
