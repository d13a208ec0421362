// Tests what a line is: its number, its ends, and what belongs to none.

import Testing

@testable import ChaffinchCorpus

@Suite struct CorpusLinesTests {
  private func lines(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return CorpusLines(bytes).map {
      "\($0.number):" + String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test("Lines are numbered from 1, blank ones too, and the last needs no end")
  func numbers() {
    #expect(lines("a\n\nb") == ["1:a", "2:", "3:b"])
    #expect(lines("a\n\nb\n") == ["1:a", "2:", "3:b"])
    #expect(lines("") == [])
    #expect(lines("\n") == ["1:"])
  }

  @Test("One carriage return before the end and the byte-order mark belong to no line")
  func ends() {
    #expect(lines("\u{FEFF}a\r\n\r\nb\r\r\nc\rd") == ["1:a", "2:", "3:b\r", "4:c\rd"])
    #expect(lines("\r\n\r") == ["1:", "2:"])
  }

  @Test("JSON is what shows a brace first")
  func json() {
    #expect(CorpusLines(Array("\u{FEFF}\r\n {".utf8)).areJSON)
    #expect(!CorpusLines(Array("# {".utf8)).areJSON)
    #expect(!CorpusLines([]).areJSON)
  }
}
