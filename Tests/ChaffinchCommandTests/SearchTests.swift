// Tests `chaffinch train` with settings files and with a search for settings.

import Foundation
import Testing

@Suite struct SearchTests {
  private let small = TinyCorpus.settings + ["--context-iterations", "4"]

  @Test("A search gives the same on one thread and two, and its settings file the same model")
  func search() async throws {
    let workshop = try Workshop.withCorpus()
    func search(_ number: String) async throws -> Outcome {
      try await workshop.run(
        ["train", "corpus.tsv", "--search", "--search-budget", "2", "-o", "m\(number)"] + small
          + ["--search-table", "t\(number)", "--write-settings", "s\(number)"]
          + ["--threads", number])
    }
    let one = try await search("1")
    let two = try await search("2")
    #expect(one.status == 0, "\(one.error)")
    #expect(one.output == two.output)
    for name in ["m", "t", "s"] {
      #expect(try workshop.data("\(name)1") == workshop.data("\(name)2"))
    }
    // Two candidates, one rung, one of them chosen.
    let rows = try workshop.text("t1").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.map(\.count) == [11, 11, 11])
    #expect(rows.dropFirst().map { $0[0] } == ["1/1", "1/1"])
    #expect(rows.dropFirst().map { $0[2] } == ["6", "6"])
    #expect(rows.count { $0[9] == "yes" } == 1)
    #expect(rows[1][10] == "none")
    #expect(one.text.hasPrefix("search for settings: out-of-fold scores\n"))
    #expect(one.error.hasPrefix("search: rung 1 of 1, settings 1 of 2: macro-F1 "))
    // What options name is not searched.
    #expect(try workshop.text("s1").contains("table_bits = 10\n"))
    let again = try await workshop.run(
      ["train", "corpus.tsv", "--settings", "s1", "-o", "again"])
    #expect(again.status == 0, "\(again.error)")
    #expect(try workshop.data("again") == workshop.data("m1"))
  }

  @Test("Options override the settings file, and what was used is written")
  func overriding() async throws {
    let workshop = try Workshop.withCorpus()
    try workshop.write("settings", "folds = 2\ntable_bits = 9\niterations = 3\nseed = 5\n")
    let outcome = try await workshop.run(
      ["train", "corpus.tsv", "-o", "m", "--settings", "settings", "--table-bits", "8"]
        + ["--context-rounds", "0", "--write-settings", "used"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let used = try workshop.text("used")
    for line in ["folds = 2", "table_bits = 8", "iterations = 3", "seed = 5", "context_rounds = 0"]
    {
      #expect(used.contains(line + "\n"))
    }
  }

  @Test("A settings file that is wrong is refused by file and line, before the corpus is read")
  func wrongFile() async throws {
    let workshop = try Workshop()
    try workshop.write("settings", "seed = 1\nsmoothness = 1\n")
    let outcome = try await workshop.run(
      ["train", "nowhere.tsv", "-o", "m", "--settings", "settings"])
    #expect(outcome.status == 65)
    #expect(outcome.error.hasPrefix("chaffinch: settings:2: 'smoothness' is no setting; "))
    let missing = try await workshop.run(
      ["train", "nowhere.tsv", "-o", "m", "--settings", "nothing"])
    #expect(missing.status == 66)
    #expect(try workshop.names() == ["settings"])
  }

  @Test(
    "Options that do not go together or are out of range are refused",
    arguments: [
      (["--search-budget", "4"], "--search-budget and --search-table need --search"),
      (["--search-table", "t"], "--search-budget and --search-table need --search"),
      (["--search", "--search-budget", "0"], "--search-budget must be 1 to 256"),
      (["--write-settings", "m"], "must be different files"),
      (["--text-gates", "6"], "--text-gates must be 1 to 5"),
      (["--context-rounds", "5"], "--context-rounds must be 0 to 4"),
      (["--context-without", "doors"], "--context-without must be 'none' or some of neighbours"),
    ])
  func refused(options: [String], complaint: String) async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run(["train", "nowhere.tsv", "-o", "m"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains(complaint), "\(outcome.error)")
    #expect(try workshop.names() == [])
  }
}
