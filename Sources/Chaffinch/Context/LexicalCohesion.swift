// How a paragraph's words recur in the rest of the article: what belongs to the article speaks of what
// the article speaks of. Knows words by number only.

/// How likely content and other paragraphs use the same words.
struct LexicalCohesion {
  private let words: ArticleWords
  private let scores: [ParagraphScores]
  /// For each word by number, with c the paragraphs that have it as probabilities of content and n all of
  /// them: −c, c − (n − 1), 1 / n, and 1 for a word of one paragraph alone.
  private var uses: [SIMD4<Float>]

  init(_ scores: [ParagraphScores], _ words: ArticleWords) {
    self.words = words
    self.scores = scores
    let few = (0..<16).map { Self.unused(Int32($0)) }
    uses = Array(repeating: .zero, count: words.counts.count)
    var uses = uses.mutableSpan
    let (counts, all) = (words.counts.span, words.all.span)
    for word in counts.indices {
      let count = Int(counts[word])
      uses[word] = count < few.count ? few[count] : Self.unused(counts[word])
    }
    for index in scores.indices {
      let own = Self.halves(scores[index].probabilities, 0)
      for place in words.range(of: index) { uses[Int(all[place])] -= own }
    }
  }

  /// A word of so many paragraphs, before their probabilities are known.
  private static func unused(_ count: Int32) -> SIMD4<Float> {
    SIMD4(0, Float(1 - count), 1 / Float(max(count, 1)), count < 2 ? 1 : 0)
  }

  /// The probability p of content as (`base` + p, `base` − p, 0, 0).
  @inline(__always)
  private static func halves(_ probabilities: ClassVector, _ base: Float) -> SIMD4<Float> {
    let p = probabilities[.content]
    // The lane above the classes is 0. Where the optimiser knows a lane to be 0, it takes vectors apart.
    let zero = probabilities[InnerLabel.count]
    return SIMD4(base + p, base - p, zero, zero)
  }

  /// Writes the features of a paragraph into the free lanes of a row of ``ContextLayout``.
  @inline(__always)
  func fill(_ index: Int, into row: inout MutableSpan<SIMD8<Float>>) {
    let own = Self.halves(scores[index].probabilities, 1)
    let range = words.range(of: index)
    let (all, uses) = (words.all.span, uses.span)
    // With f a word's use by likely content elsewhere, and by others, each at most 1: sums of 1 − f, of
    // weights, and of words found nowhere else; the same by weight.
    var missing = SIMD4<Float>.zero
    var weighted = SIMD4<Float>.zero
    for place in range {
      let use = (uses[Int(all[place])] + own).positivePart
      missing += use
      weighted += use * use[2]
    }
    let words = Float(range.count)
    let found = SIMD2(words - missing[0], words - missing[1])
    let rare = SIMD2(missing[2] - weighted[0], missing[2] - weighted[1]) / max(missing[2], 1e-6)
    let count = max(words, 1)
    let before = Float(self.words.sharedWithBefore(index))
    let behind = Float(self.words.sharedWithBefore(index + 1))
    let shares = SIMD8(found[0], found[1], missing[3], before, behind, 0, 0, 0) / count
    let first = ContextLayout.Block.distances + 1
    row[first] += SIMD8(0, 0, 0, 0, 0, 0, shares[0], shares[1])
    row[first + 1] += SIMD8(0, 0, 0, 0, 0, 0, rare[0], rare[1])
    row[first + 2] += SIMD8(0, 0, 0, 0, 0, 0, shares[2], shares[3])
    row[first + 3] += SIMD8(0, 0, 0, 0, 0, 0, before > 0 ? 1 : 0, shares[4])
    row[first + 4] += SIMD8(
      0, 0, 0, 0, 0, 0, behind > 0 ? 1 : 0, self.words.logCount(index))
  }
}
