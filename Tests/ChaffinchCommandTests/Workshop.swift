// A folder of its own for a test, the tiny corpus and the model that most tests use.

import Foundation
import Testing

/// A folder in which a test runs the command; it goes when the test ends.
final class Workshop: Sendable {
  private let root: URL
  /// The folder the command runs in.
  let folder: URL

  init() throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("chaffinch-\(UUID().uuidString)")
    folder = root.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A workshop with `model.safetensors` in it.
  static func withModel() async throws -> Workshop {
    let workshop = try Workshop()
    try workshop.write("model.safetensors", try await model.value)
    return workshop
  }

  /// A workshop with `corpus.tsv` in it.
  static func withCorpus() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.write("corpus.tsv", TinyCorpus.text)
    return workshop
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  /// The model of the tiny corpus, trained once for all tests.
  private static let model = Task {
    let workshop = try withCorpus()
    let outcome = try await workshop.run(
      ["train", "corpus.tsv", "--output", "m"] + TinyCorpus.settings)
    try #require(outcome.status == 0, "\(outcome.error)")
    return try workshop.data("m")
  }

  /// Runs the command in the folder.
  func run(
    _ arguments: [String], input: Data = Data(), outputPath: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await CommandRun.run(
      arguments, in: folder, scratch: root, input: input, outputPath: outputPath,
      environment: environment)
  }

  /// Runs `arguments` with the model of the folder.
  func runWithModel(
    _ arguments: [String], input: String = "", outputPath: String? = nil
  ) async throws -> Outcome {
    try await run(
      arguments + ["--model", "model.safetensors"], input: Data(input.utf8),
      outputPath: outputPath)
  }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws { try data.write(to: url(name)) }

  func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  func text(_ name: String) throws -> String {
    String(decoding: try data(name), as: UTF8.self)
  }

  /// What is in the folder, partial files too.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}

/// Six sites of seven paragraphs each, four in English and two said to be in German.
enum TinyCorpus {
  static let content = "The river rose in the night and the council closed the lower bridge."
  static let caption = "Photo: the lower bridge at dawn. Credit: A. Keller"
  static let promo = "Sign up for our newsletter"
  static let byline = "By Anna Keller, staff writer"

  /// Options that make training quick.
  static let settings = [
    "--table-bits", "10", "--folds", "2", "--iterations", "8", "--context-rounds", "0",
  ]

  static let text = (0..<6).map(article).joined(separator: "\n")

  /// The same articles as JSON Lines, all but the last with markup that speaks of the labels.
  static let pages = (0..<6).map { site in
    let rows = article(site).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.components(separatedBy: "\t") }
    let paragraphs = rows.enumerated().map { number, row in
      let place = site < 5 ? #","element":\#(number + 1),"linkDensity":0.5"# : ""
      return #"{"text":"\#(row[1])","label":"\#(row[0])"\#(place)}"#
    }
    let elements = rows.map { #",["p","\#($0[0])-box",0]"# }.joined()
    let markup = site < 5 ? #","elements":[["article","post",null]\#(elements)]"# : ""
    return #"{"site":"site\#(site).example","language":"\#(site < 4 ? "en" : "de")","paragraphs":"#
      + "[\(paragraphs.joined(separator: ","))]\(markup)}\n"
  }.joined()

  private static func article(_ site: Int) -> String {
    """
    # site: site\(site).example
    # language: \(site < 4 ? "en" : "de")
    # id: article-\(site)
    promo\t\(promo)
    content\t\(content)
    byline\t\(byline)
    caption\t\(caption)
    content\tFarmers moved their cattle to higher ground before the rain arrived on Sunday.
    content\tShe said the harvest would be late but not lost, the \(site + 2)th time in ten years.
    paywall\tSubscribe now to keep reading this article

    """
  }
}
