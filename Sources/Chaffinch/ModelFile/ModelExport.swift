// The weights as a plain safetensors file, for programs that know nothing of this library. It is no
// model file: it is not read back.

extension ModelDescription {
  /// The version of the names in an export.
  public static let exportVersion = 1

  /// The bytes of a safetensors file with all weights as float32, named as
  /// ``plainTensors()`` has them.
  ///
  /// The metadata has the model's own, as strings: the decision rules' numbers, `labels`, the order of the
  /// classes, and the provenance; further, for each variant, `table_bits`: a feature's row are as
  /// many upper bits of its 32-bit hash; and for each context model `features`: their names in the
  /// order of the rows, one a line.
  ///
  /// - Complexity: O(weights), about eight bytes each.
  public func exported() -> [UInt8] {
    var metadata = metadata
    metadata["format"] = "chaffinch-weights"
    metadata["format_version"] = String(Self.exportVersion)
    metadata["tensor_checksum"] = nil
    metadata["model_checksum"] = checksum
    for (name, variant) in variants {
      metadata["\(name).table_bits"] = String(variant.featureTable.bits)
      for (part, _) in contextModels(of: name) {
        metadata["\(part).features"] =
          ContextModel.featureNames(usesMarkup: name != "text").joined(separator: "\n")
      }
    }
    let tensors: [Model.Tensor] = plainTensors().map { tensor in
      var data: [UInt8] = []
      data.reserveCapacity(tensor.values.count * 4)
      for value in tensor.values {
        let bits = value.bitPattern
        data.append(UInt8(truncatingIfNeeded: bits))
        data.append(UInt8(truncatingIfNeeded: bits >> 8))
        data.append(UInt8(truncatingIfNeeded: bits >> 16))
        data.append(UInt8(truncatingIfNeeded: bits >> 24))
      }
      return (tensor.name, "F32", tensor.shape, data)
    }
    return SafetensorsFile.serialized(metadata: metadata, tensors: tensors)
  }
}
