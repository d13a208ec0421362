// The option that says which member of JSON Lines records holds the article.

import ArgumentParser
import Chaffinch
import ChaffinchFeeds

/// `--field`.
struct FieldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read JSON Lines, the article of each in the member NAME: a text, or a page if it looks like "
        + "one; --input-format text or html says which. (default: 'paragraphs', else 'text', else "
        + "'html')", valueName: "name"))
  var field: String?

  /// Where records have their articles.
  ///
  /// - Parameter inputFormat: what the files are said to be; with a field, what it holds.
  func source(_ inputFormat: InputFormat?) throws(CommandError) -> RecordSource {
    guard let field else { return RecordSource() }
    let format: DocumentFormat? =
      switch inputFormat {
      case nil, .jsonLines: nil
      case .text: .text
      case .html: .html
      case .feed:
        throw .usage("--field is for JSON Lines, and --input-format feed is not; leave one out")
      }
    return RecordSource(member: field, format: format)
  }

  /// The options to read files with: those that have a field are JSON Lines.
  func options(_ inputOptions: InputOptions) -> InputOptions {
    guard field != nil else { return inputOptions }
    var options = inputOptions
    options.inputFormat = .jsonLines
    return options
  }
}
