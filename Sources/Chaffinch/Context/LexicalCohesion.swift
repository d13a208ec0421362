// How a paragraph's words recur in the rest of the article: what belongs to the article speaks of what
// the article speaks of. Knows words by hash only.

/// The words of an article's paragraphs, by bucket, and their overlap with neighbours.
struct ArticleWords: Sendable {
  /// Words that are kept of a paragraph.
  static let limit = 96
  /// Buckets of words; a collision makes two words one.
  static let buckets = 8192

  /// Where each paragraph's words start; one more than there are paragraphs.
  private let starts: [Int32]
  /// The buckets, each once in a paragraph.
  private let words: [UInt16]
  /// How many words each paragraph has in common with the one before.
  private let shared: [Int32]

  /// The words of paragraphs in order.
  init(_ paragraphs: [TextForm]) {
    var starts: [Int32] = [0]
    var words: [UInt16] = []
    var shared: [Int32] = []
    // The paragraph, from 1, that had each bucket last.
    var last = [Int32](repeating: 0, count: Self.buckets)
    for (index, paragraph) in paragraphs.enumerated() {
      let number = Int32(truncatingIfNeeded: index + 1)
      var common: Int32 = 0
      for word in paragraph.words where last[Int(word)] != number {
        if last[Int(word)] == number - 1, index > 0 { common += 1 }
        last[Int(word)] = number
        words.append(word)
      }
      starts.append(Int32(truncatingIfNeeded: words.count))
      shared.append(common)
    }
    self.starts = starts
    self.words = words
    self.shared = shared
  }

  /// The bucket of a word's hash.
  @inline(__always)
  static func bucket(_ hash: UInt64) -> UInt16 {
    UInt16(truncatingIfNeeded: ((hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15) >> 51)
  }

  /// The buckets of a paragraph's words.
  func words(of index: Int) -> ArraySlice<UInt16> {
    words[Int(starts[index])..<Int(starts[index + 1])]
  }

  /// How many words a paragraph shares with the one before it.
  func sharedWithBefore(_ index: Int) -> Int {
    shared.indices.contains(index) ? Int(shared[index]) : 0
  }
}

/// How likely content and other paragraphs use the same words.
struct LexicalCohesion {
  private let words: ArticleWords
  private let scores: [ParagraphScores]
  /// For each bucket: the paragraphs with the word, as probabilities of content, and all of them.
  private var uses: [SIMD2<Float>]

  init(_ scores: [ParagraphScores], _ words: ArticleWords) {
    self.words = words
    self.scores = scores
    uses = Array(repeating: .zero, count: ArticleWords.buckets)
    for (index, score) in scores.enumerated() {
      let row = SIMD2(score.probabilities[.content], 1)
      for word in words.words(of: index) { uses[Int(word)] += row }
    }
  }

  /// Gives the features of a paragraph to a sink.
  func emit(_ index: Int, to sink: inout some ContextSink) {
    let own = words.words(of: index)
    let probability = scores[index].probabilities[.content]
    var plain = SIMD2<Float>.zero
    var rare = SIMD2<Float>.zero
    var weights: Float = 0
    var once: Float = 0
    for word in own {
      let use = uses[Int(word)]
      let content = use[0] - probability
      let found = SIMD2(min(max(content, 0), 1), min(max(use[1] - 1 - content, 0), 1))
      let weight = 1 / max(use[1], 1)
      plain += found
      rare += found * weight
      weights += weight
      if use[1] < 1.5 { once += 1 }
    }
    let count = Float(max(own.count, 1))
    let before = words.sharedWithBefore(index)
    let behind = words.sharedWithBefore(index + 1)
    sink.put(plain[0] / count, "words in likely content")
    sink.put(plain[1] / count, "words in other paragraphs")
    sink.put(rare[0] / max(weights, 1e-6), "rare words in likely content")
    sink.put(rare[1] / max(weights, 1e-6), "rare words in other paragraphs")
    sink.put(once / count, "words nowhere else")
    sink.put(Float(before) / count, "words in the one before")
    sink.put(before > 0, "a word in the one before")
    sink.put(Float(behind) / count, "words in the one behind")
    sink.put(behind > 0, "a word in the one behind")
    sink.put(LogarithmTable.shared(1 + own.count), "words that count")
  }
}
