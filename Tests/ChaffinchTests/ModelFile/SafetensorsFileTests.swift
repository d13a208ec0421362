// Tests the safetensors container: what it writes, what it reads, and the headers it refuses.

import Testing

@testable import Chaffinch

@Suite("Safetensors container")
struct SafetensorsFileTests {
  /// A file of a header's text, its length in front and `dataCount` bytes of tensors behind.
  private func file(_ header: String, dataCount: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    let prefix = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) }
    return prefix + Array(header.utf8) + (0..<dataCount).map { UInt8(truncatingIfNeeded: $0) }
  }

  private func tensor(_ name: String, _ type: String, _ shape: String, _ offsets: String) -> String
  {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test("What is written is read back: metadata, tensors, bytes")
  func roundTrip() throws {
    let bytes = SafetensorsFile.serialized(
      metadata: ["b": "2", "a": "“1”\n"],
      tensors: [
        ("second", "I8", [2, 3], [1, 2, 3, 4, 5, 255]), ("first", "F32", [1], [0, 0, 128, 63]),
        ("none", "I8", [0], []),
      ])
    let file = try SafetensorsFile(bytes)
    #expect(file.metadata == ["a": "“1”\n", "b": "2"])
    #expect(file.tensors.map(\.name) == ["second", "first", "none"])
    #expect(file.tensors.map(\.form) == ["I8[2, 3]", "F32[1]", "I8[0]"])
    let second = try #require(file.tensor("second"))
    #expect(Array(file.data(of: second)) == [1, 2, 3, 4, 5, 255])
    #expect(file.tensor("first")?.bytes == 6..<10)
    #expect(file.tensor("third") == nil)
    let data: [UInt8] = [1, 2, 3, 4, 5, 255, 0, 0, 128, 63]
    #expect(file.tensorHash == FNV1a.wordHash(data.span))
    #expect(Array(file.steps(of: second)) == [1, 2, 3, 4, 5, -1])
  }

  @Test("Tensors start at a multiple of sixteen bytes, whatever the header's length")
  func alignment() throws {
    for count in 0..<20 {
      let bytes = SafetensorsFile.serialized(
        metadata: ["k": String(repeating: "x", count: count)], tensors: [("t", "I8", [1], [7])])
      let file = try SafetensorsFile(bytes)
      #expect(file.dataStart % 16 == 0)
      #expect(bytes.count == file.dataStart + 1)
    }
  }

  @Test("Tensors may be listed in any order, and empty ones stand anywhere")
  func order() throws {
    let header =
      "{" + tensor("z", "I8", "[0]", "[2,2]") + "," + tensor("b", "I8", "[1]", "[2,3]") + ","
      + tensor("a", "I8", "[2]", "[0,2]") + "," + tensor("scalar", "I8", "[]", "[3,4]") + "}"
    let file = try SafetensorsFile(file(header, dataCount: 4))
    #expect(file.tensors.map(\.name) == ["a", "z", "b", "scalar"])
    #expect(file.metadata.isEmpty)
  }

  @Test("A file without bytes is empty, a shorter one than its header says is truncated")
  func short() {
    #expect(throws: ModelFileError.empty) { try SafetensorsFile([]) }
    #expect(throws: ModelFileError.truncated(expectedBytes: 8, foundBytes: 7)) {
      try SafetensorsFile([UInt8](repeating: 0, count: 7))
    }
    #expect(throws: ModelFileError.truncated(expectedBytes: 10, foundBytes: 9)) {
      try SafetensorsFile(file("{", length: 2))
    }
    let header = "{" + tensor("t", "I8", "[5]", "[0,5]") + "}"
    let whole = 8 + header.utf8.count + 5
    #expect(throws: ModelFileError.truncated(expectedBytes: whole, foundBytes: whole - 1)) {
      try SafetensorsFile(file(header, dataCount: 4))
    }
  }

  @Test(
    "A header length beyond the limit is refused before it is used",
    arguments: [UInt64(SafetensorsHeader.byteLimit) + 1, 1 << 32, .max >> 1, .max])
  func hugeHeader(length: UInt64) {
    #expect(throws: ModelFileError.malformedHeader("its header would have \(length) bytes")) {
      try SafetensorsFile(file("{}", length: length))
    }
  }

  @Test(
    "A header that is no safetensors header is refused",
    arguments: [
      "[]", "{", "{} x", #"{"__metadata__":[]}"#, #"{"__metadata__":{"a":1}}"#, #"{"t":1}"#,
      #"{"t":{"dtype":"I8","shape":[1]}}"#, #"{"t":{"dtype":"I8","data_offsets":[0,4]}}"#,
      #"{"a":1,"a":1}"#,
    ])
  func malformedHeader(header: String) {
    #expect(isMalformed(file(header, dataCount: 4)))
  }

  @Test(
    "A tensor whose place or form cannot be is refused",
    arguments: [
      ("F16", "[2]", "[0,4]"), ("i8", "[4]", "[0,4]"), ("I8", "[4.0]", "[0,4]"),
      ("I8", "[-4]", "[0,4]"), ("I8", "[-2,-2]", "[0,4]"), ("I8", "[\"4\"]", "[0,4]"),
      ("I8", "[4]", "[0]"), ("I8", "[4]", "[0,2,4]"), ("I8", "[4]", "[4,0]"),
      ("I8", "[4]", "[-4,0]"), ("I8", "[3]", "[0,4]"), ("F32", "[4]", "[0,4]"),
      ("I8", "[9223372036854775807,2]", "[0,4]"), ("F32", "[4611686018427387904]", "[0,0]"),
      ("I8", "[9223372036854775808]", "[0,4]"),
    ])
  func impossibleTensor(type: String, shape: String, offsets: String) {
    let header = "{" + tensor("t", type, shape, offsets) + "}"
    #expect(isMalformed(file(header, dataCount: 4)))
  }

  @Test("A tensor as long as numbers go is missing bytes, and nothing overflows")
  func endlessTensor() {
    let header = "{" + tensor("t", "I8", "[\(Int.max)]", "[0,\(Int.max)]") + "}"
    #expect(
      throws: ModelFileError.truncated(expectedBytes: .max, foundBytes: header.utf8.count + 8)
    ) {
      try SafetensorsFile(file(header))
    }
  }

  @Test(
    "Gaps, overlaps and bytes behind the last tensor are refused",
    arguments: [
      // The second tensor starts too late, too early, where the first does; the first not at 0.
      (0, 2, 3, 4), (0, 3, 2, 4), (0, 2, 0, 4), (1, 2, 2, 4), (0, 2, 2, 3),
    ])
  func gapsAndOverlaps(a: Int, b: Int, c: Int, d: Int) {
    let header =
      "{" + tensor("x", "I8", "[\(b - a)]", "[\(a),\(b)]") + ","
      + tensor("y", "I8", "[\(d - c)]", "[\(c),\(d)]") + "}"
    #expect(isMalformed(file(header, dataCount: 4)))
  }

  @Test("An overlap and a gap are told apart, by the tensor's name")
  func placeNames() {
    func refusal(_ second: String) -> ModelFileError? {
      let header =
        "{" + tensor("x", "I8", "[2]", "[0,2]") + "," + tensor("y", "I8", "[2]", second) + "}"
      do {
        _ = try SafetensorsFile(file(header, dataCount: 5))
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal("[1,3]") == .malformedHeader("tensor 'y' overlaps another"))
    #expect(refusal("[3,5]") == .malformedHeader("tensor 'y' leaves a gap before it"))
    #expect(refusal("[2,4]") == .malformedHeader("bytes follow the last tensor"))
  }

  @Test("A key of the metadata that occurs twice is refused, not the last one taken")
  func repeatedKey() {
    #expect(throws: ModelFileError.malformedHeader("metadata 'a' occurs twice")) {
      try SafetensorsFile(file(#"{"__metadata__":{"a":"1","b":"2","a":"1"}}"#))
    }
  }

  @Test("A tensor that occurs twice is refused by its name, and so is what it says twice")
  func repeatedTensor() {
    let one = tensor("t", "I8", "[0]", "[0,0]")
    #expect(throws: ModelFileError.malformedHeader("'t' occurs twice")) {
      try SafetensorsFile(file("{\(one),\(one)}"))
    }
    let shapes = #"{"t":{"dtype":"I8","shape":[0],"shape":[4],"data_offsets":[0,4]}}"#
    #expect(throws: ModelFileError.malformedHeader("'shape' of tensor 't' occurs twice")) {
      try SafetensorsFile(file(shapes, dataCount: 4))
    }
  }

  @Test("Eight dimensions are read, nine are refused")
  func dimensions() throws {
    func header(_ count: Int) -> String {
      let shape = Array(repeating: "1", count: count).joined(separator: ",")
      return "{" + tensor("t", "I8", "[\(shape)]", "[0,1]") + "}"
    }
    #expect(try SafetensorsFile(file(header(8), dataCount: 1)).tensors.count == 1)
    #expect(throws: ModelFileError.malformedHeader("tensor 't' has 9 dimensions")) {
      try SafetensorsFile(file(header(9), dataCount: 1))
    }
  }

  /// Whether the file is refused as no safetensors file.
  private func isMalformed(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try SafetensorsFile(bytes)
      return false
    } catch {
      if case .malformedHeader = error { return true } else { return false }
    }
  }
}
