// In what two models differ: keys of the header, and weights as plain numbers. Says nothing of which is
// better; that is an evaluation's.

/// The differences between an old model and a new one.
public struct ModelDifference: Sendable, Equatable {
  /// A key whose values differ; `nil` where a model does not have it.
  public struct Entry: Sendable, Equatable {
    /// The key in the header's metadata.
    public let key: String
    /// Its value in the old model.
    public let old: String?
    /// Its value in the new model.
    public let new: String?
  }

  /// A tensor of weights in both models.
  public struct Tensor: Sendable, Equatable {
    /// Its name, as ``ModelDescription/plainTensors()`` has it.
    public let name: String
    /// Its dimensions in the old model; `nil` where it is not there.
    public let oldShape: [Int]?
    /// Its dimensions in the new model; `nil` where it is not there.
    public let newShape: [Int]?
    /// How its numbers differ; `nil` where the dimensions do.
    public let numbers: Numbers?

    /// Whether both models have the same numbers.
    public var isEqual: Bool { numbers.map { $0.differing == 0 } ?? false }
  }

  /// How numbers differ, after steps were multiplied by their scales.
  public struct Numbers: Sendable, Equatable {
    /// How many there are.
    public let count: Int
    /// How many differ.
    public let differing: Int
    /// The largest absolute difference.
    public let largest: Float
    /// The mean absolute difference of all, those that do not differ included.
    public let mean: Float
  }

  /// Keys that the format has, such as decision rules and the checksum, by key.
  public let format: [Entry]
  /// Keys of the provenance, by key.
  public let provenance: [Entry]
  /// All tensors: the old model's in its order, then those that only the new one has.
  public let tensors: [Tensor]

  /// Whether nothing differs.
  public var isEmpty: Bool {
    format.isEmpty && provenance.isEmpty && tensors.allSatisfy(\.isEqual)
  }

  /// Compares two models.
  ///
  /// - Complexity: O(weights), of which all of both models are held as single-precision numbers.
  public init(_ old: ModelDescription, _ new: ModelDescription) {
    let keys = Set(old.metadata.keys).union(new.metadata.keys).sorted()
    let entries = keys.map { Entry(key: $0, old: old.metadata[$0], new: new.metadata[$0]) }
      .filter { $0.old != $0.new }
    format = entries.filter { Model.reservedKeys.contains($0.key) }
    provenance = entries.filter { !Model.reservedKeys.contains($0.key) }
    let oldTensors = old.plainTensors()
    let newTensors = new.plainTensors()
    tensors =
      oldTensors.map { tensor in
        Self.compare(tensor, newTensors.first { $0.name == tensor.name })
      }
      + newTensors.filter { tensor in !oldTensors.contains { $0.name == tensor.name } }
      .map { Tensor(name: $0.name, oldShape: nil, newShape: $0.shape, numbers: nil) }
  }

  private static func compare(_ old: PlainTensor, _ new: PlainTensor?) -> Tensor {
    var numbers: Numbers?
    if let new, new.shape == old.shape {
      var differing = 0
      var largest: Float = 0
      var sum = 0.0
      for (left, right) in zip(old.values, new.values) where left != right {
        differing += 1
        largest = max(largest, abs(left - right))
        sum += Double(abs(left - right))
      }
      numbers = Numbers(
        count: old.values.count, differing: differing, largest: largest,
        mean: Float(sum / Double(max(old.values.count, 1))))
    }
    return Tensor(name: old.name, oldShape: old.shape, newShape: new?.shape, numbers: numbers)
  }
}
