// Fuzzes records of JSON: the scanner, the tree, tagging and cleaning of a line.

@testable import Chaffinch

// Paragraphs alone: a tagged text or page has paragraphs, by which it is read the next time.
private let paragraphs = RecordSource(member: "paragraphs")
private let tagger = JSONLinesTagger(bundledClassifier, source: paragraphs)
private let keepingAll = JSONLinesCleaner(policy: keepsAll, source: paragraphs, decide: decide)
private let cleaner = JSONLinesCleaner(
  policy: CleaningPolicy(keep: [.content]), source: paragraphs, decide: decide)
/// Records of any kind, and rows of attributes.
private let transforms: [any RecordTransform] = [
  JSONLinesTagger(bundledClassifier), JSONLinesAnnotator(bundledClassifier),
]

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecords(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = inputBytes(start, count)
  checkTree(bytes)
  checkTagging(bytes)
  checkCleaning(bytes)
  for transform in transforms { checkTransform(transform, bytes) }
  return 0
}

private func checkTransform(_ transform: any RecordTransform, _ bytes: [UInt8]) {
  var output: [UInt8] = []
  do {
    let counts = try transform.apply(to: 0..<bytes.count, of: bytes, appendingTo: &output)
    check(counts.records == 0 || isJSON(output), "what becomes of a record is JSON")
    check(output.count { $0 == 0x0A } <= bytes.count { $0 == 0x0A }, "a line stays a line")
  } catch {
    check(output.isEmpty, "an error leaves the output as it was")
    checkPlace(error, bytes)
  }
}

private func isJSON(_ bytes: [UInt8]) -> Bool {
  let span = bytes.span
  var scanner = JSONScanner(0..<bytes.count)
  return (try? scanner.skipValue(span)) != nil && (try? scanner.expectEnd(span)) != nil
}

private func checkTree(_ bytes: [UInt8]) {
  let isValid = isJSON(bytes)
  do {
    let value = try JSONValue(parsing: bytes)
    check(isValid, "the tree takes what the scanner refuses")
    for indent in [nil, 0] {
      var written: [UInt8] = []
      value.append(to: &written, indent: indent)
      check((try? JSONValue(parsing: written)) == value, "a written tree is read as it was")
    }
  } catch {
    check(!isValid || error.reason == .tooDeep, "the tree refuses what the scanner takes: \(error)")
    check((0...bytes.count).contains(error.offset), "an error's place \(error.offset)")
  }
}

private func checkTagging(_ bytes: [UInt8]) {
  var scratch = JSONLinesTagger.Scratch()
  var output: [UInt8] = [0x21]
  do {
    let paragraphs = try tagger.tag(0..<bytes.count, of: bytes, to: &output, using: &scratch)
    output.removeFirst()
    let isBlank = bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    check(isBlank ? output == bytes : isJSON(output), "a tagged record is JSON")
    check(output.count { $0 == 0x0A } <= bytes.count { $0 == 0x0A }, "a line stays a line")
    var again: [UInt8] = []
    let count = try tagger.tag(0..<output.count, of: output, to: &again, using: &scratch)
    check(
      again == output && count.paragraphs == paragraphs.paragraphs,
      "a tagged record is tagged alike")
    // Less what was put in, it is a part of the input.
    check(withoutPredictions(output) == withoutPredictions(bytes), "other members stay")
  } catch {
    check(output == [0x21], "an error leaves the output as it was")
    checkPlace(error, bytes)
  }
}

private func checkPlace(_ error: RecordError, _ bytes: [UInt8]) {
  guard case .json(let reason) = error else {
    check(isJSON(bytes), "only JSON has other errors than those of JSON")
    return
  }
  check((0...bytes.count).contains(reason.offset), "an error's place \(reason.offset)")
}

/// The record as a tree with bare strings for paragraphs that have only a text, and without
/// predictions and verdict; `nil` when nested too deeply for a tree.
private func withoutPredictions(_ bytes: [UInt8]) -> JSONValue? {
  guard case .object(let members)? = try? JSONValue(parsing: bytes) else { return nil }
  return .object(
    members.filter { $0.key != "verdict" }.map { member in
      guard member.key == "paragraphs", case .array(let list) = member.value else { return member }
      return (
        member.key,
        .array(
          list.map { paragraph in
            guard case .object(let parts) = paragraph else { return paragraph }
            let rest = parts.filter { $0.key != "prediction" }
            return rest.count == 1 ? rest[0].value : .object(rest)
          })
      )
    })
}

private func checkCleaning(_ bytes: [UInt8]) {
  var output: [UInt8] = []
  do {
    _ = try keepingAll.clean(0..<bytes.count, of: bytes, to: &output)
    check(output == bytes, "keeping all changes nothing")
    output = []
    guard let cleaned = try cleaner.clean(0..<bytes.count, of: bytes, to: &output) else { return }
    check(isJSON(output), "a cleaned record is JSON")
    let rest = try JSONLinesTagger.article(0..<output.count, of: output)
    check(
      rest?.paragraphs.map(\.text) == cleaned.kept.map(\.paragraph.text), "kept paragraphs stay")
  } catch {
    check(output.isEmpty, "an error leaves the output as it was")
    checkPlace(error, bytes)
  }
}
