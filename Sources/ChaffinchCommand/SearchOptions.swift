// The options of `train` that search for settings. Searches nothing.

import ArgumentParser

/// `--search` and what belongs to it.
struct SearchOptions: ParsableArguments {
  @Flag(
    help: """
      Before training, search for settings whose out-of-fold scores are better; those that options \
      name stay as they are.
      """)
  var search = false

  @Option(
    help: ArgumentHelp(
      """
      How many settings the search tries, 1 to 256; half of them go on to twice as many sites, and \
      so on. (default: 16)
      """, valueName: "n"))
  var searchBudget: Int?

  @Option(
    help: ArgumentHelp("Write what the search tried as TSV to FILE.", valueName: "file"),
    completion: .file())
  var searchTable: String?

  /// How many settings are tried.
  var budget: Int { searchBudget ?? 16 }

  func validate() throws {
    guard (1...256).contains(budget) else {
      throw ValidationError("--search-budget must be 1 to 256")
    }
    guard search || searchBudget == nil && searchTable == nil else {
      throw ValidationError("--search-budget and --search-table need --search")
    }
  }
}
