// The safetensors container: a JSON header and raw little-endian tensors
// (https://github.com/huggingface/safetensors, "Format"). The header's checks are in
// `SafetensorsHeader`. Knows nothing of models.

/// A file of named tensors with string metadata.
package struct SafetensorsFile {
  /// A tensor's place and form.
  struct Tensor: Equatable {
    let name: String
    /// `I8` or `F32`.
    let type: String
    let shape: [Int]
    /// Its bytes, from the start of the tensor section.
    let bytes: Range<Int>

    /// The form as messages show it, such as `I8[262144, 4]`.
    var form: String { "\(type)\(shape)" }
  }

  let metadata: [String: String]
  let tensors: [Tensor]
  /// The whole file.
  let bytes: ModelBytes
  /// Where the tensor section starts.
  let dataStart: Int

  /// Reads the header and checks that the tensors fill the rest of the file without gap or overlap.
  init(_ bytes: ModelBytes) throws(ModelFileError) {
    let header = try SafetensorsHeader(bytes)
    guard bytes.count >= header.fileSize else {
      throw .truncated(expectedBytes: header.fileSize, foundBytes: bytes.count)
    }
    guard bytes.count == header.fileSize else {
      throw .malformedHeader("bytes follow the last tensor")
    }
    metadata = header.metadata
    tensors = header.tensors
    dataStart = header.dataStart
    self.bytes = bytes
  }

  /// Reads the header of a file's bytes, likewise.
  init(_ bytes: [UInt8]) throws(ModelFileError) { try self.init(.array(bytes)) }

  /// Whether it is the model that is built into the library.
  var isBuiltIn: Bool { if case .builtIn = bytes { true } else { false } }

  /// The checksum of the tensor section.
  ///
  /// - Complexity: O(bytes).
  var tensorHash: UInt64 { bytes.withSpan(of: dataStart..<bytes.count) { FNV1a.wordHash($0) } }

  /// The tensor `name`, if it is there.
  func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// A tensor of type `I8`, where it is.
  func steps(of tensor: Tensor) -> WeightSteps {
    WeightSteps(
      bytes, dataStart + tensor.bytes.lowerBound..<dataStart + tensor.bytes.upperBound)
  }

  /// The bytes of a tensor.
  func data(of tensor: Tensor) -> ArraySlice<UInt8> {
    bytes[dataStart + tensor.bytes.lowerBound..<dataStart + tensor.bytes.upperBound]
  }

  /// The file with `tensors` in the given order and metadata sorted by key; the header is padded
  /// with spaces so that tensors start at a multiple of 16 bytes.
  package static func serialized(
    metadata: [String: String], tensors: [(name: String, type: String, shape: [Int], data: [UInt8])]
  ) -> [UInt8] {
    let pairs = metadata.sorted { $0.key < $1.key }.map {
      (key: $0.key, value: JSONValue.string($0.value))
    }
    var members = [(key: "__metadata__", value: JSONValue.object(pairs))]
    var position = 0
    for tensor in tensors {
      let end = position + tensor.data.count
      members.append(
        (
          tensor.name,
          .object([
            ("dtype", .string(tensor.type)),
            ("shape", .array(tensor.shape.map { .number(String($0)) })),
            ("data_offsets", .array([.number(String(position)), .number(String(end))])),
          ])
        ))
      position = end
    }
    var header: [UInt8] = []
    JSONValue.object(members).append(to: &header)
    while (8 + header.count) % 16 != 0 { header.append(UInt8(ascii: " ")) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + position)
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * shift))) }
    bytes += header
    for tensor in tensors { bytes += tensor.data }
    return bytes
  }
}
