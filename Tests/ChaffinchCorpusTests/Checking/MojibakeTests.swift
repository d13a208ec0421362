// Tests the search for UTF-8 that was read as windows-1252: what is damaged is found, what is not is left
// alone.

import Testing

@testable import ChaffinchCorpus

@Suite struct MojibakeTests {
  private func originals(_ text: String) -> [String] {
    Mojibake.runs(in: text.unicodeScalars.map(\.value)).map(\.original)
  }

  @Test(
    "Damage is found, with what it was",
    arguments: [
      ("CafÃ© au lait", ["é"]),
      ("Itâ€™s late", ["’"]),
      ("â€œYesâ€\u{9D} she said", ["“", "”"]),
      ("voilÃ\u{A0} tout", ["à"]),
      ("dÃ³nde estÃ¡ el niÃ±o", ["ó", "á", "ñ"]),
      ("Ãºltimo", ["ú"]),
      ("StraÃŸe und GrÃ¶ÃŸe", ["ß", "öß"]),
      ("10Â°C for Â£5", ["°", "£"]),
      ("end.Â\u{A0} Begin", ["\u{A0}"]),
      ("20 â‚¬ â€“ or more", ["€", "–"]),
      ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", ["привет"]),
      ("ï»¿Title", ["\u{FEFF}"]),
      ("ðŸ˜€", ["😀"]),
      ("Itâ\u{80}\u{99}s Latin-1", ["’"]),
      ("Å‚Ã³dÅº", ["łó", "ź"]),
    ])
  func damaged(text: String, expected: [String]) {
    #expect(originals(text) == expected)
  }

  @Test(
    "Correct text in many languages has none",
    arguments: [
      "La « liberté » de l’été, un café… «Café…» où l’on rêvait – enchanté…» À bientôt",
      "Die „FPÖ“ und die „ÖVP“, »SPÖ«, das größte „Ä“, Spaß“ und „Groß…“",
      "Çalışma İSTANBUL'DA ĞÜŞÖÇ “ÖĞRENCİLER” Ş’nin TÜRKÇE”",
      "Đà Nẵng: “ĐÀ…” HÀ NỘI – KHÔNG ĐỦ, MÃ” ở Huế",
      "“AMANHÃ” não há AÇÃO… São Paulo, MANHÃ – IRMÃ»",
      "¡OLÉ! ¿QUÉ¡ DIJO? ESPAÑA™ “CORAZÓN” AÑO–2020",
      "Úžasný Žižkov, ČESKÝ‘ BÝŠ Ýž Íš",
      "Łódź, ŻÓŁĆ” Ó…",
      "SOCIÉTÉ» ÉLYSÉE® À°",
      "3×½ inch, Ø¼ inch, 5 Å±0.1, ß®",
      "Romanian: „Â” and â„, â…, L´É´S",
      "日本語の文章、中文和한국어도 있습니다.",
      "Привет, как дела? Ελληνικά κείμενα. שלום. مرحبا",
    ])
  func correct(text: String) {
    #expect(originals(text) == [])
  }

  @Test(
    "Sentences of several scripts are found once damaged, and not before",
    arguments: [
      "Der Käse ist größer als üblich", "Zażółć gęślą jaźń", "Příliš žluťoučký kůň",
      "Съешь ещё этих булок", "Ξεσκεπάζω την ψυχοφθόρα", "いろはにほへと", "Tiếng Việt có dấu",
    ])
  func property(text: String) {
    // What windows-1252 makes of the bytes, by its own definition.
    let upper: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
      0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
      0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
    let damaged = text.utf8.map { byte in
      (0x80..<0xA0).contains(byte) ? upper[Int(byte) - 0x80] : UInt32(byte)
    }
    let runs = Mojibake.runs(in: damaged)
    #expect(!runs.isEmpty)
    #expect(
      runs.allSatisfy { text.unicodeScalars.contains($0.original.unicodeScalars.first ?? " ") })
    #expect(originals(text) == [])
  }
}
