// Bytes in any encoding, as UTF-8 with a map back. Chooses the decoder; the decoders stand beside
// this file, and which encoding bytes are in is the sniffer's question.

/// Text as UTF-8 bytes that know where in the input they came from.
///
/// UTF-8 input is passed through: the same array, the identity map, malformed sequences left in
/// place (paragraphs repair them later), a byte-order mark left in place too, so that `utf8` may
/// begin with U+FEFF. All other decoders give well-formed UTF-8 without the mark.
public struct DecodedText: Sendable {
  /// The text; well-formed unless the input was UTF-8.
  public let utf8: [UInt8]
  /// From offsets in `utf8` to offsets in the input.
  public let map: OffsetMap
  /// The encoding that the input was read in.
  public let encoding: CharacterEncoding
  /// Malformed sequences that became U+FFFD; 0 for UTF-8 input, whose malformed bytes stay.
  public let replaced: Int

  /// Sniffs the encoding of `bytes` (see `sniffEncoding(of:forced:)`) and decodes them.
  public init(decoding bytes: [UInt8], forced: CharacterEncoding? = nil) throws(EncodingError) {
    let sniffed = sniffEncoding(of: bytes, forced: forced)
    try self.init(bytes, as: sniffed.encoding, skipping: sniffed.byteOrderMarkLength)
  }

  /// Decodes `bytes` as the Encoding Standard does, without their first `byteOrderMark` bytes
  /// (which UTF-8 keeps).
  ///
  /// Linear time. Nothing is copied for UTF-8, single-byte encodings cost about 2 ns a byte, the
  /// multibyte ones of East Asia a call of iconv for each different character. Every character maps
  /// back to exactly its bytes.
  public init(_ bytes: [UInt8], as encoding: CharacterEncoding, skipping byteOrderMark: Int)
    throws(EncodingError)
  {
    let start = min(max(byteOrderMark, 0), bytes.count)
    let parts: Parts
    switch DecodingMethod(encoding) {
    case .utf8:
      parts = Parts(utf8: bytes, map: .identity, replaced: 0)
    case .utf16(let bigEndian):
      parts = decodeUTF16(bytes, from: start, bigEndian: bigEndian).parts
    case .windows1252:
      parts = decodeSingleByte(bytes, from: start, table: .windows1252)
    case .userDefined:
      parts = decodeSingleByte(bytes, from: start, table: .userDefined)
    case .singleByte(let converters):
      guard let table = SingleByteTable(encoding, converters: converters) else {
        throw .noConverter(encoding.name)
      }
      parts = decodeSingleByte(bytes, from: start, table: table)
    case .multibyte(let scheme):
      guard var decoder = MultibyteDecoder(scheme) else { throw .noConverter(encoding.name) }
      parts = decoder.decode(bytes, from: start).parts
    case .replacement:
      throw .unsupported(encoding.name)
    }
    utf8 = parts.utf8
    map = parts.map
    replaced = parts.replaced
    self.encoding = encoding
  }

  /// What a decoder returns.
  struct Parts {
    let utf8: [UInt8]
    let map: OffsetMap
    let replaced: Int
  }
}

extension DecodedTextBuilder {
  /// What was collected.
  var parts: DecodedText.Parts {
    DecodedText.Parts(utf8: utf8, map: map, replaced: replaced)
  }
}
