// What a page's markup says of its paragraphs together: which stand in the same template, how the
// elements around them nest, which repeat the page's title or its authors. Holds no scores.

/// The markup of an article, prepared for the context model.
struct PageContext: Sendable {
  /// Ways to say that two paragraphs stand in the same template.
  static let templateKinds = [
    "element", "element and parent", "four levels", "outer levels", "path",
  ]

  /// The paragraphs' places in markup.
  let places: [ParagraphMarkup?]
  /// The elements' parents, -1 for none.
  let parents: [Int32]
  /// How many elements are around each element, itself included.
  let depths: [Int32]
  /// What each element is.
  let elements: [HTMLElement]
  /// For each kind of template: the group of each paragraph.
  let groups: [[Int32]]
  /// For each kind: the number of groups.
  let groupCounts: [Int]
  /// Whether the elements are part of a page only.
  let isFragment: Bool
  /// How each paragraph's words overlap with the title's, and with the authors' names.
  let overlaps: [PageWords.Overlap]
  /// The first paragraph that repeats most of the title.
  let titlePlace: Int?

  /// The context of paragraphs at `places` in the markup of `words`.
  ///
  /// - Complexity: O(elements + paragraphs).
  init(places: [ParagraphMarkup?], words: MarkupWords, overlaps: [PageWords.Overlap]) {
    let markup = words.markup
    // An element that the markup does not have is none.
    let places = places.map { place -> ParagraphMarkup? in
      guard let place, let element = place.element, !markup.elements.indices.contains(element)
      else { return place }
      return ParagraphMarkup(
        element: nil, surroundings: place.surroundings, linkDensity: place.linkDensity,
        link: place.link, picture: place.picture)
    }
    self.places = places
    self.overlaps = overlaps
    isFragment = words.isFragment
    let table = HTMLElementTable.shared
    var parents: [Int32] = []
    var depths: [Int32] = []
    var signatures: [UInt64] = []
    var paths: [UInt64] = []
    for (place, element) in markup.elements.enumerated() {
      let parent = element.parent ?? -1
      parents.append(Int32(truncatingIfNeeded: parent))
      depths.append(parent < 0 ? 1 : depths[parent] &+ 1)
      // Class words in any order, numbers alike.
      var signature = words.names[place]
      for word in words.words(of: place) {
        signature = signature &+ (words.words[word].hash &* 0x9e37_79b9_7f4a_7c15)
      }
      signatures.append(signature)
      paths.append((parent < 0 ? 0 : paths[parent]) &* 31 &+ words.names[place])
    }
    elements = words.names.map { table.element($0) }
    self.parents = parents
    self.depths = depths
    var keys = [[UInt64]](repeating: [], count: Self.templateKinds.count)
    for place in places {
      var levels: [UInt64] = []
      var next = place?.element ?? -1
      while next >= 0, levels.count < 4 {
        levels.append(signatures[next])
        next = Int(parents[next])
      }
      func key(_ range: Range<Int>) -> UInt64 {
        var key: UInt64 = 1
        for level in range where level < levels.count { key = key &* 31 &+ levels[level] }
        return key
      }
      keys[0].append(key(0..<1))
      keys[1].append(key(0..<2))
      keys[2].append(key(0..<4))
      keys[3].append(key(1..<4))
      keys[4].append(place?.element.map { paths[$0] } ?? 1)
    }
    let grouped = keys.map(Self.grouped)
    groups = grouped.map(\.groups)
    groupCounts = grouped.map(\.count)
    var best: (index: Int, overlap: Float)?
    for (index, overlap) in overlaps.enumerated()
    where overlap.titleBoth > 0.2 && overlap.titleBoth > best?.overlap ?? 0 {
      best = (index, overlap.titleBoth)
    }
    titlePlace = best?.index
  }

  /// Equal keys by the same number, in order of their first.
  private static func grouped(_ keys: [UInt64]) -> (groups: [Int32], count: Int) {
    var numbers: [UInt64: Int32] = [:]
    var groups: [Int32] = []
    groups.reserveCapacity(keys.count)
    for key in keys {
      let next = Int32(truncatingIfNeeded: numbers.count)
      let number = numbers[key, default: next]
      if number == next { numbers[key] = next }
      groups.append(number)
    }
    return (groups, numbers.count)
  }

  /// How many elements hold a paragraph and not the other, up to 64: seen from each.
  func steps(from index: Int, to other: Int) -> (own: Int, other: Int) {
    var own = places[index]?.element ?? -1
    var next = places[other]?.element ?? -1
    var steps = (own: 0, other: 0)
    while own != next, steps.own + steps.other < 64 {
      let ownDepth = own < 0 ? 0 : depths[own]
      let nextDepth = next < 0 ? 0 : depths[next]
      if ownDepth >= nextDepth {
        own = own < 0 ? -1 : Int(parents[own])
        steps.own += 1
      } else {
        next = Int(parents[next])
        steps.other += 1
      }
    }
    return steps
  }
}
