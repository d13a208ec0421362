// Decodes single-byte encodings by table. Where the table comes from is `SingleByteTable`'s.

/// Decodes `bytes` from `start` on; bytes that stand for nothing become U+FFFD.
///
/// Writes four bytes for every character and moves on by its length, which spares a branch.
func decodeSingleByte(_ bytes: [UInt8], from start: Int, table: SingleByteTable)
  -> DecodedText.Parts
{
  let source = bytes.span
  let words = source.bytes
  let replacement = UInt32(truncatingIfNeeded: PackedUTF8.replacement.bits)
  let ascii = (0..<128 as Range<UInt32>)
  let characters = ascii + table.upperHalf.map { $0 == 0 ? replacement : $0 }
  // U+0000 has a length too.
  let lengths = characters.map { max(4 - $0.leadingZeroBitCount / 8, 1) }

  let (count, runCount) = decodedSize(source, from: start, lengths: lengths.span)
  // The last character may be written in four bytes, eight of ASCII are written at once.
  let padding = 8
  var utf8 = [UInt8](repeating: 0, count: count + padding)
  var runs: [OffsetMap.Run] = []
  runs.reserveCapacity(runCount)
  var replaced = 0
  do {
    let characters = characters.span
    let lengths = lengths.span
    var target = utf8.mutableSpan
    var output = target.mutableBytes
    var position = start
    var written = 0
    // A run is as many characters of the same length as there are: a word, where the script is not
    // Latin.
    var runLength = 0
    while position < source.count {
      if runLength == 1, position &+ 8 <= source.count {
        let word = words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          output.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
          position &+= 8
          written &+= 8
          continue
        }
      }
      let byte = Int(source[position])
      let character = characters[byte]
      let length = lengths[byte]
      if length != runLength {
        runLength = length
        runs.append(
          OffsetMap.Run(
            decodedStart: written, sourceStart: position,
            decodedUnit: UInt64(truncatingIfNeeded: length), sourceUnit: 1))
      }
      if character == replacement { replaced &+= 1 }
      output.storeBytes(of: character.littleEndian, toByteOffset: written, as: UInt32.self)
      written &+= length
      position &+= 1
    }
  }
  utf8.removeLast(padding)
  return DecodedText.Parts(
    utf8: utf8, map: OffsetMap(runs: runs, decodedCount: count), replaced: replaced)
}

/// How many bytes of UTF-8 the bytes from `start` on become, and in how many runs of characters of
/// the same length.
private func decodedSize(_ source: Span<UInt8>, from start: Int, lengths: Span<Int>)
  -> (count: Int, runs: Int)
{
  var count = 0
  var runs = 0
  var last = 0
  var position = start
  while position < source.count {
    let length = lengths[Int(source[position])]
    count &+= length
    runs &+= length == last ? 0 : 1
    last = length
    position &+= 1
  }
  return (count, runs)
}
