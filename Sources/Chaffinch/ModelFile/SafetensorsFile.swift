// The safetensors container: a JSON header and raw little-endian tensors
// (https://github.com/huggingface/safetensors, "Format"). Knows nothing of models.

/// A file of named tensors with string metadata.
struct SafetensorsFile {
  /// A tensor's place and form.
  struct Tensor: Equatable {
    let name: String
    /// `I8` or `F32`.
    let type: String
    let shape: [Int]
    /// Its bytes, from the start of the tensor section.
    let bytes: Range<Int>

    /// The form as messages show it, such as `I8[262144, 5]`.
    var form: String { "\(type)\(shape)" }
  }

  /// A header longer than this is refused before it is read.
  static let headerLimit = 1 << 20

  let metadata: [String: String]
  let tensors: [Tensor]
  /// The whole file.
  let bytes: [UInt8]
  /// Where the tensor section starts.
  let dataStart: Int

  /// Reads the header and checks that the tensors fill the rest of the file without gap or overlap.
  init(_ bytes: [UInt8]) throws(ModelFileError) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count >= 8 else { throw .truncated(expectedBytes: 8, foundBytes: bytes.count) }
    var length: UInt64 = 0
    for index in 0..<8 { length |= UInt64(bytes[index]) << UInt64(8 * index) }
    guard length <= Self.headerLimit else {
      throw .malformedHeader("its header would have \(length) bytes")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= bytes.count else {
      throw .truncated(expectedBytes: dataStart, foundBytes: bytes.count)
    }
    let header: JSONValue
    do {
      header = try JSONValue(parsing: bytes, range: 8..<dataStart)
    } catch {
      throw .malformedHeader(error.description)
    }
    guard case .object(let members) = header else { throw .malformedHeader("no object") }
    guard Set(members.map(\.key)).count == members.count else {
      throw .malformedHeader("a name occurs twice")
    }
    var metadata: [String: String] = [:]
    var tensors: [Tensor] = []
    for member in members {
      if member.key == "__metadata__" {
        guard case .object(let pairs) = member.value else {
          throw .malformedHeader("__metadata__ is no object")
        }
        for pair in pairs {
          guard let text = pair.value.string else {
            throw .malformedHeader("metadata '\(pair.key)' is no string")
          }
          metadata[pair.key] = text
        }
      } else {
        tensors.append(try Self.tensor(member.key, member.value))
      }
    }
    // An empty tensor stands before the one that starts where it does.
    tensors.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    var position = 0
    for tensor in tensors {
      guard tensor.bytes.lowerBound == position else {
        throw .malformedHeader("tensor '\(tensor.name)' leaves a gap or overlaps another")
      }
      position = tensor.bytes.upperBound
    }
    let found = bytes.count - dataStart
    guard found >= position else {
      let (expected, overflow) = dataStart.addingReportingOverflow(position)
      throw .truncated(expectedBytes: overflow ? .max : expected, foundBytes: bytes.count)
    }
    guard found == position else {
      throw .malformedHeader("\(found - position) bytes follow the last tensor")
    }
    self.metadata = metadata
    self.tensors = tensors
    self.bytes = bytes
    self.dataStart = dataStart
  }

  private static func tensor(_ name: String, _ value: JSONValue) throws(ModelFileError) -> Tensor {
    guard let type = value["dtype"]?.string,
      let shape = value["shape"]?.array?.compactMap(\.int),
      shape.count == value["shape"]?.array?.count,
      let offsets = value["data_offsets"]?.array?.compactMap(\.int), offsets.count == 2,
      offsets[0] >= 0, offsets[0] <= offsets[1]
    else { throw .malformedHeader("tensor '\(name)' lacks dtype, shape or data_offsets") }
    let width: Int
    switch type {
    case "I8": width = 1
    case "F32": width = 4
    default: throw .malformedHeader("tensor '\(name)' has type \(type), not I8 or F32")
    }
    var count = width
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard dimension >= 0, !overflow else {
        throw .malformedHeader("tensor '\(name)' has an impossible shape")
      }
      count = product
    }
    guard count == offsets[1] - offsets[0] else {
      throw .malformedHeader("tensor '\(name)' does not fill its data_offsets")
    }
    return Tensor(name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// The bytes of the tensor section.
  var data: ArraySlice<UInt8> { bytes[dataStart...] }

  /// The tensor `name`, if it is there.
  func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// The bytes of a tensor.
  func data(of tensor: Tensor) -> ArraySlice<UInt8> {
    bytes[dataStart + tensor.bytes.lowerBound..<dataStart + tensor.bytes.upperBound]
  }

  /// The file with `tensors` in the given order and metadata sorted by key; the header is padded
  /// with spaces so that tensors start at a multiple of 16 bytes.
  static func serialized(
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
