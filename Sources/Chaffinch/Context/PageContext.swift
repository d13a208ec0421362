// What a page's markup says of its paragraphs together: which stand in the same template, how the
// elements around them nest, which repeat the page's title or its authors. Holds no scores.

/// The markup of an article, prepared for the context model.
struct PageContext: Sendable {
  /// Ways to say that two paragraphs stand in the same template.
  static let templateKinds = [
    "element", "element and parent", "four levels", "outer levels", "path",
  ]

  /// The kinds by number.
  static let kinds = 0..<5

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
  /// The groups of each paragraph, a lane for each kind, counted over all kinds.
  let templates: [SIMD8<Int32>]
  /// The number of groups of all kinds.
  let templateCount: Int
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
    let table = HTMLElementTable.shared
    let parents = words.parents
    let names = words.names
    let allWords = words.words
    var depths: [Int32] = []
    var signatures: [UInt64] = []
    var paths: [UInt64] = []
    depths.reserveCapacity(names.count)
    signatures.reserveCapacity(names.count)
    paths.reserveCapacity(names.count)
    for place in names.indices {
      let parent = Int(parents[place])
      depths.append(parent < 0 ? 1 : depths[parent] &+ 1)
      // Class words in any order, numbers alike.
      var signature = names[place]
      for word in words.words(of: place) {
        signature = signature &+ (allWords[word].hash &* 0x9e37_79b9_7f4a_7c15)
      }
      signatures.append(signature)
      paths.append((parent < 0 ? 0 : paths[parent]) &* 31 &+ names[place])
    }
    elements = names.map { table.element($0) }
    self.parents = parents
    self.depths = depths
    let keys = places.map { place in
      Self.templateKeys(place?.element ?? -1, parents, signatures, paths)
    }
    var groups: [[Int32]] = []
    var templates = [SIMD8<Int32>](repeating: .zero, count: places.count)
    var templateCount = 0
    for kind in Self.kinds {
      var numbering = KeyNumbering(limit: keys.count)
      var numbers: [Int32] = []
      numbers.reserveCapacity(keys.count)
      for (index, key) in keys.enumerated() {
        let number = numbering.number(of: key[kind])
        numbers.append(number)
        templates[index][kind] = number &+ Int32(truncatingIfNeeded: templateCount)
      }
      groups.append(numbers)
      templateCount += numbering.count
    }
    self.groups = groups
    self.templates = templates
    self.templateCount = templateCount
    var best: (index: Int, overlap: Float)?
    for (index, overlap) in overlaps.enumerated()
    where overlap.titleBoth > 0.2 && overlap.titleBoth > best?.overlap ?? 0 {
      best = (index, overlap.titleBoth)
    }
    titlePlace = best?.index
  }

  /// What tells the templates around `element` apart, a lane for each kind.
  private static func templateKeys(
    _ element: Int, _ parents: [Int32], _ signatures: [UInt64], _ paths: [UInt64]
  ) -> SIMD8<UInt64> {
    guard element >= 0 else { return SIMD8(repeating: 1) }
    func add(_ level: Int, to key: UInt64) -> UInt64 {
      level < 0 ? key : key &* 31 &+ signatures[level]
    }
    func parent(_ level: Int) -> Int { level < 0 ? -1 : Int(parents[level]) }
    let (first, second) = (parent(element), parent(parent(element)))
    let third = parent(second)
    let own = add(element, to: 1)
    let two = add(first, to: own)
    let four = add(third, to: add(second, to: two))
    let outer = add(third, to: add(second, to: add(first, to: 1)))
    return SIMD8(own, two, four, outer, paths[element], 0, 0, 0)
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
