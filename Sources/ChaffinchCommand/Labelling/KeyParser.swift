// Makes keys of the bytes that a terminal sends. Sequences may come in pieces; what they do is decided
// elsewhere.

/// A key that was pressed.
enum Key: Equatable {
  /// A character of ASCII.
  case character(Character)
  case enter, backspace
  case up, down, left, right, pageUp, pageDown
  /// Control and C.
  case interrupt
  /// Control and Z.
  case suspend
  /// Control and L.
  case redraw
  /// A text was pasted; what it said is dropped.
  case paste
  /// Any other key.
  case unknown
}

/// Reads keys from bytes as they come.
struct KeyParser {
  private enum State {
    case ground
    /// Behind an escape character.
    case escape
    /// Behind ESC and `O`.
    case single
    /// Behind ESC and `[`, with what came since.
    case sequence([UInt8])
    /// Inside a pasted text, with its last bytes.
    case paste([UInt8])
  }

  private var state = State.ground

  /// Whether more bytes are expected soon.
  var isWaiting: Bool {
    if case .ground = state { false } else { true }
  }

  /// The keys that `bytes` complete.
  mutating func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes {
      if let key = feed(byte) { keys.append(key) }
    }
    return keys
  }

  /// Gives up a sequence whose rest did not come: a lone escape key, or a paste that broke off.
  mutating func expire() {
    state = .ground
  }

  private mutating func feed(_ byte: UInt8) -> Key? {
    switch state {
    case .ground: return ground(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .sequence([])
      case UInt8(ascii: "O"): state = .single
      case 0x1B: break
      default:
        // A key pressed together with Alt.
        state = .ground
        return .unknown
      }
      return nil
    case .single:
      state = .ground
      return Self.arrow(byte)
    case .sequence(let before):
      // Parameters; a sequence that does not end is no sequence.
      guard (0x40...0x7E).contains(byte) else {
        state =
          before.count < 32 && (0x20..<0x40).contains(byte) ? .sequence(before + [byte]) : .ground
        return nil
      }
      return end(before, byte)
    case .paste(let before):
      let last = before.suffix(5) + [byte]
      guard Array(last) == Array("\u{1B}[201~".utf8) else {
        state = .paste(Array(last))
        return nil
      }
      state = .ground
      return .paste
    }
  }

  private mutating func ground(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x1B:
      state = .escape
      return nil
    case 0x0D, 0x0A: return .enter
    case 0x08, 0x7F: return .backspace
    case 0x03: return .interrupt
    case 0x1A: return .suspend
    case 0x0C: return .redraw
    // The end of the input, as Control and D say it.
    case 0x04: return .character("q")
    case 0x20..<0x7F: return .character(Character(Unicode.Scalar(byte)))
    // The bytes behind the first of a longer character.
    case 0x80..<0xC0: return nil
    default: return .unknown
    }
  }

  private mutating func end(_ parameters: [UInt8], _ last: UInt8) -> Key? {
    state = .ground
    guard last == UInt8(ascii: "~") else { return Self.arrow(last) }
    switch String(decoding: parameters, as: UTF8.self) {
    case "5": return .pageUp
    case "6": return .pageDown
    case "200":
      state = .paste([])
      return nil
    default: return .unknown
    }
  }

  private static func arrow(_ last: UInt8) -> Key {
    switch last {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    default: .unknown
    }
  }
}
