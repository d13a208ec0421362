// Fuzzes plain text and encodings: the first byte chooses one of the 40 encodings or sniffing; the rest is
// decoded, mapped back, segmented, and cleaned as a page.

@testable import Chaffinch

private let encodings = CharacterEncoding.all

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = inputBytes(start, count)
  guard let choice = input.first.map(Int.init) else { return 0 }
  let bytes = Array(input.dropFirst())
  let encoding = encodings.indices.contains(choice) ? encodings[choice] : nil
  guard let decoded = try? DecodedText(decoding: bytes, forced: encoding) else {
    check(
      sniffEncoding(of: bytes, forced: encoding).encoding.name == "replacement",
      "only what the standard refuses is refused")
    return 0
  }
  checkMap(decoded, bytes)
  checkText(bytes, encoding)
  checkPage(bytes, encoding)
  return 0
}

private func checkMap(_ decoded: DecodedText, _ bytes: [UInt8]) {
  let text = decoded.utf8
  if decoded.encoding != .utf8 {
    check(firstMalformedUTF8(in: text.span, 0..<text.count) == nil, "decoded text is UTF-8")
  }
  var previous = 0..<0
  for place in text.indices {
    let source = decoded.map.source(place..<place + 1)
    check(source.upperBound <= bytes.count, "byte \(place) comes from \(source)")
    check(source.lowerBound >= previous.lowerBound, "byte \(place) comes from before \(previous)")
    check(decoded.map.source(0..<place + 1).upperBound >= source.upperBound, "a prefix's source")
    previous = source
  }
  // The same text read as windows-1252 once more: two layers say what their composition says.
  guard let above = try? DecodedText(text, as: .windows1252, skipping: 0) else {
    fatalError("windows-1252 is always read")
  }
  let joined = above.map.composed(with: decoded.map)
  for place in above.utf8.indices {
    for range in [place..<place + 1, place / 2..<place + 1] {
      check(
        joined.source(range) == decoded.map.source(above.map.source(range)), "a composed map")
    }
  }
}

private func checkText(_ bytes: [UInt8], _ encoding: CharacterEncoding?) {
  guard let article = try? Article(text: bytes, encoding: encoding) else {
    fatalError("what can be decoded is read")
  }
  checkRanges(article.paragraphs.compactMap(\.byteRange), in: bytes.count, "paragraphs")
  check(article.paragraphs.allSatisfy { !$0.text.isEmpty }, "no paragraph is empty")
  checkPredictions(bundledClassifier.classify(article), of: article)
  let wrapped = Article(wrapped: bytes)
  checkRanges(wrapped.paragraphs.compactMap(\.byteRange), in: bytes.count, "wrapped paragraphs")
}

private func checkPage(_ bytes: [UInt8], _ encoding: CharacterEncoding?) {
  guard let article = try? Article(html: bytes, encoding: encoding) else {
    fatalError("what can be decoded is read")
  }
  checkRanges(article.paragraphs.compactMap(\.byteRange), in: bytes.count, "a page's paragraphs")
  let predictions = decide(article)
  let all = CleanedArticle(article, predictions: predictions, policy: keepsAll)
  check(all.html == bytes, "keeping all changes nothing")
  let cleaned = CleanedArticle(
    article, predictions: predictions, policy: CleaningPolicy(keep: [.content]))
  guard let html = cleaned.html, html != bytes, let read = article.encoding,
    let again = try? Article(html: html, encoding: read)
  else { return }
  check(html.count < bytes.count, "cutting makes a page shorter")
  check(
    again.paragraphs.map(\.text) == cleaned.kept.map(\.paragraph.text),
    "the rest has the kept paragraphs")
}
