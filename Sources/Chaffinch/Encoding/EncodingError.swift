// Everything that can keep bytes from being decoded. Malformed bytes do not: they are replaced.

/// Text that cannot be decoded at all, and why.
///
/// Hides the standard library's type of the same name, which belongs to `Encodable`.
public enum EncodingError: Error, Equatable, Sendable {
  /// The system's iconv has no converter for the encoding of this name.
  case noConverter(String)
  /// An encoding that the Encoding Standard forbids to decode, since it hides markup from filters:
  /// `hz-gb-2312`, `iso-2022-cn`, `iso-2022-kr`.
  case unsupported(String)
}

extension EncodingError: CustomStringConvertible {
  /// What is wrong and what to do about it.
  public var description: String {
    switch self {
    case .noConverter(let name):
      "this system's iconv cannot decode \(name); install its converters (on Linux the C library's "
        + "gconv modules) or convert the input to UTF-8"
    case .unsupported(let name):
      "the input's encoding is not decoded for safety (\(name): HZ, ISO-2022-CN or ISO-2022-KR); "
        + "convert the input to UTF-8"
    }
  }
}
