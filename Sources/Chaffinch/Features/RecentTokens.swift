// The last three tokens of a text, by hash. Knows nothing of what they are.

/// The newest tokens' hashes, for pairs and for the features of the last three.
struct RecentTokens {
  /// The newest token, then the two before it; 0 stands for none.
  private(set) var last: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0

  @inline(__always)
  mutating func append(_ hash: UInt64) {
    third = second
    second = last
    last = hash
  }

  /// Emits the features of the last of `count` tokens.
  func emitEdges(of count: Int, to writer: inout some FeatureSink) {
    if count >= 1 { writer.emit(.lastToken, last) }
    if count >= 2 { writer.emit(.lastToken, second &+ 1) }
    if count >= 3 { writer.emit(.lastToken, third &+ 2) }
  }
}
