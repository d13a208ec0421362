// Which characters leave no mark on a page. Knows nothing of how they are laid out.

/// Space, tab, line feed, form feed, carriage return.
@inline(__always)
func isMarkupSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
}

/// Whether a scalar leaves no mark: spaces, joiners, the byte-order mark, the soft hyphen.
func isBlankScalar(_ value: UInt32) -> Bool {
  switch value {
  case 0x20, 0x09, 0x0A, 0x0C, 0x0D, 0xA0, 0xAD, 0x1680, 0x2000...0x200F, 0x2028, 0x2029, 0x202F,
    0x205F, 0x2060, 0x3000, 0xFEFF:
    true
  default: false
  }
}

/// Whether anything but white space stands in `range`.
func hasVisible(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  var index = range.lowerBound
  while index < range.upperBound {
    if !isMarkupSpace(bytes[index]) { return true }
    index &+= 1
  }
  return false
}

/// Whether a no-break space stands at `index`, before `end`.
@inline(__always)
func isNoBreakSpace(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
  bytes[index] == 0xC2 && index &+ 1 < end && bytes[index &+ 1] == 0xA0
}

/// Whether a byte behind a single space goes along in a run; a no-break space may not.
@inline(__always)
func continuesRun(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte != 0x26 && byte != 0xC2 || byte <= 0x20 && byte != 0 && !isMarkupSpace(byte)
}
