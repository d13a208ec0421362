// JSON as a tree, for headers, corpora and reports. Not for the stream of records: `JSONLinesTagger`
// works on the bytes.

/// A JSON value; objects keep their members in order, duplicates included.
public enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as written.
  case number(String)
  /// A string, escapes resolved.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([(key: String, value: JSONValue)])

  /// Levels of nesting that a tree may have.
  public static let depthLimit = 128

  /// Parses one JSON text.
  ///
  /// - Throws: ``JSONError`` with the offset in `bytes`, also when nested deeper than
  ///   ``depthLimit``.
  public init(parsing bytes: [UInt8], range: Range<Int>? = nil) throws(JSONError) {
    let span = bytes.span
    var scanner = JSONScanner(range ?? 0..<bytes.count)
    self = try Self.parse(&scanner, span, depth: 0)
    try scanner.expectEnd(span)
  }

  private static func parse(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, depth: Int
  ) throws(JSONError) -> JSONValue {
    let first = try scanner.peek(bytes)
    let nests = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    guard !nests || depth < depthLimit else { throw JSONError(.tooDeep, at: scanner.index) }
    switch first {
    case UInt8(ascii: "{"):
      var members: [(key: String, value: JSONValue)] = []
      var more = try scanner.opens(first, close: UInt8(ascii: "}"), bytes)
      while more {
        let key = unescapedJSON(bytes, try scanner.key(bytes))
        members.append((key, try parse(&scanner, bytes, depth: depth + 1)))
        more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      var more = try scanner.opens(first, close: UInt8(ascii: "]"), bytes)
      while more {
        elements.append(try parse(&scanner, bytes, depth: depth + 1))
        more = try scanner.hasNext(before: UInt8(ascii: "]"), bytes)
      }
      return .array(elements)
    case UInt8(ascii: "\""):
      return .string(unescapedJSON(bytes, try scanner.string(bytes)))
    default:
      let range = try scanner.skipValue(bytes)
      switch first {
      case UInt8(ascii: "t"): return .bool(true)
      case UInt8(ascii: "f"): return .bool(false)
      case UInt8(ascii: "n"): return .null
      default:
        var text = ""
        for index in range { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        return .number(text)
      }
    }
  }

  /// The member `key` of an object, the last one where there are several; `nil` otherwise.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The text of a string.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of an array.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The value of a boolean.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The value of a whole number in the range of `Int`.
  public var int: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  /// The value of a number, rounded.
  public var float: Float? {
    if case .number(let text) = self { Float(text) } else { nil }
  }

  /// Whether two values are the same, numbers by spelling and members in order.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// Appends the value as JSON; `indent` is the depth for a readable layout, `nil` for one line.
  public func append(to output: inout [UInt8], indent: Int? = nil) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): output.append(contentsOf: text.utf8)
    case .string(let text): appendJSON(text, to: &output)
    case .array(let elements):
      Self.appendList(elements.count, "[", "]", to: &output, indent: indent) {
        position, output, inner in
        elements[position].append(to: &output, indent: inner)
      }
    case .object(let members):
      Self.appendList(members.count, "{", "}", to: &output, indent: indent) {
        position, output, inner in
        appendJSON(members[position].key, to: &output)
        output.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
        members[position].value.append(to: &output, indent: inner)
      }
    }
  }

  private static func appendList(
    _ count: Int, _ open: String, _ close: String, to output: inout [UInt8], indent: Int?,
    _ element: (Int, inout [UInt8], Int?) -> Void
  ) {
    output.append(contentsOf: open.utf8)
    func newLine(_ depth: Int) {
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
    for position in 0..<count {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      if let indent { newLine(indent + 1) }
      element(position, &output, indent.map { $0 + 1 })
    }
    if let indent, count > 0 { newLine(indent) }
    output.append(contentsOf: close.utf8)
  }
}
