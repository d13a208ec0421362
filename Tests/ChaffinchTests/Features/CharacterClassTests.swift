// Tests the classes of characters and the folding of case and digits.

import Testing

@testable import Chaffinch

@Suite("Character classes and folding")
struct CharacterClassTests {
  @Test("Each ASCII character has the class that its looks suggest")
  func ascii() {
    for value in UInt32(0)..<0x80 {
      let expected: CharacterClass =
        switch Unicode.Scalar(UInt8(value)) {
        case "a"..."z", "A"..."Z": .letter
        case "0"..."9": .digit
        case "!"..."~": .symbol
        default: .space
        }
      #expect(CharacterClass(value) == expected, "U+\(String(value, radix: 16))")
    }
  }

  @Test(
    "Characters of published text have their classes",
    arguments: [
      ("éßøŁžƏȘĳẞΑωЖїԱֆאبहक한ªµº", .letter),
      ("0٣۴५৭７", .digit),
      ("漢字々〆かなカナーㄅ豈ｶ𠮷ไทยລາວខ្មែမြန်", .ideograph),
      ("¡©«»§°×÷–—‘’“”…€→•■☀。、「」・（）！￥㈱，؟।😀", .symbol),
      (
        "\u{85}\u{A0}\u{AD}\u{1680}\u{2003}\u{200B}\u{200D}\u{2028}\u{2029}\u{202F}\u{205F}"
          + "\u{2060}\u{3000}\u{FE0F}\u{FEFF}", .space
      ),
    ] as [(String, CharacterClass)])
  func beyondASCII(text: String, expected: CharacterClass) {
    for scalar in text.unicodeScalars {
      #expect(
        CharacterClass(scalar.value) == expected, "\(scalar) \(scalar.escaped(asASCII: true))")
    }
  }

  @Test("Everything that Unicode calls white space is space")
  func whiteSpace() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isWhitespace else { continue }
      #expect(CharacterClass(value) == .space, "U+\(String(value, radix: 16))")
    }
  }

  @Test(
    "Letters fold to Unicode's lower case",
    arguments: [
      0x41...0x5A, 0x61...0x7A, 0xC0...0x12F, 0x131...0x17F, 0x1A0...0x1A5, 0x1AF...0x1B0,
      0x1CD...0x1EF, 0x1F8...0x21F, 0x222...0x233, 0x386...0x3CE, 0x400...0x52F, 0x531...0x587,
      0x1E00...0x1EFF, 0xFF21...0xFF5A,
    ] as [ClosedRange<UInt32>])
  func foldsCase(range: ClosedRange<UInt32>) throws {
    var wrong: [Unicode.Scalar] = []
    for value in range {
      let scalar = try #require(Unicode.Scalar(value))
      guard scalar.properties.generalCategory != .unassigned else { continue }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first
      if fold(value) != lower?.value { wrong.append(scalar) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("The dotted capital I and the schwa of Turkic alphabets fold to their small letters")
  func turkic() {
    #expect(fold(0x130) == 0x69)
    #expect(fold(0x18F) == 0x259)
  }

  @Test("Every digit folds to 0")
  func foldsDigits() {
    for value in UInt32(0)...0x1FFFF where CharacterClass(value) == .digit {
      #expect(fold(value) == 0x30)
    }
  }

  @Test("Characters without case stay as they are", arguments: ["漢かカไ", "한אبह", "©–’€😀", " \n"])
  func keepsOthers(text: String) {
    for scalar in text.unicodeScalars { #expect(fold(scalar.value) == scalar.value) }
  }

  @Test("Folding twice equals folding once and keeps the class")
  func idempotence() {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0xFFFF {
      let once = fold(value)
      if fold(once) != once || CharacterClass(once) != CharacterClass(value) { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("The table says of each scalar what class and folding say")
  func table() {
    for scalar in 0..<ScalarTable.end {
      let entry = ScalarTable.shared.entries[Int(scalar)]
      #expect(ScalarTable.isLetter(entry) == (CharacterClass(scalar) == .letter))
      #expect(ScalarTable.isDigit(entry) == (CharacterClass(scalar) == .digit))
      #expect(ScalarTable.folded(entry) == fold(scalar))
    }
  }
}
