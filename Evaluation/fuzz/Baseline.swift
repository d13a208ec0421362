// Fuzzes the reading of the gate's floors.

@testable import Chaffinch
@testable import ChaffinchCorpus
@testable import ChaffinchEvaluation

/// Tries one input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBaseline(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let baseline = try? GateBaseline(parsing: inputBytes(start, count)) else { return 0 }
  let text = baseline.text
  guard let again = try? GateBaseline(parsing: Array(text.utf8)) else {
    fatalError("property broken: written floors are read")
  }
  check(again.names == baseline.names, "the corpora's names stay")
  check(again.text == text, "written floors are written alike")
  return 0
}
