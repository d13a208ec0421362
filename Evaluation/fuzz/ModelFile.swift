// Fuzzes the reading of model files. A wrong checksum is mended and the file read again, since no fuzzer
// finds a sum.

@testable import Chaffinch

private let texts = Article(paragraphs: [
  "Photo: the lower bridge at dawn", "The river rose in the night.", "Subscribe now to read on", "",
])

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModelFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var bytes = inputBytes(start, count)
  do {
    try read(bytes)
  } catch .checksum(let found, let expected) {
    let old = Array(expected.utf8)
    guard old.count == found.utf8.count,
      let place = bytes.indices.first(where: { bytes[$0...].starts(with: old) })
    else { return 0 }
    bytes.replaceSubrange(place..<place + old.count, with: found.utf8)
    try? read(bytes)
  } catch {}
  return 0
}

private func read(_ bytes: [UInt8]) throws(ModelFileError) {
  let announced = try? Model.byteCount(announcedBy: Array(bytes.prefix(Model.headByteLimit)))
  let model = try Model(serialized: bytes)
  check(announced == bytes.count, "the header announces \(announced ?? -1) bytes of \(bytes.count)")
  let written = model.serialized()
  do {
    let again = try Model(serialized: written)
    check(again == model, "a written model is read as it was")
    check(again.serialized() == written, "and written alike")
  } catch {
    fatalError("property broken: a written model is read: \(error)")
  }
  let classifier = ParagraphClassifier(model)
  checkPredictions(classifier.classify(texts), of: texts)
  guard let page = try? Article(html: Array("<p>By A. Keller<p>The river rose.".utf8)) else {
    return
  }
  checkPredictions(classifier.classify(page), of: page)
  let fragment = texts.asFragment
  checkPredictions(classifier.classify(fragment), of: fragment)
  _ = try ModelDescription(serialized: bytes).exported()
}
