// Writes a JSON object member by member, in the order given. Nests only by what callers append.

import Chaffinch

/// An object that is being written; members whose value is `nil` are left out.
struct JSONObjectWriter {
  private var isEmpty = true

  /// Begins a member; its value is to be appended next.
  mutating func key(_ key: StaticString, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: isEmpty ? "{" : ","))
    isEmpty = false
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func add(_ name: StaticString, _ value: String?, to bytes: inout [UInt8]) {
    guard let value else { return }
    key(name, &bytes)
    appendJSON(value, to: &bytes)
  }

  mutating func add(_ name: StaticString, _ value: Int?, to bytes: inout [UInt8]) {
    guard let value else { return }
    key(name, &bytes)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func add(_ name: StaticString, _ value: Bool?, to bytes: inout [UInt8]) {
    guard let value else { return }
    key(name, &bytes)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func add(_ name: StaticString, _ value: Range<Int>?, to bytes: inout [UInt8]) {
    guard let value else { return }
    key(name, &bytes)
    bytes.append(contentsOf: "[\(value.lowerBound),\(value.upperBound)]".utf8)
  }

  mutating func add(_ name: StaticString, _ values: [String], to bytes: inout [UInt8]) {
    guard !values.isEmpty else { return }
    key(name, &bytes)
    for (index, value) in values.enumerated() {
      bytes.append(UInt8(ascii: index == 0 ? "[" : ","))
      appendJSON(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds a number in 0…1 with four decimals.
  mutating func add(_ name: StaticString, decimal value: Float?, to bytes: inout [UInt8]) {
    guard let value else { return }
    key(name, &bytes)
    bytes.append(contentsOf: fourDecimals(value).utf8)
  }

  mutating func add(_ name: StaticString, _ value: PaywallVerdict?, to bytes: inout [UInt8]) {
    guard let value else { return }
    key(name, &bytes)
    appendJSON(value, to: &bytes)
  }

  /// Ends the object.
  func close(_ bytes: inout [UInt8]) {
    if isEmpty { bytes.append(UInt8(ascii: "{")) }
    bytes.append(UInt8(ascii: "}"))
  }
}

/// A share in 0…1 in percent without decimals, such as `98%`; `?` where it is no number.
func wholePercent(_ share: Float) -> String {
  share.isFinite ? "\(Int((min(max(share, 0), 1) * 100).rounded()))%" : "?"
}
