// Says whether a text has the shape of a BCP 47 language tag. Knows no registry: `xx` is as good as `en`.

/// Whether `tag` is shaped as RFC 5646 asks of a language tag: two, three or five to eight letters, then
/// subtags of one to eight letters and digits behind hyphens, or `x` and private subtags. Case does not
/// matter. Four letters are reserved; underscores, as locales have, are refused.
func isLanguageTag(_ tag: String) -> Bool {
  let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
  guard let first = parts.first else { return false }
  let isPrivate = first == "x" || first == "X"
  guard first.utf8.allSatisfy(isASCIILetter),
    (2...8).contains(first.utf8.count) && first.utf8.count != 4 || isPrivate && parts.count > 1
  else { return false }
  for (index, part) in parts.dropFirst().enumerated() {
    let isWell = part.utf8.allSatisfy { isASCIILetter($0) || (0x30...0x39).contains($0) }
    guard isWell, (1...8).contains(part.utf8.count) else { return false }
    // A single letter announces something.
    if part.utf8.count == 1, !isPrivate, index + 2 == parts.count { return false }
  }
  return true
}

private func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
