// Training settings as a text: a line `name = value` for each. Reads and writes no file.

/// A settings text that cannot be read, and where.
public struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// What is wrong with it.
  public let reason: String

  /// Line and reason.
  public var description: String { "\(line): \(reason)" }
}

extension TrainingSettings {
  /// The settings as lines `name = value`, always in the same order; ``init(text:)`` reads them.
  public var text: String {
    TrainingSetting.allCases.map { "\($0.rawValue) = \($0.text(in: self))\n" }.joined()
  }

  /// Settings of a text of lines `name = value`. Settings that are not named are as in the default model;
  /// blank lines and lines that begin with `#` say nothing.
  ///
  /// - Throws: ``SettingsError`` for a line of another form, an unknown name, a value that the setting
  ///   cannot have and a name that stands twice.
  public init(text: String) throws(SettingsError) {
    self.init()
    var lines: [TrainingSetting: Int] = [:]
    let parts = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, part) in parts.enumerated() {
      let number = index + 1
      let line = Self.trimmed(part)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard let sign = line.firstIndex(of: "=") else {
        throw SettingsError(line: number, reason: "is no setting; write 'name = value'")
      }
      let name = Self.trimmed(line[..<sign])
      guard let setting = TrainingSetting(rawValue: String(name)) else {
        let names = TrainingSetting.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingsError(
          line: number, reason: "'\(name)' is no setting; the settings are \(names)")
      }
      if let first = lines.updateValue(number, forKey: setting) {
        throw SettingsError(
          line: number, reason: "'\(name)' stands in line \(first) too; remove one of them")
      }
      let value = Self.trimmed(line[line.index(after: sign)...])
      if let problem = setting.set(value, in: &self) {
        throw SettingsError(line: number, reason: "\(name) \(problem), not '\(value)'")
      }
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var result = text.drop(while: \.isWhitespace)
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}
