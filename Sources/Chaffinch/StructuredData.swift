// Reads authors and `isAccessibleForFree` out of a page's structured data (JSON-LD). Keeps nothing else
// of it and knows no vocabulary.

/// What a page's structured data say about its article.
struct StructuredData {
  /// The authors' names, in order.
  private(set) var authors: [String] = []
  /// Each `isAccessibleForFree` that is true or false.
  private(set) var answers: [Bool] = []

  /// Members whose values are looked at; all others are skipped.
  private enum Member {
    case author, isAccessibleForFree, name
    /// What holds the article.
    case holder
  }

  /// What is kept of a value.
  private enum Value {
    case bool(Bool)
    case text(String)
    case list([Value])
    case object([(member: Member, value: Value)])
    case other
  }

  /// Reads the JSON text at `range`; one that is malformed says nothing.
  ///
  /// - Complexity: O(bytes).
  mutating func read(_ bytes: [UInt8], _ range: Range<Int>) {
    let span = bytes.span
    var scanner = JSONScanner(range)
    do throws(JSONError) {
      let root = try Self.parse(&scanner, span, depth: 0)
      try scanner.expectEnd(span)
      read(root)
    } catch {
      return
    }
  }

  /// Objects, lists and graphs, but not the parts of an article.
  private mutating func read(_ root: Value) {
    var pending = [root]
    while let value = pending.popLast() {
      switch value {
      case .list(let elements): pending.append(contentsOf: elements.reversed())
      case .object(let members):
        for (member, value) in members {
          switch member {
          case .author:
            if case .list(let elements) = value {
              for author in elements { addAuthor(author) }
            } else {
              addAuthor(value)
            }
          case .isAccessibleForFree: if let answer = Self.answer(value) { answers.append(answer) }
          case .holder: pending.append(value)
          case .name: break
          }
        }
      case .bool, .text, .other: break
      }
    }
  }

  private mutating func addAuthor(_ author: Value) {
    var name = author
    if case .object(let members) = author,
      let last = members.last(where: { $0.member == .name })
    {
      name = last.value
    }
    guard case .text(let text) = name, !text.contains("://") else { return }
    authors.append(textCollapsingSpaces(text.utf8))
  }

  /// True and false, also as the strings that many pages write.
  private static func answer(_ value: Value) -> Bool? {
    switch value {
    case .bool(let answer): return answer
    case .text(let text):
      switch text.lowercased() {
      case "true", "http://schema.org/true", "https://schema.org/true": return true
      case "false", "http://schema.org/false", "https://schema.org/false": return false
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: Parsing

  private static func parse(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>, depth: Int
  ) throws(JSONError) -> Value {
    let first = try scanner.peek(bytes)
    let nests = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    guard !nests || depth < JSONValue.depthLimit else {
      throw JSONError(.tooDeep, at: scanner.index)
    }
    switch first {
    case UInt8(ascii: "{"):
      var members: [(member: Member, value: Value)] = []
      var more = try scanner.opens(first, close: UInt8(ascii: "}"), bytes)
      while more {
        if let member = member(bytes, try scanner.key(bytes), hasEscapes: scanner.hasEscapes) {
          members.append((member, try parse(&scanner, bytes, depth: depth + 1)))
        } else {
          _ = try scanner.skipValue(bytes)
        }
        more = try scanner.hasNext(before: UInt8(ascii: "}"), bytes)
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [Value] = []
      var more = try scanner.opens(first, close: UInt8(ascii: "]"), bytes)
      while more {
        elements.append(try parse(&scanner, bytes, depth: depth + 1))
        more = try scanner.hasNext(before: UInt8(ascii: "]"), bytes)
      }
      return .list(elements)
    case UInt8(ascii: "\""): return .text(unescapedJSON(bytes, try scanner.string(bytes)))
    default:
      _ = try scanner.skipValue(bytes)
      switch first {
      case UInt8(ascii: "t"): return .bool(true)
      case UInt8(ascii: "f"): return .bool(false)
      default: return .other
      }
    }
  }

  private static func member(
    _ bytes: Span<UInt8>, _ key: Range<Int>, hasEscapes: Bool
  ) -> Member? {
    if hasEscapes {
      let plain = Array(unescapedJSON(bytes, key).utf8)
      return member(plain.span, 0..<plain.count, hasEscapes: false)
    }
    func isKey(_ name: StaticString) -> Bool {
      key.count == name.utf8CodeUnitCount && hasPrefix(bytes, key.lowerBound, key.upperBound, name)
    }
    if isKey("name") { return .name }
    if isKey("author") { return .author }
    if isKey("isAccessibleForFree") { return .isAccessibleForFree }
    return isKey("@graph") || isKey("mainEntity") || isKey("mainEntityOfPage") ? .holder : nil
  }
}
