// The terms of the local models' scores: a paragraph's features by name, gathered by bucket. Names are
// recovered by reading the paragraph again; scores are the classifier's.

extension ClassifierVariant {
  /// What naive Bayes and logistic regression say of a paragraph, term by term.
  ///
  /// - Parameters:
  ///   - named: the paragraph's features with their names, those of markup where they are to count.
  ///   - features: the same without names.
  /// - Complexity: O(features).
  func explanation(
    of named: [NamedFeature], _ features: LocalFeatures, _ level: ScoreExplanation.Level
  ) -> ScoreExplanation {
    let scores = weights.scores(features, usesMarkup: level == .localMarkup)
    let bias = weights.bias
    var terms = [
      ExplanationTerm(
        "bias", group: "bias", firstValue: 1, secondValue: 1, first: bias.naiveBayes,
        second: bias.logisticRegression)
    ]
    for bucket in LocalBuckets(named, features, weights).buckets {
      let row = weights.weights(of: bucket.number)
      terms.append(
        ExplanationTerm(
          bucket.features, row: bucket.number, firstValue: bucket.value, secondValue: bucket.value,
          first: row.naiveBayes * bucket.value, second: row.logisticRegression * bucket.value))
    }
    return ScoreExplanation(
      level: level, terms: terms, first: scores.naiveBayes, second: scores.logisticRegression,
      rule: rule)
  }
}

/// A paragraph's features by the bucket that they fell in.
private struct LocalBuckets {
  struct Bucket {
    let number: Int
    var features: [ExplanationTerm.Feature] = []
    var value: Float = 0
  }

  /// What makes two occurrences one feature for a reader.
  private struct Key: Hashable {
    let bucket: Int
    let group: FeatureGroup
    let name: String
  }

  /// The buckets in order of their first features.
  private(set) var buckets: [Bucket] = []

  init(_ named: [NamedFeature], _ features: LocalFeatures, _ weights: PackedWeights) {
    var places: [Int: Int] = [:]
    var counts: [Key: Int] = [:]
    var keys: [Key] = []
    for feature in named {
      let number = weights.bucket(of: feature.hash)
      let place = places[number, default: buckets.count]
      if place == buckets.count {
        places[number] = place
        buckets.append(Bucket(number: number))
      }
      buckets[place].value += Self.value(of: feature.group, in: features)
      let key = Key(bucket: place, group: feature.group, name: feature.name)
      if counts.updateValue(counts[key, default: 0] + 1, forKey: key) == nil { keys.append(key) }
    }
    for key in keys {
      buckets[key.bucket].features.append(
        ExplanationTerm.Feature(
          name: key.name, group: key.group.name, count: counts[key, default: 1]))
    }
  }

  /// What an occurrence is worth.
  private static func value(of group: FeatureGroup, in features: LocalFeatures) -> Float {
    switch group {
    case .text: features.textValue
    case .shape: LocalFeatures.shapeValue
    case .markup: LocalFeatures.markupValue
    }
  }
}

extension FeatureGroup {
  /// The group's name.
  var name: String {
    switch self {
    case .text: "text"
    case .shape: "shape"
    case .markup: "markup"
    }
  }
}
