// A page's reference text as words, and where other words occur in it. Knows nothing of segments or
// labels.

import Chaffinch

/// Words of a text: runs of letters and digits, letters case-folded, and single characters of scripts
/// without spaces; everything else is left out.
struct TextWords {
  /// The hash of each word.
  private(set) var hashes: [UInt64] = []
  /// The words that a line or a table's cell begins with, and the number of all words, ascending.
  private(set) var lineStarts: [Int] = [0]

  /// The words of `text`. Lines end at a line feed, cells at a vertical bar.
  ///
  /// - Complexity: O(scalars).
  init(_ text: String) {
    var word = FNV1a()
    var isOpen = false
    func close(_ hashes: inout [UInt64]) {
      if isOpen { hashes.append(word.value) }
      word = FNV1a()
      isOpen = false
    }
    for scalar in text.unicodeScalars {
      let value = scalar.value
      switch CharacterClass(value) {
      case .letter, .digit:
        let kept = CharacterClass(value) == .digit ? value : fold(value)
        word.update(UInt64(kept))
        isOpen = true
      case .ideograph:
        close(&hashes)
        word.update(UInt64(value))
        isOpen = true
        close(&hashes)
      case .space, .symbol:
        close(&hashes)
        if value == 0x0A || value == 0x7C { startLine() }
      }
    }
    close(&hashes)
    startLine()
  }

  private mutating func startLine() {
    if lineStarts.last != hashes.count { lineStarts.append(hashes.count) }
  }

  /// Hashes of the ``TextWords/gramLength`` words from each place on.
  var grams: [UInt64] { Self.grams(of: hashes) }

  /// Words that are compared at once.
  static let gramLength = 4

  static func grams(of hashes: [UInt64]) -> [UInt64] {
    guard hashes.count >= gramLength else { return [] }
    return (0...hashes.count - gramLength).map { start in
      var gram = FNV1a()
      for word in hashes[start..<start + gramLength] { gram.update(word) }
      return gram.value
    }
  }
}

/// A reference text, indexed.
struct ReferenceText {
  /// The text's words.
  let words: TextWords
  private let gramPlaces: [UInt64: [Int]]
  private let wordPlaces: [UInt64: [Int]]
  private let isLineStart: [Bool]

  /// Places of a run of words that are kept or looked at, at most.
  private static let placeLimit = 64

  /// - Complexity: O(scalars).
  init(_ text: String) {
    words = TextWords(text)
    var grams: [UInt64: [Int]] = [:]
    for (place, gram) in words.grams.enumerated()
    where grams[gram, default: []].count < Self.placeLimit {
      grams[gram, default: []].append(place)
    }
    gramPlaces = grams
    var places: [UInt64: [Int]] = [:]
    for (place, word) in words.hashes.enumerated() { places[word, default: []].append(place) }
    wordPlaces = places
    var starts = [Bool](repeating: false, count: words.hashes.count + 1)
    for start in words.lineStarts { starts[start] = true }
    isLineStart = starts
  }

  /// The share of `grams` that the text has; 0 of none.
  func share(of grams: [UInt64]) -> Double {
    guard !grams.isEmpty else { return 0 }
    return Double(grams.count { gramPlaces[$0] != nil }) / Double(grams.count)
  }

  /// The share of the text's own runs of words that `grams` has; 0 of none.
  func coverage(by grams: Set<UInt64>) -> Double {
    let own = words.grams
    guard !own.isEmpty else { return 0 }
    return Double(own.count { grams.contains($0) }) / Double(own.count)
  }

  /// Where a paragraph of these `grams` may stand: for each of the best supported offsets the words
  /// from its first common run to behind its last.
  func places(of grams: [UInt64]) -> [Range<Int>] {
    var votes: [Int: Int] = [:]
    for (index, gram) in grams.enumerated() {
      for place in gramPlaces[gram] ?? [] { votes[place - index, default: 0] += 1 }
    }
    guard let most = votes.values.max() else { return [] }
    // Words may have been left out or put in: near offsets belong to the same place.
    let tolerance = 8
    return votes.filter { $0.value == most }.map(\.key).sorted().prefix(4).map { offset in
      var range = Range<Int>?.none
      for (index, gram) in grams.enumerated() {
        for place in gramPlaces[gram] ?? [] where abs(place - index - offset) < tolerance {
          let run = place..<place + TextWords.gramLength
          range = range.map {
            min($0.lowerBound, run.lowerBound)..<max($0.upperBound, run.upperBound)
          }
          range = range ?? run
        }
      }
      return range ?? 0..<0
    }
  }

  /// Where `words` occur as a run inside `range`: whole lines, and whether they occur at all (or too
  /// often to look at all places).
  func occurrences(of run: [UInt64], in range: Range<Int>) -> (lines: [Range<Int>], any: Bool) {
    guard let first = run.first, let places = wordPlaces[first] else { return ([], false) }
    var lines: [Range<Int>] = []
    var any = false
    // The first place at or behind the range's start.
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    for (seen, place) in places[low...].enumerated() where place + run.count <= range.upperBound {
      guard seen < Self.placeLimit else { return (lines, true) }
      guard words.hashes[place..<place + run.count].elementsEqual(run) else { continue }
      any = true
      if isLineStart[place] && isLineStart[place + run.count] {
        lines.append(place..<place + run.count)
      }
    }
    return (lines, any)
  }
}
