// Reads the words that do not fit one register, or are not of ASCII letters and digits alone: their 5-grams,
// form and hash. Short words and all other tokens are `LocalFeatureExtractor`'s own.

extension LocalFeatureExtractor {
  /// Whether a word of ASCII letters and digits goes on at `index`, where the byte that is lowest in `bytes`
  /// stands: with a scalar beyond ASCII, or an apostrophe before a letter.
  @inline(__always)
  static func goesOn(_ bytes: UInt64, _ text: Span<UInt8>, _ index: Int) -> Bool {
    (bytes & 0x80 != 0 || bytes & 0xFF == 0x27) && wordCharacter(text, at: index) != nil
  }

  /// A word that was read, whose 5-grams were emitted.
  struct Word {
    let form: WordForm
    let end: Int
    let hash: UInt64
  }

  /// Reads the word that starts at `start`, of any length and any characters.
  static func longWord<Sink: FeatureSink>(
    _ text: Span<UInt8>, at start: Int, _ sink: inout Sink
  ) -> Word {
    let low = FoldedBytes(text, at: start)
    guard low.run == 8 else { return mixedWord(text, at: start, &sink) }
    let high = FoldedBytes(text, at: start &+ 8)
    let run = high.run
    var end = start &+ 8 &+ run
    if run < 8 {
      if end < text.count, goesOn(UInt64(text[end]), text, end) {
        return mixedWord(text, at: start, &sink)
      }
      return registerWord(low, high, rest: run, at: start, &sink)
    }
    var next = 8
    while next == 8, end < text.count {
      next = FoldedBytes(text, at: end).run
      end &+= next
    }
    if end < text.count, goesOn(UInt64(text[end]), text, end) {
      return mixedWord(text, at: start, &sink)
    }
    var (digits, capitals) = (0, 0)
    var hash = TokenHash()
    // The four characters before the eight that are read, the newest highest.
    var before = FoldedBytes.mark &<< 24
    var skipped = 3
    var index = start
    while index &+ 8 <= end {
      let bytes = FoldedBytes(text, at: index)
      let folded = bytes.folded(.max)
      hash.update(folded)
      digits &+= bytes.digitBits(.max).nonzeroBitCount
      capitals &+= bytes.capitals(.max).nonzeroBitCount
      emitGrams(before | folded &<< 32, folded, from: skipped, count: 8, &sink)
      before = folded &>> 32
      skipped = 0
      index &+= 8
    }
    let rest = end &- index
    let bytes = FoldedBytes(text, at: index)
    let mask = FoldedBytes.mask(rest)
    let folded = bytes.folded(mask)
    if rest > 0 { hash.update(folded) }
    digits &+= bytes.digitBits(mask).nonzeroBitCount
    capitals &+= bytes.capitals(mask).nonzeroBitCount
    let ended = folded | FoldedBytes.mark &<< UInt64(truncatingIfNeeded: 8 &* rest)
    emitGrams(before | ended &<< 32, ended, from: skipped, count: rest &+ 1, &sink)
    let form = WordForm(
      first: UInt32(text[start]), length: end &- start, digits: digits, capitals: capitals)
    return Word(form: form, end: end, hash: hash.value)
  }

  /// A word of eight ASCII letters and digits in `low` and `rest` in `high`, at most seven.
  @inline(__always)
  private static func registerWord<Sink: FeatureSink>(
    _ low: FoldedBytes, _ high: FoldedBytes, rest: Int, at start: Int, _ sink: inout Sink
  ) -> Word {
    let mask = FoldedBytes.mask(rest)
    let (first, second) = (low.folded(.max), high.folded(mask))
    var hash = TokenHash()
    hash.update(first)
    if rest > 0 { hash.update(second) }
    sink.emitGrams(FoldedBytes.mark | first &<< 8, first &>> 24, count: 5)
    let ended = second | FoldedBytes.mark &<< UInt64(truncatingIfNeeded: 8 &* rest)
    sink.emitGrams(first &>> 32 | ended &<< 32, ended, count: rest &+ 1)
    let form = WordForm(
      first: UInt32(truncatingIfNeeded: low.bytes & 0xFF), length: 8 &+ rest,
      digits: low.digitBits(.max).nonzeroBitCount &+ high.digitBits(mask).nonzeroBitCount,
      capitals: low.capitals(.max).nonzeroBitCount &+ high.capitals(mask).nonzeroBitCount)
    return Word(form: form, end: start &+ 8 &+ rest, hash: hash.value)
  }

  /// Emits the 5-grams that begin at the first `count` of eight places, less the first `skipped` ones: 0, or 3
  /// where the word's start is the fourth byte.
  @inline(__always)
  private static func emitGrams<Sink: FeatureSink>(
    _ first: UInt64, _ second: UInt64, from skipped: Int, count: Int, _ sink: inout Sink
  ) {
    if skipped == 0 {
      sink.emitGrams(first, second, count: count)
    } else {
      // The mark and the seven bytes behind it, then what begins four bytes further.
      sink.emitGrams(
        first &>> 24 | (second &>> 32) &<< 40, second &>> 24, count: count &- 3)
    }
  }

  /// Reads a word that has other characters than ASCII letters and digits, scalar by scalar.
  private static func mixedWord<Sink: FeatureSink>(
    _ text: Span<UInt8>, at start: Int, _ sink: inout Sink
  ) -> Word {
    let table = ScalarTable.shared.entries
    var index = start
    var (length, digits, capitals) = (0, 0, 0)
    var hash = TokenHash()
    var gram = ScalarGram()
    while index < text.count {
      let scalar = shortScalar(text, at: index)
      let folded: UInt32
      let entry = scalar < ScalarTable.end ? table[Int(scalar)] : 0
      let isDigit = ScalarTable.isDigit(entry)
      if isDigit || ScalarTable.isLetter(entry) {
        folded = ScalarTable.folded(entry)
        digits &+= isDigit ? 1 : 0
        capitals &+= !isDigit && folded != scalar ? 1 : 0
        index &+= scalar < 0x80 ? 1 : 2
      } else if let character = wordCharacter(text, at: index) {
        folded = character.folded
        digits &+= character.isDigit ? 1 : 0
        capitals &+= character.isCapital ? 1 : 0
        index &+= character.byteCount
      } else {
        break
      }
      length &+= 1
      hash.append(folded)
      gram.append(folded)
      if length >= 4 { sink.emit(.characterGram, gram.value) }
    }
    if length >= 3 {
      gram.end()
      sink.emit(.characterGram, gram.value)
    }
    hash.end()
    let form = WordForm(
      first: decodeScalar(text, at: start).value, length: length, digits: digits,
      capitals: capitals)
    return Word(form: form, end: index, hash: hash.value)
  }

  /// The scalar of one or two bytes at `index`; one beyond all others where there is none.
  @inline(__always)
  private static func shortScalar(_ text: Span<UInt8>, at index: Int) -> UInt32 {
    let lead = UInt32(text[index])
    if lead < 0x80 { return lead }
    guard lead &- 0xC2 < 0x1E, index &+ 1 < text.count else { return .max }
    let second = UInt32(text[index &+ 1])
    return second & 0xC0 == 0x80 ? (lead & 0x1F) &<< 6 | second & 0x3F : .max
  }

  private struct WordCharacter {
    let folded: UInt32
    let byteCount: Int
    var isDigit = false
    var isCapital = false
  }

  /// The character of a word at `index`: a letter, a digit, or an apostrophe before a letter; `nil` when
  /// the word ends here.
  private static func wordCharacter(_ text: Span<UInt8>, at index: Int) -> WordCharacter? {
    guard index < text.count else { return nil }
    let byte = text[index]
    if (byte | 0x20) &- 0x61 < 26 {
      return WordCharacter(folded: UInt32(byte | 0x20), byteCount: 1, isCapital: byte & 0x20 == 0)
    }
    let scalar = decodeScalar(text, at: index)
    let folded = fold(scalar.value)
    switch CharacterClass(scalar.value) {
    case .letter:
      return WordCharacter(
        folded: folded, byteCount: scalar.length, isCapital: folded != scalar.value)
    case .digit: return WordCharacter(folded: folded, byteCount: scalar.length, isDigit: true)
    default:
      guard scalar.value == 0x27 || scalar.value == 0x2019,
        index + scalar.length < text.count,
        CharacterClass(decodeScalar(text, at: index + scalar.length).value) == .letter
      else { return nil }
      return WordCharacter(folded: 0x27, byteCount: scalar.length)
    }
  }
}
