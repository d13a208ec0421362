// Tests records and articles that run through one tagger in many tasks: the same as one after another.

import Testing

@testable import Chaffinch

@Suite("Streams of articles and records", .timeLimit(.minutes(5)))
struct TransformedRecordsTests {
  private let classifier = ParagraphClassifier(SmallModels.withContext())

  /// Lines of every kind, some of them blank.
  private static let lines = (0..<60).map { number -> String in
    let text = SmallModels.texts[number % SmallModels.texts.count]
    return switch number % 5 {
    case 0: #"{"id":\#(number),"paragraphs":["\#(text)","By Anna \#(number)"]}"#
    case 1: #"{"text":"\#(text)\n\nRead more \ud83d\ude00\n\n\#(number)","id":\#(number)}"#
    case 2: #"{"html":"<h1>\#(text)</h1><p>\#(number) <a>Read more</a>"}"#
    case 3: ""
    default: #"{"text":"\#(number)","paragraphs":null}"#
    }
  }

  private func stream<Element: Sendable>(_ elements: [Element]) -> AsyncStream<Element> {
    AsyncStream { continuation in
      for element in elements { continuation.yield(element) }
      continuation.finish()
    }
  }

  private var transforms: [any RecordTransform] {
    [JSONLinesTagger(classifier), JSONLinesCleaner(classifier)]
  }

  @Test("Records are those of one call after another, from bytes and from strings")
  func sameAsSequential() async throws {
    for transform in transforms {
      try await expectSame(transform, Self.lines)
    }
    try await expectSame(
      JSONLinesAnnotator(classifier), Self.lines.filter { $0.isEmpty || !$0.contains("[") })
  }

  private func expectSame(_ transform: some RecordTransform, _ lines: [String]) async throws {
    var expected: [[UInt8]] = []
    var total = RecordCounts()
    for line in lines {
      var output: [UInt8] = []
      let bytes = Array(line.utf8)
      total += try transform.apply(to: 0..<bytes.count, of: bytes, appendingTo: &output)
      expected.append(output)
    }
    var found: [[UInt8]] = []
    var counts = RecordCounts()
    for try await record in stream(lines.map { Array($0.utf8) }).records(by: transform, ahead: 5) {
      found.append(record.line)
      counts += record.counts
    }
    #expect(found == expected)
    #expect(counts == total)
    var texts: [String] = []
    for try await record in stream(lines).records(by: transform) { texts.append(record.text) }
    #expect(texts == expected.map { String(decoding: $0, as: UTF8.self) })
  }

  @Test("A line that is no record ends the sequence, or is a failure in its place")
  func policies() async throws {
    let lines = [#"{"text":"a"}"#, "{}", #"{"text":"b"}"#]
    let tagger = JSONLinesTagger(classifier)
    var results: [Result<TransformedRecord, RecordError>] = []
    for try await result in stream(lines).recordResults(by: tagger) { results.append(result) }
    #expect(results.count == 3)
    #expect(results.map { (try? $0.get()) != nil } == [true, false, true])
    #expect(throws: RecordError.noArticle) { try results[1].get() }
    var count = 0
    await #expect(throws: RecordError.noArticle) {
      for try await _ in stream(lines.map { Array($0.utf8) }).records(by: tagger) { count += 1 }
    }
    #expect(count == 1)
  }

  private static let articles: [Article] = (0..<24).map { number in
    let text = "Ferry \(number) left\n\nRead more\n\n\(SmallModels.texts[number % 11])"
    return number % 2 == 0
      ? Article(text: text)
      : Article(fragment: Array("<p>\(text)</p><ul><li>One<li>By Anna</ul>".utf8))
  }

  @Test("One classifier in many tasks at once says what it says alone")
  func manyTasks() async {
    let classifier = self.classifier
    let expected = Self.articles.map(classifier.classify)
    let found = await withTaskGroup(of: [[Prediction]].self) { group in
      for _ in 0..<6 { group.addTask { Self.articles.map(classifier.classify) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found == Array(repeating: expected, count: 6))
  }

  @Test("Articles are tagged and cleaned in order")
  func articles() async throws {
    var predictions: [[Prediction]] = []
    for try await tagged in stream(Self.articles).tagged(by: classifier, ahead: 3) {
      #expect(tagged.article == Self.articles[predictions.count])
      #expect(
        tagged.verdict == PaywallVerdict(tagged.article, predictions: tagged.predictions))
      predictions.append(tagged.predictions)
    }
    #expect(predictions == Self.articles.map(classifier.classify))
    let cleaner = ArticleCleaner(classifier)
    var texts: [String] = []
    for try await cleaned in stream(Self.articles).cleaned(by: cleaner) {
      texts.append(cleaned.text)
    }
    #expect(texts == Self.articles.map { cleaner.clean($0).text })
  }
}
