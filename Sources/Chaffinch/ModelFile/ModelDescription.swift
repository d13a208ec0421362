// What a model file is made of, for people and reports: versions, provenance, tensors. Words and layout
// are the command's.

/// A model file as its header has it, with the model that it holds.
public struct ModelDescription: Sendable, Equatable {
  /// A tensor as it stands in the file.
  public struct Tensor: Sendable, Equatable {
    /// Its name, such as `text.naive_bayes.weights`.
    public let name: String
    /// `I8` or `F32`.
    public let type: String
    /// Its dimensions.
    public let shape: [Int]
    /// Its bytes in the file.
    public let byteCount: Int
  }

  /// A key of the header's metadata with its value.
  public typealias Entry = (key: String, value: String)

  /// The model.
  public let model: Model
  /// The header's metadata: versions, decision rules and provenance.
  public let metadata: [String: String]
  /// The tensors in the order of the file.
  public let tensors: [Tensor]
  /// The bytes of the file.
  public let byteCount: Int
  /// The bytes in front of the tensors.
  public let headerByteCount: Int

  /// Reads a model file.
  ///
  /// - Throws: as ``Model/init(serialized:)``.
  public init(serialized bytes: [UInt8]) throws(ModelFileError) {
    model = try Model(serialized: bytes)
    let file = try SafetensorsFile(bytes)
    metadata = file.metadata
    tensors = file.tensors.map {
      Tensor(name: $0.name, type: $0.type, shape: $0.shape, byteCount: $0.bytes.count)
    }
    byteCount = bytes.count
    headerByteCount = file.dataStart
  }

  /// The checksum of the tensors, sixteen digits.
  public var checksum: String { metadata["tensor_checksum"] ?? "" }

  /// What the model was trained on, by key.
  public var corpus: [Entry] { provenance { $0.hasPrefix("corpus") } }

  /// What it scored out of fold in training, by key.
  public var scores: [Entry] { provenance { $0.contains("out_of_fold") } }

  /// What else its provenance says, which is how it was trained, by key.
  public var settings: [Entry] {
    provenance { !$0.hasPrefix("corpus") && !$0.contains("out_of_fold") }
  }

  private func provenance(_ isIncluded: (String) -> Bool) -> [Entry] {
    model.provenance.filter { isIncluded($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The model's variants with their names, that for text first.
  public var variants: [(name: String, variant: Model.Variant)] {
    [("text", model.text)] + (model.markup.map { [("markup", $0)] } ?? [])
  }

  /// The context models of the variant `name`, with the names of their tensors and keys.
  public func contextModels(of name: String) -> [(name: String, model: ContextModel)] {
    let variant = name == "text" ? model.text : model.markup
    let parts: [(Model.ContextPart, ContextModel?)] = [
      (name == "text" ? .text : .page, variant?.context), (.fragment, variant?.fragmentContext),
    ]
    return parts.compactMap { part, model in model.map { (part.rawValue, $0) } }
  }
}
