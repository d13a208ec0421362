// Judges the items of a list together: show notes are a list of links and sponsors are one, but seldom
// one list is both. Used for parts of pages, such as items of feeds, and not for whole pages, where
// lists are told by what stands around them.

/// Moves the predictions for the items of a list towards one another.
struct ListConsensus {
  /// The weight of the list against the item's own; chosen on parts of training pages and written items
  /// of feeds, out of fold.
  static let weight: Float = 0.7
  /// The elements around a paragraph among which its list is looked for.
  private static let levels = 8

  /// The paragraphs' places by list, in order of the lists' first items.
  private let lists: [[Int]]

  /// The lists of more than one paragraph among `places` in `markup`.
  ///
  /// - Complexity: O(paragraphs).
  init(_ places: [ParagraphMarkup?], in markup: ArticleMarkup) {
    var order: [Int: Int] = [:]
    var lists: [[Int]] = []
    for (index, place) in places.enumerated() {
      guard let element = place?.element, place?.surroundings.contains(.listItem) == true,
        let item = markup.path(from: element, count: Self.levels).first(where: {
          markup.name(of: $0) == "li"
        }), let list = markup.elements[item].parent
      else { continue }
      let number = order[list, default: lists.count]
      if number == lists.count {
        order[list] = number
        lists.append([])
      }
      lists[number].append(index)
    }
    self.lists = lists.filter { $0.count > 1 }
  }

  /// The predictions with each list's own made alike: ``scores(_:)`` for every item of a list, of
  /// which `rule` decides anew.
  func applied(to predictions: [Prediction], rule: DecisionRule) -> [Prediction] {
    var result = predictions
    for (index, scores) in scores(predictions) {
      result[index] = rule.prediction(of: softmax(scores))
    }
    return result
  }

  /// The class scores of the paragraphs that stand in lists, list by list: each item's logarithms of
  /// probabilities are mixed with their mean over the list (a logarithmic opinion pool).
  func scores(_ predictions: [Prediction]) -> [(index: Int, scores: ClassVector)] {
    var result: [(index: Int, scores: ClassVector)] = []
    for list in lists {
      let logarithms = list.map { Self.logarithms(predictions[$0]) }
      let mean = logarithms.reduce(ClassVector.zero, +) / Float(list.count)
      for (index, own) in zip(list, logarithms) {
        result.append((index, own + (mean - own) * Self.weight))
      }
    }
    return result
  }

  private static func logarithms(_ prediction: Prediction) -> ClassVector {
    var result = ClassVector.zero
    let promo = prediction.probability(of: .promo)
    for (label, probability) in [
      (InnerLabel.content, prediction.probability(of: .content)),
      (.caption, prediction.probability(of: .caption)), (.promo, promo - prediction.paywall),
      (.byline, prediction.probability(of: .byline)), (.paywall, prediction.paywall),
    ] {
      result[label] = Float(naturalLogarithm(Double(max(probability, 1e-4))))
    }
    return result
  }
}

extension DecisionRule {
  /// The predictions for paragraphs of a part of a page, the items of each list judged together.
  public func consensus(
    _ predictions: [Prediction], at places: [ParagraphMarkup?], in markup: ArticleMarkup
  ) -> [Prediction] {
    ListConsensus(places, in: markup).applied(to: predictions, rule: self)
  }
}
