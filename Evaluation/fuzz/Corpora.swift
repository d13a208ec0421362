// Fuzzes the readers of corpora: our three formats, those of annotation tools, labels without text,
// references of benchmarks, and the check.

@testable import Chaffinch
@testable import ChaffinchCorpus

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCorpora(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = inputBytes(start, count)
  checkFile(bytes)
  for format in InterchangeFormat.allCases { checkInterchange(bytes, format) }
  _ = InterchangeFormat(recognizing: bytes)
  _ = try? PageLabels.read(bytes, file: "fuzz")
  _ = try? PageReference.read(bytes, file: "fuzz")
  var report = CorpusCheck()
  report.check(bytes, file: "fuzz")
  return 0
}

/// Records are inside the file, and written out they are read as they were.
private func checkFile(_ bytes: [UInt8]) {
  _ = CorpusFile(bytes, name: "fuzz", stopsAtMalformed: true, readsPredictions: true)
  let file = CorpusFile(bytes, name: "fuzz")
  checkRanges(file.records.map(\.range), in: bytes.count, "records")
  for record in file.records {
    check(record.paragraphLines.count == record.article.paragraphs.count, "a line each")
  }
  guard !file.records.isEmpty else { return }
  var lines: [UInt8] = []
  InterchangeWriter(.jsonLines).append(file.corpus, to: &lines)
  let again = CorpusFile(lines, name: "again")
  check(again.malformed.isEmpty, "written records are sound: \(again.malformed)")
  check(
    again.records.map { texts($0.article) } == file.records.map { texts($0.article) },
    "texts and labels are read as they were")
}

private func texts(_ article: LabelledArticle) -> [String] {
  article.paragraphs.map { "\($0.label?.name ?? "–") \($0.text)" }
}

private func checkInterchange(_ bytes: [UInt8], _ format: InterchangeFormat) {
  let reader = InterchangeReader(format, skipsInvalid: true)
  guard let read = try? reader.read(bytes, file: "fuzz") else { return }
  for unit in InterchangeUnit.allCases {
    var output: [UInt8] = []
    InterchangeWriter(format, unit: unit).append(read.corpus, to: &output)
    let paragraphs = read.corpus.paragraphCount
    guard paragraphs > 0, format != .tabSeparated, format != .fastText else { continue }
    do {
      let again = try InterchangeReader(format).read(output, file: "again")
      check(again.corpus.paragraphCount == paragraphs, "\(format): paragraphs are read as written")
    } catch {
      fatalError("property broken: \(format) by \(unit) is read as written: \(error)")
    }
  }
}
