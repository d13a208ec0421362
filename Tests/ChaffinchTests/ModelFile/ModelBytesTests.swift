// Tests the bytes of model files, of an array and built in.

import Testing

@testable import Chaffinch

@Suite("Bytes of a model file")
struct ModelBytesTests {
  @Test("A part of an array is that part, whichever way it is asked for")
  func array() {
    let bytes = ModelBytes.array([1, 2, 0xFE, 4])
    #expect(bytes.count == 4)
    #expect(bytes[1..<3] == [2, 0xFE])
    #expect(bytes.withSpan(of: 1..<3) { [$0[0], $0[1]] } == [2, 0xFE])
    #expect(bytes.withSignedSpan(of: 1..<3) { [$0[0], $0[1]] } == [2, -2])
    #expect(bytes.withSpan(of: 4..<4) { $0.isEmpty })
  }

  @Test("The built-in bytes are those that the library hands out")
  func builtIn() throws {
    let all = Model.bundledBytes()
    try #require(ModelBytes.builtIn.count == all.count)
    let middle = all.count / 2..<all.count / 2 + 100
    #expect(ModelBytes.builtIn[middle] == all[middle])
    #expect(
      ModelBytes.builtIn.withSpan(of: middle) { span in span.indices.map { span[$0] } }
        == Array(all[middle]))
    #expect(
      ModelBytes.builtIn.withSignedSpan(of: middle) { span in span.indices.map { span[$0] } }
        == all[middle].map { Int8(bitPattern: $0) })
  }

  @Test("The built-in model's header is read from its own bytes alone, and is the same")
  func header() throws {
    let own = try SafetensorsHeader(.builtIn)
    let read = try SafetensorsHeader(Model.bundledBytes())
    #expect(own.metadata == read.metadata)
    #expect(own.tensors == read.tensors)
    #expect(own.fileSize == read.fileSize)
  }
}
