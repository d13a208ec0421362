// Where the last picture before a paragraph stood: a caption stands close behind what it describes.
// Looks at no picture.

/// How far away the last picture before a paragraph is.
public struct PicturePlace: Sendable, Equatable {
  /// The steps that are told apart, from 0.
  static let limit = 7

  /// The paragraphs between the picture and this one, at most 7.
  public let paragraphs: Int
  /// How many of the elements around the paragraph do not hold the picture, at most 7.
  public let levels: Int

  /// A place; numbers outside 0…7 are clamped.
  public init(paragraphs: Int, levels: Int) {
    self.paragraphs = min(max(paragraphs, 0), Self.limit)
    self.levels = min(max(levels, 0), Self.limit)
  }
}

/// Follows the last picture while a page is read.
struct PictureTracker {
  private var paragraphs = 0
  /// The least depth since the picture; `nil` before the first one.
  private var leastDepth: Int?

  /// Whether an element shows something that a caption may describe.
  static func isPicture(_ element: HTMLElement) -> Bool {
    switch element {
    case .img, .picture, .video, .audio, .iframe, .canvas, .object, .embed: true
    default: false
    }
  }

  /// Notes a picture inside `depth` open elements.
  mutating func note(depth: Int) {
    leastDepth = depth
    paragraphs = 0
  }

  /// Notes that elements have closed down to `depth`.
  @inline(__always)
  mutating func leave(to depth: Int) {
    if let least = leastDepth, depth < least { leastDepth = depth }
  }

  /// Notes the end of a paragraph.
  mutating func paragraphEnds() { paragraphs += 1 }

  /// The picture's place seen from a paragraph that begins inside `depth` open elements.
  func place(depth: Int) -> PicturePlace? {
    leastDepth.map { PicturePlace(paragraphs: paragraphs, levels: depth - $0) }
  }
}
