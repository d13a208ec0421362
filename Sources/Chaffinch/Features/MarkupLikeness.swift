// Whether two places in markup give the same features, so that a paragraph that stands in both need not
// be read twice. Hashes nothing.

extension MarkupWords {
  /// Whether a text at `place` has the same markup features as it would have at `otherPlace` of `other`;
  /// for pages, not for parts of them.
  ///
  /// - Complexity: O(words of the elements that are looked at).
  func isAlike(
    _ place: ParagraphMarkup, _ otherPlace: ParagraphMarkup, in other: MarkupWords
  ) -> Bool {
    guard place.linkDensity == otherPlace.linkDensity,
      place.surroundings == otherPlace.surroundings,
      Self.nearPicture(place) == Self.nearPicture(otherPlace)
    else { return false }
    switch (place.link, otherPlace.link) {
    case (nil, nil): break
    case (let link?, let otherLink?):
      guard isSameLink(link, otherLink, in: other) else { return false }
    default: return false
    }
    var element = place.element ?? -1
    var otherElement = otherPlace.element ?? -1
    var level = 0
    while element >= 0, otherElement >= 0, level < Self.levels {
      guard names[element] == other.names[otherElement],
        hasSameWords(element, otherElement, in: other)
      else { return false }
      element = Int(parents[element])
      otherElement = Int(other.parents[otherElement])
      level += 1
    }
    return level == Self.levels || element < 0 && otherElement < 0
  }

  /// The last picture, where it is near enough to say anything.
  private static func nearPicture(_ place: ParagraphMarkup) -> PicturePlace? {
    place.picture.flatMap { isNear($0) ? $0 : nil }
  }

  private func isSameLink(_ link: Int, _ otherLink: Int, in other: MarkupWords) -> Bool {
    let address = markup.source[markup.elements[link].marks.link]
    let otherAddress = other.markup.source[other.markup.elements[otherLink].marks.link]
    return address.elementsEqual(otherAddress) && hasSameWords(link, otherLink, in: other)
  }

  private func hasSameWords(_ element: Int, _ otherElement: Int, in other: MarkupWords) -> Bool {
    let own = words(of: element)
    let others = other.words(of: otherElement)
    guard own.count == others.count else { return false }
    let words = words
    let otherWords = other.words
    for offset in 0..<own.count
    where words[own.lowerBound + offset].hash != otherWords[others.lowerBound + offset].hash {
      return false
    }
    return true
  }
}
