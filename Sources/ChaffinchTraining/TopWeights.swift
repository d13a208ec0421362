// The largest weights of a trained model with the names of their features, for people. Names are
// recovered from the corpus, since hashes have no way back.

import Chaffinch
import ChaffinchCorpus

/// The features that speak most for each class.
public struct TopWeights: Sendable {
  /// A feature and its weight.
  public struct Feature: Sendable, Equatable {
    /// As in ``NamedFeature/name``; of several in one bucket the most frequent among its first occurrences.
    public let name: String
    /// Logistic regression's weight, or naive Bayes' log-probability, less its mean over the classes.
    public let weight: Float
  }

  private let byLabel: [[Feature]]

  /// The `count` largest weights of each class of a variant, named by the features of its corpus.
  ///
  /// - Complexity: extracts the corpus's features once.
  public init(_ trained: TrainedModel.Variant, count: Int) {
    let weights = (trained.logisticRegression?.weights ?? trained.naiveBayes?.weights ?? []).map {
      row in
      var sum: Float = 0
      for lane in 0..<InnerLabel.count { sum += row[lane] }
      return row - sum / Float(InnerLabel.count)
    }
    let table = FeatureTable(rows: weights.count)
    let chosen = InnerLabel.allCases.map { label in
      weights.indices.sorted {
        (weights[$1][label], $0) < (weights[$0][label], $1)
      }.prefix(count)
    }
    var isOpen = [Bool](repeating: false, count: table.rows)
    for bucket in chosen.joined() { isOpen[bucket] = true }
    let names = Self.names(trained, table, &isOpen)
    byLabel = zip(InnerLabel.allCases, chosen).map { label, buckets in
      buckets.compactMap { bucket in
        guard weights[bucket][label] > 0,
          let name = names[bucket]?.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key
        else { return nil }
        return Feature(name: name, weight: weights[bucket][label])
      }
    }
  }

  /// Occurrences of a bucket by which it is named: the first.
  private static let occurrenceLimit = 64

  /// How often each name occurs in the buckets that are open; one that occurred often enough is closed.
  private static func names(
    _ trained: TrainedModel.Variant, _ table: FeatureTable, _ isOpen: inout [Bool]
  ) -> [Int: [String: Int]] {
    var names: [Int: [String: Int]] = [:]
    var occurrences = [Int](repeating: 0, count: table.rows)
    let extractor = LocalFeatureExtractor()
    var hashes = LocalFeatures()
    for article in trained.corpus.articles + trained.fragments.articles {
      let words = trained.usesMarkup ? article.markup.map { MarkupWords($0) } : nil
      for (index, paragraph) in article.paragraphs.enumerated() where paragraph.label != nil {
        let position = ArticlePosition(index, of: article.paragraphs.count)
        extractor.extract(
          paragraph.text, at: paragraph.markup, in: words, position: position, into: &hashes)
        // Making names takes much longer than finding features.
        let isWanted = [hashes.textHashes, hashes.shapeHashes, hashes.markupHashes].contains {
          $0.contains { isOpen[table.bucket(of: $0)] }
        }
        guard isWanted else { continue }
        for feature in extractor.named(
          paragraph.text, at: paragraph.markup, in: words, position: position)
        {
          let bucket = table.bucket(of: feature.hash)
          guard isOpen[bucket] else { continue }
          names[bucket, default: [:]][feature.name, default: 0] += 1
          occurrences[bucket] += 1
          if occurrences[bucket] == occurrenceLimit { isOpen[bucket] = false }
        }
      }
    }
    return names
  }

  /// The features that speak most for a class, strongest first.
  public func features(of label: InnerLabel) -> [Feature] { byLabel[label.rawValue] }

  /// A weight with two decimals.
  public static func format(_ weight: Float) -> String {
    let hundredths = Int((weight.magnitude * 100).rounded())
    let fraction = String(100 + hundredths % 100).dropFirst()
    return "\(weight < 0 ? "-" : "")\(hundredths / 100).\(fraction)"
  }
}
