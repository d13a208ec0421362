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
