// What the elements of HTML are to a reader: blocks, hidden, void, where they imply an end. Knows
// names only; attributes are read elsewhere.

/// An element of HTML that is treated in its own way; all others are ``other``.
enum HTMLElement: UInt8, CaseIterable, Sendable {
  case other
  case a, abbr, address, applet, area, article, aside, audio, b, base, basefont, bdi, bdo, bgsound
  case big, blockquote, body, br, button, canvas, caption, center, cite, code, col, colgroup
  case data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset
  case figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head
  case header, hgroup, hr, html, i, iframe, img, input, ins, kbd, label, legend, li, link
  case listing, main, map, mark, marquee, math, menu, meta, meter, nav, nobr, noembed, noframes
  case noscript, object, ol, optgroup, option, output, p, param, picture, plaintext, pre, progress
  case q, rp, rt, ruby, s, samp, script, search, section, select, small, source, span, strike
  case strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th
  case thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp

  /// The element's name.
  var name: String { self == .var ? "var" : String(describing: self) }

  /// What the element is to a reader.
  var traits: ElementTraits {
    switch self {
    case .address, .article, .aside, .blockquote, .body, .center, .details, .dialog, .dir, .div,
      .dl, .fieldset, .figcaption, .figure, .footer, .form, .header, .hgroup, .html, .main, .menu,
      .nav, .ol, .search, .section, .summary, .ul:
      [.block, .closesParagraph]
    case .h1, .h2, .h3, .h4, .h5, .h6: [.block, .closesParagraph]
    case .p, .pre, .listing: [.block, .closesParagraph]
    case .plaintext, .xmp: [.block, .closesParagraph]
    case .li, .dd, .dt: [.block, .closesParagraph]
    case .table: [.block, .closesParagraph, .barrier]
    case .caption, .td, .th: [.block, .barrier]
    case .tbody, .tfoot, .thead, .tr, .colgroup: [.block]
    case .marquee: [.block, .barrier]
    case .button, .legend, .optgroup, .output: [.block]
    case .hr: [.block, .closesParagraph, .void]
    case .frameset: [.block, .hidden]
    case .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .img, .input, .link, .meta,
      .param, .source, .track, .wbr:
      [.void]
    case .audio, .canvas, .datalist, .head, .iframe, .noembed, .noframes, .noscript, .rp, .script,
      .select, .option, .style, .svg, .textarea, .title, .video:
      [.hidden]
    case .applet, .object, .template: [.hidden, .barrier]
    default: []
    }
  }

  /// What the element says about the paragraphs inside it.
  var surroundings: Surroundings {
    switch self {
    case .a: .link
    case .address: .address
    case .article: .article
    case .aside: .aside
    case .blockquote: .blockquote
    case .button: .button
    case .dd, .dt, .li: .listItem
    case .figcaption: .figcaption
    case .figure: .figure
    case .footer: .footer
    case .form: .form
    case .h1, .h2, .h3, .h4, .h5, .h6: .heading
    case .header: .header
    case .label, .legend: .label
    case .main: .main
    case .nav, .menu: .navigation
    case .pre, .listing, .plaintext, .xmp: .preformatted
    case .td, .th: .tableCell
    case .caption: .figcaption
    case .time: .time
    default: []
    }
  }
}

/// What an element does to the paragraphs around and inside it.
struct ElementTraits: OptionSet, Sendable {
  let rawValue: UInt8
  /// Its start and its end end a paragraph.
  static let block = ElementTraits(rawValue: 1 << 0)
  /// It has no content and no end tag.
  static let void = ElementTraits(rawValue: 1 << 1)
  /// A reader does not see its text.
  static let hidden = ElementTraits(rawValue: 1 << 2)
  /// End tags of other elements inside it do not reach what is outside.
  static let barrier = ElementTraits(rawValue: 1 << 3)
  /// Its start tag ends an open `p`.
  static let closesParagraph = ElementTraits(rawValue: 1 << 4)
}

/// What stands around a paragraph: the kinds of elements it is inside of, at any distance.
public struct Surroundings: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt32

  /// Surroundings of bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Inside `li`, `dt` or `dd`.
  public static let listItem = Surroundings(rawValue: 1 << 0)
  /// Inside `td` or `th`.
  public static let tableCell = Surroundings(rawValue: 1 << 1)
  /// Inside `h1` to `h6`.
  public static let heading = Surroundings(rawValue: 1 << 2)
  /// Inside `figcaption`, or a table's `caption`.
  public static let figcaption = Surroundings(rawValue: 1 << 3)
  /// Inside `blockquote`.
  public static let blockquote = Surroundings(rawValue: 1 << 4)
  /// Inside `pre` and its like.
  public static let preformatted = Surroundings(rawValue: 1 << 5)
  /// Inside `figure`.
  public static let figure = Surroundings(rawValue: 1 << 6)
  /// Inside `nav` or `menu`.
  public static let navigation = Surroundings(rawValue: 1 << 7)
  /// Inside `aside`.
  public static let aside = Surroundings(rawValue: 1 << 8)
  /// Inside `header`.
  public static let header = Surroundings(rawValue: 1 << 9)
  /// Inside `footer`.
  public static let footer = Surroundings(rawValue: 1 << 10)
  /// Inside `form`.
  public static let form = Surroundings(rawValue: 1 << 11)
  /// Inside `article`.
  public static let article = Surroundings(rawValue: 1 << 12)
  /// Inside `main`.
  public static let main = Surroundings(rawValue: 1 << 13)
  /// Inside `button`.
  public static let button = Surroundings(rawValue: 1 << 14)
  /// All of it inside one `a`.
  public static let link = Surroundings(rawValue: 1 << 15)
  /// Inside `label` or `legend`.
  public static let label = Surroundings(rawValue: 1 << 16)
  /// Inside `address`.
  public static let address = Surroundings(rawValue: 1 << 17)
  /// All of it inside one `time`.
  public static let time = Surroundings(rawValue: 1 << 18)

  /// How many kinds there are.
  static let count = 19
  /// All kinds; other bits mean nothing.
  static let all = Surroundings(rawValue: (1 << UInt32(count)) - 1)
}

/// Finds elements by their names' bytes.
struct HTMLElementTable: Sendable {
  /// A slot for each low part of a key; names that share a slot follow one another.
  private let slots: [(key: UInt64, element: HTMLElement)]
  private let traits: [ElementTraits]
  private static let size = 1024
  /// The table, which takes longer to build than a short text to read.
  static let shared = HTMLElementTable()

  private init() {
    var slots = [(key: UInt64, element: HTMLElement)](repeating: (0, .other), count: Self.size)
    for element in HTMLElement.allCases where element != .other {
      let bytes = Array(element.name.utf8)
      let key = elementKey(bytes.span, 0..<bytes.count)
      var slot = Self.slot(key)
      while slots[slot].key != 0 { slot = (slot + 1) % Self.size }
      slots[slot] = (key, element)
    }
    self.slots = slots
    traits = HTMLElement.allCases.map(\.traits)
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key ^ key >> 20 ^ key >> 40) & UInt64(size - 1))
  }

  /// The element with this key; ``HTMLElement/other`` for all unknown ones.
  @inline(__always)
  func element(_ key: UInt64) -> HTMLElement {
    var slot = Self.slot(key)
    while slots[slot].key != 0 {
      if slots[slot].key == key { return slots[slot].element }
      slot = (slot + 1) % Self.size
    }
    return .other
  }

  @inline(__always)
  func traits(of element: HTMLElement) -> ElementTraits { traits[Int(element.rawValue)] }
}

/// The case-folded hash that stands for an element's name; never 0.
@inline(__always)
func elementKey(_ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
  var hash = FNV1a()
  var index = name.lowerBound
  while index < name.upperBound {
    let byte = bytes[index]
    hash.update(UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte))
    index &+= 1
  }
  return hash.value | 1
}

/// Whether an element of HTML has the name in `name`, in any ASCII case.
package func isHTMLElement(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
  HTMLElementTable.shared.element(elementKey(bytes, name)) != .other
}
