// What a paragraph's first link and the last picture before it say, as hashed features. Follows no link
// and looks at no picture.

extension FeatureSink {
  /// Takes a markup feature of a kind.
  @inline(__always)
  mutating func emit(_ kind: MarkupKind, _ value: UInt64, _ name: @autoclosure () -> String) {
    emitMarkup((kind.rawValue << 56) ^ (value &* 0x009e_3779_b97f_4a7c), name())
  }
}

extension MarkupWords {
  /// Words of a link's address that count.
  private static let linkLimit = 12
  /// Bytes of a link's address that are read.
  private static let linkBytes = 512

  /// Gives the features of the paragraph's first link to a sink: the address's words (runs of letters
  /// and digits, digits folded to one `0`, words of one letter left out), whether it leads to another
  /// site, and the link's own class words.
  ///
  /// - Parameter density: the step of the link density, 0…7.
  func emitLink(_ place: ParagraphMarkup, density: UInt64, to sink: inout some FeatureSink) {
    let markup = markup
    guard let link = place.link, markup.elements.indices.contains(link) else { return }
    // A link in running text, beside other text, or all of the text.
    let share: UInt64 = density >= 7 ? 2 : density >= 2 ? 1 : 0
    let bytes = markup.source.span
    let address = markup.elements[link].marks.link.prefix(Self.linkBytes)
    let kind = Self.kind(of: address, bytes)
    sink.emit(.linkKind, kind << 8 | share, "link of kind \(kind), share step \(share) of 2")
    var index = address.lowerBound
    var count = 0
    while index < address.upperBound {
      let start = index
      let hash = Self.word(bytes, &index, address.upperBound)
      if index - start > 1 {
        if count < Self.linkLimit {
          let place = start..<index
          sink.emit(.linkWord, hash, "link word “\(linkText(place))”")
          sink.emit(
            .linkWordAndDensity, hash &* 31 &+ share,
            "link word “\(linkText(place))”, share step \(share) of 2")
        }
        count += 1
      }
      if index == start { index += 1 }
    }
    let step = UInt64(count < 4 ? count : count < 7 ? 4 : count < 11 ? 5 : 6)
    sink.emit(
      .linkWordCount, step << 8 | share,
      "words in the link, step \(step) of 6, share step \(share) of 2")
    let words = words
    for word in self.words(of: link) {
      sink.emit(.linkClass, words[word].hash, "link's class word “\(text(word))”")
    }
  }

  /// Whether a picture is near enough to be told of.
  static func isNear(_ picture: PicturePlace) -> Bool { picture.paragraphs < 4 }

  /// Gives the features of the last picture before the paragraph to a sink.
  func emitPicture(_ place: ParagraphMarkup, length: UInt64, to sink: inout some FeatureSink) {
    guard let picture = place.picture, Self.isNear(picture) else {
      sink.emit(.picture, 0xFF, "no picture close before it")
      return
    }
    let step = UInt64(picture.paragraphs << 4 | picture.levels)
    let name = "picture \(picture.paragraphs) paragraphs before, \(picture.levels) levels up"
    sink.emit(.picture, step, name)
    sink.emit(.pictureAndLength, step << 16 | length, "\(name), length step \(length)")
    if let own = place.element, markup.elements.indices.contains(own) {
      sink.emit(
        .pictureAndElement, names[own] &* 31 &+ step, "\(name), element \(markup.name(of: own))")
    }
  }

  /// None, inside the page, on the site, elsewhere, or no page at all.
  private static func kind(of address: Range<Int>, _ bytes: Span<UInt8>) -> UInt64 {
    guard let first = address.first else { return 0 }
    if bytes[first] == UInt8(ascii: "#") { return 1 }
    if bytes[first] == UInt8(ascii: "/") {
      return address.count > 1 && bytes[first + 1] == UInt8(ascii: "/") ? 3 : 2
    }
    if isEqual(bytes, address.prefix(4), "http") { return 3 }
    if isEqual(bytes, address.prefix(7), "mailto:") { return 4 }
    if isEqual(bytes, address.prefix(11), "javascript:") { return 5 }
    return 2
  }

  /// The hash of the word at `index`, which is moved to its end; stays where there is none.
  private static func word(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> UInt64 {
    var hash = FNV1a()
    var wasDigit = false
    while index < end {
      let byte = bytes[index]
      if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 {
        hash.update(UInt64(byte < 0x80 ? byte | 0x20 : byte))
        wasDigit = false
      } else if byte &- 0x30 < 10 {
        if !wasDigit { hash.update(0x30) }
        wasDigit = true
      } else {
        break
      }
      index += 1
    }
    return hash.value
  }

  private func linkText(_ place: Range<Int>) -> String {
    String(decoding: markup.source[place], as: UTF8.self).lowercased()
  }
}
