// The header of a safetensors file, read from the file's first bytes and checked before anything that
// it announces is read. Reads no tensor.

/// What a file says of its tensors.
struct SafetensorsHeader {
  /// A header longer than this is refused before it is read.
  static let byteLimit = 1 << 20

  /// A tensor of more dimensions is refused.
  static let dimensionLimit = 8

  let metadata: [String: String]
  /// The tensors in order of their places: they follow each other without gap or overlap.
  let tensors: [SafetensorsFile.Tensor]
  /// Where the tensor section starts.
  let dataStart: Int
  /// The bytes that the whole file must have; `Int.max` where they are more than that.
  let fileSize: Int

  /// Reads the header at the start of `bytes`, which may be a part of the file: all of it, or
  /// ``byteLimit`` + 8 bytes.
  ///
  /// - Complexity: O(n log n) for a header of n bytes, whatever sizes it announces.
  init(_ bytes: [UInt8]) throws(ModelFileError) { try self.init(.array(bytes)) }

  /// Reads the header likewise; of built-in bytes no more is copied than the header has.
  init(_ file: ModelBytes) throws(ModelFileError) {
    let bytes = Self.start(of: file)
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count >= 8 else { throw .truncated(expectedBytes: 8, foundBytes: bytes.count) }
    var length: UInt64 = 0
    for index in 0..<8 { length |= UInt64(bytes[index]) << UInt64(8 * index) }
    guard length <= Self.byteLimit else {
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
    if let name = Self.repeatedKey(members) { throw .malformedHeader("'\(name)' occurs twice") }
    var metadata: [String: String] = [:]
    var tensors: [SafetensorsFile.Tensor] = []
    for member in members {
      if member.key == "__metadata__" {
        metadata = try Self.metadata(member.value)
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
      guard tensor.bytes.lowerBound >= position else {
        throw .malformedHeader("tensor '\(tensor.name)' overlaps another")
      }
      guard tensor.bytes.lowerBound == position else {
        throw .malformedHeader("tensor '\(tensor.name)' leaves a gap before it")
      }
      position = tensor.bytes.upperBound
    }
    let (size, overflow) = dataStart.addingReportingOverflow(position)
    self.metadata = metadata
    self.tensors = tensors
    self.dataStart = dataStart
    fileSize = overflow ? .max : size
  }

  private static func start(of file: ModelBytes) -> [UInt8] {
    switch file {
    case .array(let bytes): return bytes
    case .builtIn:
      let length = file[0..<min(8, file.count)].reversed().reduce(0) { $0 &<< 8 | Int($1) }
      return Array(file[0..<min(8 + min(max(length, 0), byteLimit), file.count)])
    }
  }

  /// The first key that stands for the second time.
  private static func repeatedKey(_ members: [(key: String, value: JSONValue)]) -> String? {
    var keys: Set<String> = []
    return members.first { !keys.insert($0.key).inserted }?.key
  }

  private static func metadata(_ value: JSONValue) throws(ModelFileError) -> [String: String] {
    guard case .object(let pairs) = value else {
      throw .malformedHeader("__metadata__ is no object")
    }
    var metadata: [String: String] = [:]
    for pair in pairs {
      guard let text = pair.value.string else {
        throw .malformedHeader("metadata '\(pair.key)' is no string")
      }
      guard metadata.updateValue(text, forKey: pair.key) == nil else {
        throw .malformedHeader("metadata '\(pair.key)' occurs twice")
      }
    }
    return metadata
  }

  private static func tensor(
    _ name: String, _ value: JSONValue
  ) throws(ModelFileError) -> SafetensorsFile.Tensor {
    if case .object(let members) = value, let key = repeatedKey(members) {
      throw .malformedHeader("'\(key)' of tensor '\(name)' occurs twice")
    }
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
    guard shape.count <= dimensionLimit else {
      throw .malformedHeader("tensor '\(name)' has \(shape.count) dimensions")
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
    return SafetensorsFile.Tensor(
      name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }
}
