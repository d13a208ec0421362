// Everything that can be wrong with a model file. The command adds the file's name.

/// A model file that cannot be used, and why.
public enum ModelFileError: Error, Equatable, Sendable {
  /// No bytes: the library was built before a model was trained.
  case empty
  /// The file ends before the header or a tensor does.
  case truncated(expectedBytes: Int, foundBytes: Int)
  /// The header announces more bytes than any model has.
  case tooLarge(bytes: Int, limit: Int)
  /// The header is no safetensors header.
  case malformedHeader(String)
  /// A safetensors file, but not one of ours.
  case notAModel
  /// Written in another format version.
  case formatVersion(found: String, expected: Int)
  /// Trained for another version of the feature space.
  case featureVersion(found: String, expected: Int)
  /// Trained for other labels or another order of them.
  case labels(found: String, expected: String)
  /// A value in the metadata is missing or out of its range.
  case metadata(key: String, found: String?)
  /// A tensor that the algorithm needs is not there.
  case missingTensor(String)
  /// A tensor has another type or shape than the model needs.
  case tensorShape(name: String, found: String, expected: String)
  /// A tensor holds a value that is not finite, or a scale below zero.
  case tensorValue(name: String)
  /// The tensors' bytes are not those that were written.
  case checksum(found: String, expected: String)
}

extension ModelFileError: CustomStringConvertible {
  /// What is wrong and what to do about it.
  public var description: String {
    switch self {
    case .empty:
      "the model is empty; train one with 'chaffinch train' or name one with --model"
    case .truncated(let expected, let found):
      "the model is truncated: \(found) bytes of \(expected); copy or train it again"
    case .tooLarge(let bytes, let limit):
      "the model's header announces \(bytes) bytes, more than the \(limit) that a model may have; "
        + "name a file written by 'chaffinch train'"
    case .malformedHeader(let reason):
      "not a safetensors file (\(reason)); name a file written by 'chaffinch train'"
    case .notAModel:
      "a safetensors file but not a Chaffinch model; name a file written by 'chaffinch train'"
    case .formatVersion(let found, let expected):
      "model format version \(found), this program reads version \(expected); "
        + "train again or use the matching program"
    case .featureVersion(let found, let expected):
      "the model was trained for feature version \(found), this program has version \(expected); "
        + "train again or use the matching program"
    case .labels(let found, let expected):
      "the model's labels are '\(found)', expected '\(expected)'; train again"
    case .metadata(let key, let found):
      "the model's header has no usable '\(key)'" + (found.map { " (found '\($0)')" } ?? "")
        + "; train again"
    case .missingTensor(let name):
      "the model has no tensor '\(name)'; train again"
    case .tensorShape(let name, let found, let expected):
      "the model's tensor '\(name)' is \(found), expected \(expected); train again"
    case .tensorValue(let name):
      "the model's tensor '\(name)' has a value that is not finite or a scale below 0; train again"
    case .checksum(let found, let expected):
      "the model's checksum is \(found), its header says \(expected): the file was damaged or "
        + "edited; copy or train it again"
    }
  }
}
