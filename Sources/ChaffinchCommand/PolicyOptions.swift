// Options that say what `clean` keeps.

import ArgumentParser
import Chaffinch
import ChaffinchFeeds

/// `--keep`, `--minimum-probability` and `--maximum-removed-share`.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Labels to keep, separated by commas: content, caption, promo, byline. (default: content; "
        + "content,caption,byline for HTML and feeds)", valueName: "labels"))
  var keep: LabelList?

  @Option(
    help: ArgumentHelp(
      "Remove a paragraph only when the labels that are not kept are this probable together, 0 to "
        + "1. (default: 0.5)", valueName: "p"))
  var minimumProbability: Float?

  @Option(
    help: ArgumentHelp(
      "Leave an article as it is when more than this share of its text would go, 0 to 1. "
        + "(default: 0.5 for items of feeds, 1 for the rest)", valueName: "share"))
  var maximumRemovedShare: Double?

  func validate() throws {
    guard minimumProbability.map({ (0...1).contains($0) }) ?? true else {
      throw ValidationError("--minimum-probability must be 0 to 1")
    }
    guard maximumRemovedShare.map({ (0...1).contains($0) }) ?? true else {
      throw ValidationError("--maximum-removed-share must be 0 to 1")
    }
  }

  /// The labels that stay where output has a form.
  func labels(for form: Clean.OutputFormat) -> LabelList {
    if let keep { return keep }
    let keepsForm = form == .html || form == .feed
    return LabelList(labels: keepsForm ? [.content, .caption, .byline] : [.content])
  }

  /// What to do with inputs of a format where output has a form.
  func policy(for format: InputFormat, as form: Clean.OutputFormat) -> CleaningPolicy {
    let standard: CleaningPolicy = format == .feed ? .feedItem : .contentOnly
    return CleaningPolicy(
      keep: Set(labels(for: form).labels),
      minimumProbability: minimumProbability ?? standard.minimumProbability,
      maximumRemovedShare: maximumRemovedShare ?? standard.maximumRemovedShare)
  }
}

/// Labels separated by commas.
struct LabelList: ExpressibleByArgument {
  let labels: [ParagraphLabel]

  init(labels: [ParagraphLabel]) {
    self.labels = labels
  }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    labels = names.compactMap { ParagraphLabel(name: $0) }
    guard labels.count == names.count else { return nil }
  }

  var defaultValueDescription: String { labels.map(\.name).joined(separator: ",") }
}
