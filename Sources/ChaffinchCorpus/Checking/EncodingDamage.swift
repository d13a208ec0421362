// Finds traces of wrong decoding in a text: replacement characters, mojibake, control characters,
// references that were escaped twice. Mends nothing.

import Chaffinch

/// Damage of one kind in a text.
struct EncodingDamage {
  let kind: CorpusProblem.Kind
  /// What was found, as a clause.
  let what: String

  /// What is wrong with a text; each kind once, with how often it occurs and its first occurrence.
  ///
  /// - Complexity: O(bytes).
  static func found(in text: String) -> [EncodingDamage] {
    let scalars = text.unicodeScalars.map(\.value)
    var found: [EncodingDamage] = []
    func note(_ kind: CorpusProblem.Kind, _ count: Int, _ what: String) {
      guard count > 0 else { return }
      found.append(EncodingDamage(kind: kind, what: count > 1 ? "\(what) (\(count) times)" : what))
    }
    let runs = Mojibake.runs(in: scalars)
    if let first = runs.first {
      note(
        .mojibake, runs.count,
        "'\(excerpt(scalars, around: first.range))' has UTF-8 that was read as windows-1252; "
          + "it may have been '\(printed(first.original.unicodeScalars.map(\.value)[...]))'")
    }
    let replaced = scalars.indices.filter { scalars[$0] == 0xFFFD }
    if let first = replaced.first {
      note(
        .replacementCharacter, replaced.count,
        "U+FFFD in '\(excerpt(scalars, around: first..<first + 1))'")
    }
    // Mojibake of Latin-1 has controls in it; those are explained already.
    var next = 0
    var controls: [Int] = []
    for (index, scalar) in scalars.enumerated() where isControl(scalar) {
      while next < runs.count, runs[next].range.upperBound <= index { next += 1 }
      if next < runs.count, runs[next].range.contains(index) { continue }
      controls.append(index)
    }
    if let first = controls.first {
      note(
        .controlCharacter, controls.count,
        "control character U+\(hexadecimal(scalars[first])) behind "
          + "'\(excerpt(scalars, around: first..<first))'")
    }
    let references = self.references(in: Array(text.utf8))
    if let first = references.first {
      note(.characterReference, references.count, "character reference '\(first)' in the text")
    }
    return found
  }

  /// Whether a scalar is a control character other than those that lay out text.
  private static func isControl(_ scalar: UInt32) -> Bool {
    scalar < 0x20 && scalar != 0x09 && scalar != 0x0A && scalar != 0x0D
      || (0x7F...0x9F).contains(scalar)
  }

  /// The character references with a semicolon in some text.
  private static func references(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    for index in bytes.indices where bytes[index] == UInt8(ascii: "&") {
      // No reference is longer than this that stands for one character.
      let limit = min(bytes.count, index + 34)
      guard
        let reference = characterReference(bytes.span, at: index, limit: limit, inAttribute: false),
        bytes[index + reference.length - 1] == UInt8(ascii: ";")
      else { continue }
      found.append(String(decoding: bytes[index..<index + reference.length], as: UTF8.self))
    }
    return found
  }

  /// A few characters on both sides of a place, without what would steer a terminal.
  private static func excerpt(_ scalars: [UInt32], around range: Range<Int>) -> String {
    let start = max(range.lowerBound - 12, 0)
    let end = min(min(range.upperBound, range.lowerBound + 12) + 12, scalars.count)
    return printed(scalars[start..<end])
  }

  private static func printed(_ scalars: ArraySlice<UInt32>) -> String {
    var text = ""
    for value in scalars {
      let isPlain = value >= 0x20 && !(0x7F...0x9F).contains(value)
      text.unicodeScalars.append(isPlain ? Unicode.Scalar(value) ?? "?" : "?")
    }
    return text
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }
}
