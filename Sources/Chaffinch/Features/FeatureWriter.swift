// Writes feature hashes into room that was reserved for them. An unsafe pointer, since the innermost loop
// writes a hash a byte of text and an array asks at each write whether it is shared; every write is
// checked against the room's end.

/// Writes feature hashes one after the other.
struct FeatureWriter: FeatureSink {
  private let room: UnsafeMutableBufferPointer<UInt32>
  private let words: UnsafeMutableBufferPointer<UInt16>
  private var isLong = false
  private(set) var count = 0
  private(set) var textCount = 0
  /// The number of buckets of longer words.
  private(set) var wordCount = 0

  init(
    _ room: UnsafeMutableBufferPointer<UInt32>, words: UnsafeMutableBufferPointer<UInt16>
  ) {
    self.room = room
    self.words = words
  }

  @inline(__always)
  mutating func emit(_ family: FeatureFamily, _ value: UInt64) {
    precondition(count < room.count, "room was reserved")
    room[count] = featureHash(family, value)
    count &+= 1
    if family == .word, isLong, wordCount < words.count {
      words[wordCount] = ArticleWords.bucket(value)
      wordCount &+= 1
    }
  }

  @inline(__always)
  mutating func emitMarkup(_ value: UInt64, _ name: @autoclosure () -> String) {
    emit(.markup, value)
  }

  // Five without a branch, as many as a word of seven letters has; what is too much is overwritten.
  @inline(__always)
  mutating func emitGrams(_ first: UInt64, _ second: UInt64, count grams: Int) {
    precondition(count &+ 8 <= room.count, "room was reserved")
    for place in 0..<4 {
      room[count &+ place] = featureHash(.characterGram, characterGram(first, place))
    }
    room[count &+ 4] = featureHash(.characterGram, characterGram(second, 0))
    if grams > 5 {
      for place in 1..<4 {
        room[count &+ 4 &+ place] = featureHash(.characterGram, characterGram(second, place))
      }
    }
    count &+= grams
  }

  @inline(__always)
  mutating func tokenEnds(_ start: Int, _ end: Int) { isLong = end &- start >= 4 }

  @inline(__always)
  mutating func textEnds() { textCount = count }
}
