// Finds the attributes of a tag as the tokenizer of the HTML standard does (13.2.5.32 to .40).
// Resolves no references, folds no names and keeps duplicates.

/// An attribute as ranges of the scanned bytes.
public struct MarkupAttribute: Sendable, Equatable {
  /// The name as written, at least one byte.
  public var name: Range<Int>
  /// The value as written, without its quotes; empty when there is none.
  public var value: Range<Int>
  /// From the name to the closing quote or the value's end.
  public var range: Range<Int>
}

/// Walks over the attributes of one tag. One pass, no allocation; the same for HTML and XML.
public struct AttributeScanner: Sendable {
  /// The offset of the next byte to read.
  private(set) var index: Int
  private let end: Int

  /// A scanner over ``MarkupToken/attributes``.
  public init(_ attributes: Range<Int>) {
    index = attributes.lowerBound
    end = attributes.upperBound
  }

  /// The next attribute, `nil` behind the last one. `bytes` must be the same every time.
  public mutating func next(_ bytes: Span<UInt8>) -> MarkupAttribute? {
    advance(bytes)
  }

  /// `next`, for the tag scanner: it runs over a range that is longer than the tag and stops in
  /// front of the first `>` outside quotes, or at the range's end when there is none.
  @inline(__always)
  mutating func advance(_ bytes: Span<UInt8>) -> MarkupAttribute? {
    var position = index
    while position < end, LowASCIISet.attributeSeparator.contains(bytes[position]) {
      position &+= 1
    }
    guard position < end, bytes[position] != UInt8(ascii: ">") else {
      index = position
      return nil
    }
    let nameStart = position
    // The first byte belongs to the name whatever it is, `=` too.
    position &+= 1
    while position < end, !LowASCIISet.attributeNameEnd.contains(bytes[position]) {
      position &+= 1
    }
    let name = nameStart..<position
    position = afterSpace(bytes, position)
    guard position < end, bytes[position] == UInt8(ascii: "=") else {
      index = position
      return MarkupAttribute(
        name: name, value: name.upperBound..<name.upperBound, range: name)
    }
    position = afterSpace(bytes, position &+ 1)
    guard position < end else {
      index = end
      return MarkupAttribute(name: name, value: end..<end, range: nameStart..<end)
    }
    let first = bytes[position]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let close = firstIndex(of: first, in: bytes, from: position &+ 1, to: end)
      index = close < end ? close &+ 1 : end
      return MarkupAttribute(
        name: name, value: position &+ 1..<close, range: nameStart..<index)
    }
    let valueStart = position
    while position < end, !LowASCIISet.unquotedEnd.contains(bytes[position]) { position &+= 1 }
    index = position
    return MarkupAttribute(
      name: name, value: valueStart..<position, range: nameStart..<position)
  }

  @inline(__always)
  private func afterSpace(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while position < end, LowASCIISet.space.contains(bytes[position]) { position &+= 1 }
    return position
  }
}

/// Takes the attributes of start tags while a scanner looks for the tags' ends.
protocol AttributeSink {
  /// A start tag begins.
  mutating func begin()
  /// The tag has this attribute, unless the input's end cuts the tag off.
  mutating func note(_ attribute: MarkupAttribute, _ bytes: Span<UInt8>)
}

/// Takes attributes and keeps none.
struct NoAttributes: AttributeSink {
  @inline(__always)
  mutating func begin() {}
  @inline(__always)
  mutating func note(_ attribute: MarkupAttribute, _ bytes: Span<UInt8>) {}
}
