// Uses one classifier, and what is built on it, from many threads at once, and trains with several: to be run
// with the thread sanitizer. Checks that every thread sees the same results.

import Chaffinch
import ChaffinchCorpus
import ChaffinchFeeds
import ChaffinchTraining
import Dispatch

private let page = Array(
  """
  <html><head><title>Heron</title></head><body><article class="post"><h1>Heron</h1><p>By A. Keller</p>
  <p>The river rose in the night and the council closed the lower bridge.</p><p class="promo">
  <a href="/s">Sign up for our newsletter</a></p></article></body></html>
  """.utf8)
private let feed = Array(
  """
  <rss><channel><item><title>Heron</title><description>&lt;p>The tide turned.&lt;/p>&lt;p>Sign up
  &lt;/p></description></item></channel></rss>
  """.utf8)
private let record = Array(
  #"{"paragraphs": ["The tide turned.", {"text": "Sign up for our \u006eewsletter"}]}"#.utf8)

/// What one thread makes of everything.
private func results(_ classifier: ParagraphClassifier) throws -> [[UInt8]] {
  let article = try Article(html: page)
  let japanese = try Article(html: [0x3C, 0x70, 0x3E, 0x8D, 0xEB], encoding: .init(label: "sjis"))
  var line: [UInt8] = []
  var scratch = JSONLinesTagger.Scratch()
  try JSONLinesTagger(classifier).tag(0..<record.count, of: record, to: &line, using: &scratch)
  return [
    ArticleCleaner(classifier).clean(article).html ?? [],
    classifier.classify(japanese).map(\.label.rawValue),
    try FeedCleaner(classifier).clean(feed).bytes, line,
  ]
}

private func trained(threads: Int) throws -> [UInt8] {
  let lines = (0..<6).map { site in
    """
    # site: \(site).example
    # language: en
    promo\tSign up for our newsletter
    content\tThe river rose in the night and the council closed bridge \(site).
    caption\tPhoto: the lower bridge at dawn. Credit: A. Keller
    byline\tBy Anna Keller, staff writer
    paywall\tSubscribe now to keep reading this article

    """
  }
  let corpus = try CorpusReader().read(Array(lines.joined(separator: "\n").utf8), file: "written")
  var settings = TrainingSettings()
  (settings.tableBits, settings.folds, settings.iterations) = (8, 2, 4)
  settings.contextIterations = 2
  let trainer = ModelTrainer(settings, threads: threads)
  return try trainer.train(on: corpus).model.serialized()
}

@main
struct Threads {
  static func main() throws {
    let classifier = try ParagraphClassifier.bundled()
    let rounds = 64
    // The first use of everything is by all threads at once too.
    let found = Shards(threads: 8).map(rounds) { _ in try? results(classifier) }
    let expected = try results(classifier)
    precondition(found.allSatisfy { $0 == expected }, "threads disagree")
    let (one, four) = (try trained(threads: 1), try trained(threads: 4))
    precondition(one == four, "training depends on threads")
    print("\(rounds) rounds on 8 threads and a training on 4: the same results")
  }
}
