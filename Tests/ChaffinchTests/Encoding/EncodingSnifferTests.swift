// Tests which encoding bytes are taken to be in, and what said so.

import Testing

@testable import Chaffinch

@Suite("Encoding sniffer")
struct EncodingSnifferTests {
  private func sniff(_ bytes: [UInt8], forced: String? = nil) -> SniffedEncoding {
    sniffEncoding(of: bytes, forced: forced.flatMap { CharacterEncoding(label: $0) })
  }

  private func sniff(_ text: String, _ tail: [UInt8] = []) -> SniffedEncoding {
    sniff(Array(text.utf8) + tail)
  }

  /// Bytes that are not UTF-8.
  private let legacy: [UInt8] = [0xE9, 0x20]

  @Test("Without any sign, UTF-8 is what is well-formed and windows-1252 what is not")
  func undeclared() {
    #expect(sniff("Möwen").encoding == .utf8)
    #expect(sniff("Möwen").source == .validUTF8)
    #expect(sniff("").encoding == .utf8)
    #expect(sniff("gulls", legacy).encoding == .windows1252)
    #expect(sniff("gulls", legacy).source == .fallback)
  }

  @Test("A byte-order mark beats a declaration")
  func byteOrderMarks() {
    let meta = Array("<meta charset=koi8-r>".utf8)
    let utf8 = sniff([0xEF, 0xBB, 0xBF] + meta + legacy)
    #expect(utf8.encoding == .utf8)
    #expect(utf8.source == .byteOrderMark)
    #expect(utf8.byteOrderMarkLength == 3)
    #expect(sniff([0xFF, 0xFE] + meta).encoding == .utf16le)
    #expect(sniff([0xFE, 0xFF] + meta).encoding == .utf16be)
    #expect(sniff([0xFE, 0xFF]).byteOrderMarkLength == 2)
    #expect(sniff([0xFE]).encoding == .windows1252)
  }

  @Test("A forced encoding beats everything")
  func forced() {
    let page = Array("<meta charset=koi8-r>".utf8) + legacy
    let sniffed = sniff(page, forced: "windows-1250")
    #expect(sniffed.encoding.name == "windows-1250")
    #expect(sniffed.source == .forced)
    #expect(sniff([0xEF, 0xBB, 0xBF], forced: "koi8-r").byteOrderMarkLength == 0)
    #expect(sniff([0xEF, 0xBB, 0xBF], forced: "utf-8").byteOrderMarkLength == 3)
  }

  @Test("Under forced UTF-16 a mark still says which byte comes first")
  func forcedUTF16() {
    #expect(sniff([0xFE, 0xFF, 0, 0x41], forced: "utf-16").encoding == .utf16be)
    #expect(sniff([0xFF, 0xFE, 0x41, 0], forced: "utf-16be").encoding == .utf16le)
    #expect(sniff([0, 0x41], forced: "utf-16be").encoding == .utf16be)
    #expect(sniff([0xFE, 0xFF, 0, 0x41], forced: "utf-16").byteOrderMarkLength == 2)
  }

  @Test("A declared legacy encoding counts unless the bytes are UTF-8 with more than ASCII")
  func declarationsAgainstBytes() {
    #expect(sniff("<meta charset=koi8-r>", legacy).encoding.name == "koi8-r")
    #expect(sniff("<meta charset=koi8-r>", legacy).source == .declared)
    #expect(sniff("<meta charset=koi8-r>plain").encoding.name == "koi8-r")
    #expect(sniff("<meta charset=koi8-r>Möwen").encoding == .utf8)
    #expect(sniff("<meta charset=koi8-r>Möwen").source == .validUTF8)
  }

  @Test("Declared UTF-8 stays UTF-8, also with malformed bytes")
  func declaredUTF8() {
    #expect(sniff("<meta charset=utf-8>", legacy).encoding == .utf8)
    #expect(sniff("<meta charset=utf-8>", legacy).source == .declared)
  }

  @Test("Declared UTF-16 means UTF-8 and x-user-defined windows-1252")
  func impossibleDeclarations() {
    #expect(sniff("<meta charset=utf-16>", legacy).encoding == .utf8)
    #expect(sniff("<meta charset=x-user-defined>", legacy).encoding == .windows1252)
    #expect(sniff("<?xml encoding='utf-16'?>", legacy).encoding == .utf8)
  }

  @Test(
    "An XML declaration is read whatever its quotes and spaces",
    arguments: [
      "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss>",
      "<?xml version='1.0' encoding='windows-1251' standalone='yes'?>",
      "\n <?xml encoding = \n 'Windows-1251'?>",
    ])
  func xmlDeclarations(text: String) {
    #expect(sniff(text, legacy).encoding.name == "windows-1251")
    #expect(sniff(text, legacy).source == .declared)
  }

  @Test(
    "What only resembles an XML declaration is none",
    arguments: [
      "<?xml version='1.0'?>encoding='koi8-r'", "<?xml encoding='koi8-r", "<?xml encoding=koi8-r?>",
      "<?xml encoding='koi8 -r'?>", "<?xml encoding", "<?xml encoding='no-such'?>",
      "text <?xml encoding='koi8-r'?>",
    ])
  func noXMLDeclarations(text: String) {
    #expect(sniff(text, legacy).encoding == .windows1252)
  }

  @Test("In a page that declares twice, the meta element counts")
  func metaBeforeXML() {
    let page = "<?xml version='1.0' encoding='koi8-r'?><html><meta charset='big5'>"
    #expect(sniff(page, legacy).encoding.name == "big5")
  }

  @Test("UTF-16 markup without a mark is recognised by its zero bytes")
  func unmarkedUTF16() {
    for text in ["<?xml version='1.0'?>", "<!DOCTYPE html>", "<html>"] {
      let units = Array(text.utf16)
      let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      #expect(sniff(little).encoding == .utf16le)
      #expect(sniff(big).encoding == .utf16be)
      #expect(sniff(big).byteOrderMarkLength == 0)
    }
    #expect(sniff([0x3C, 0, 0, 0]).encoding == .utf8)
  }

  @Test("A declaration far down is still found, one behind the limit is not")
  func limit() {
    let meta = "<meta charset=koi8-r>"
    let far = String(repeating: " ", count: MetaPrescan.limit - meta.utf8.count)
    #expect(sniff(far + meta, legacy).encoding.name == "koi8-r")
    #expect(sniff(far + " " + meta, legacy).encoding == .windows1252)
  }

  @Test(
    "A meta element declares by charset, or by content beside http-equiv",
    arguments: [
      "<meta charset='koi8-r'>", "<META/CHARSET=KOI8-R />", "<meta charset=koi8-r charset=big5>",
      "<meta content='text/html; charset=koi8-r' http-equiv=Content-Type>",
      "<meta http-equiv=content-type content=\"a charset charset = 'koi8-r' b\">",
      "<meta charset=no-such><meta charset=koi8-r>", "<meta name=a content=b charset = koi8-r x>",
    ])
  func metaElements(text: String) {
    #expect(sniff(text, legacy).encoding.name == "koi8-r")
  }

  @Test(
    "Other elements and unfinished ones declare nothing",
    arguments: [
      "<meta charset=koi8-r", "<meta content='charset=koi8-r'>", "<metacharset=koi8-r>",
      "<meta http-equiv=content-type content='charset=&quot;koi8-r'>", "<p charset=koi8-r>",
      "<meta http-equiv=refresh content='charset=koi8-r'>", "<meta charset='koi8-r>",
      "<meta http-equiv=content-type content='charset'>", "<meta charset>", "<meta charset=>",
    ])
  func noMetaElements(text: String) {
    #expect(sniff(text, legacy).encoding == .windows1252)
  }

  @Test("A declaration inside a comment or a quoted attribute is none")
  func hiddenDeclarations() {
    #expect(sniff("<!-- <meta charset=koi8-r> -->", legacy).encoding == .windows1252)
    #expect(sniff("<p title='<meta charset=koi8-r>'>", legacy).encoding == .windows1252)
    #expect(sniff("<!--><meta charset=koi8-r> -->", legacy).encoding.name == "koi8-r")
  }

  @Test("Markup that ends anywhere is sniffed without harm")
  func truncation() {
    let page = Array(
      ("<!-- a --><?xml encoding='x'?><meta http-equiv=\"content-type\" "
        + "content=\"text/html; charset = 'koi8-r'\"/></p x=y><meta charset>").utf8)
    for count in 0...page.count {
      #expect(sniff(Array(page.prefix(count)) + legacy).byteOrderMarkLength == 0)
    }
  }
}
