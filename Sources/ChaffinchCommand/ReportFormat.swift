// The two forms in which subcommands say what they found. Finds nothing.

import ArgumentParser
import Chaffinch

/// How a report is printed.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json

  /// Appends a report in this form; the other one is not made.
  func append(
    text: @autoclosure () -> String, json: @autoclosure () -> JSONValue, to bytes: inout [UInt8]
  ) {
    switch self {
    case .text: bytes.append(contentsOf: text().utf8)
    case .json:
      json().append(to: &bytes, indent: 0)
      bytes.append(0x0A)
    }
  }
}
