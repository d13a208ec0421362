// The wrong predictions of a corpus, the surest first, and the few that tell most. Explains none.

import Chaffinch

/// Wrong predictions in order.
public struct MistakeList: Sendable, Equatable {
  /// All of them: those the model was surest of first, equal ones in the order of the corpus.
  public let all: [Mistake]

  /// The wrong predictions of a corpus. Paragraphs without a prediction are not among them.
  ///
  /// - Parameter includesText: whether paragraphs are quoted.
  /// - Complexity: O(n log n) for n paragraphs.
  public init(of corpus: ScoredCorpus, includesText: Bool = true) {
    var mistakes: [Mistake] = []
    for (number, scored) in corpus.articles.enumerated() {
      for index in scored.article.paragraphs.indices {
        if let mistake = Mistake(
          at: index, of: scored, number: number + 1, includesText: includesText)
        {
          mistakes.append(mistake)
        }
      }
    }
    all = mistakes.sorted {
      ($1.confidence, $0.articleNumber, $0.paragraph)
        < ($0.confidence, $1.articleNumber, $1.paragraph)
    }
  }

  /// A few mistakes for a reader with little time: each pair of a true and a predicted label gives its
  /// surest one in turn, the most frequent pair first, and no article gives more than two. The surest of
  /// them first.
  public func telling(_ count: Int = 10) -> [Mistake] {
    let labels = ParagraphLabel.allCases
    var queues = labels.flatMap { truth in
      labels.map { predicted in
        all.indices.filter {
          all[$0].truth.label == truth && all[$0].prediction.label == predicted
        }[...]
      }
    }.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map(\.element)
    var taken: [Int] = []
    var ofArticle: [Int: Int] = [:]
    while taken.count < count {
      let before = taken.count
      for queue in queues.indices where taken.count < count {
        while let place = queues[queue].popFirst() {
          guard ofArticle[all[place].articleNumber, default: 0] < 2 else { continue }
          ofArticle[all[place].articleNumber, default: 0] += 1
          taken.append(place)
          break
        }
      }
      if taken.count == before { break }
    }
    return taken.sorted().map { all[$0] }
  }
}
