// What a labelling session begins with: which articles are left, and what is decided of them already.

import Chaffinch
import ChaffinchCorpus

/// The beginning of a session.
struct LabellingSetting {
  let classifier: ParagraphClassifier
  let unfinishedPath: String
  let usesColour: Bool
  let reviews: Bool
  /// The decisions that the input gives: its labels, unless they are reviewed.
  let given: [[LabellingSession.Decision?]]
  /// The same with what an earlier session left unfinished.
  let decisions: [[LabellingSession.Decision?]]
  /// The article to begin with.
  let start: Int
  /// Unfinished articles that are not in the queue, and not done.
  let others: [UnfinishedLabels.Item]

  /// The setting over the articles of `queue`.
  init(
    _ queue: ArticleQueue, _ classifier: ParagraphClassifier, unfinishedPath: String,
    done: Set<ArticleKey>, reviews: Bool
  ) throws(CommandError) {
    self.classifier = classifier
    self.unfinishedPath = unfinishedPath
    self.reviews = reviews
    usesColour = (System.environment("NO_COLOR") ?? "").isEmpty
    let unfinished = try UnfinishedLabels(readingFrom: unfinishedPath)
    let given: [[LabellingSession.Decision?]] = queue.entries.map { entry in
      entry.labels.map { label in reviews ? nil : label.map { .label($0) } }
    }
    self.given = given
    let unfinishedDecisions = unfinished.decisions
    decisions = zip(queue.entries, given).map { entry, given in
      let kept = unfinishedDecisions[entry.key]
      return kept?.count == given.count ? kept ?? given : given
    }
    start = queue.entries.firstIndex { $0.key == unfinished.current } ?? 0
    let keys = Set(queue.entries.map(\.key))
    others = unfinished.items.filter { !keys.contains($0.key) && !done.contains($0.key) }
  }
}
