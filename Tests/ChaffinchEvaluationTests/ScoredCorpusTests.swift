// Tests corpora with predictions: what counts as missed, and that scores are sums over articles.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchEvaluation

@Suite struct ScoredCorpusTests {
  @Test("A labelled paragraph without a prediction counts as one that was not found")
  func missing() {
    let confusion = scored([(.content, .content), (.byline, nil), (nil, .promo)]).evaluation
      .confusion
    #expect(confusion.total == 2)
    #expect(confusion.unmatched(of: .byline) == 1)
    #expect(confusion[truth: .content, predicted: .content] == 1)
  }

  @Test("Predictions that are missing at the end are none; those too many are dropped")
  func lengths() {
    let article = scored([(.content, .content), (.promo, .promo)]).article
    #expect(ScoredArticle(article: article, predictions: []).predictions == [nil, nil])
    let many = ScoredArticle(
      article: article, predictions: [sure(.promo), sure(.promo), sure(.byline)])
    #expect(many.predictions == [sure(.promo), sure(.promo)])
  }

  @Test("The scores of a corpus are those of its paragraphs in one list")
  func sums() {
    let first = scored([(.content, .content), (.content, .promo)])
    let second = scored([(.promo, .promo), (.caption, .content)])
    let corpus = ScoredCorpus([first, second])
    let all = Evaluation(
      labels: [.content, .content, .promo, .caption],
      predictions: [sure(.content), sure(.promo), sure(.promo), sure(.content)])
    #expect(corpus.evaluation.confusion == all.confusion)
    #expect(corpus.evaluation.brierScore == all.brierScore)
    #expect(corpus.evaluation.calibrationError == all.calibrationError)
    #expect(
      corpus.articleEvaluations.map(\.confusion) == [
        first.evaluation.confusion, second.evaluation.confusion,
      ])
  }

  @Test("Cleaning scores weigh paragraphs by their characters")
  func cleaning() {
    // 30 characters of content are kept and 10 lost; 5 of promo are left, 5 removed.
    let corpus = ScoredCorpus([
      scored([(.content, .content)], length: 30), scored([(.content, .promo)], length: 10),
      scored([(.promo, .content), (.paywall, .promo)], length: 5),
    ])
    #expect(corpus.evaluation.cleaningToContent.contentLost == 0.25)
    #expect(corpus.evaluation.cleaningToContent.promoLeft == 0.5)
  }

  @Test("Content that is called a caption is lost to readers of text and stays on pages")
  func policies() {
    let evaluation = scored([(.content, .caption)]).evaluation
    #expect(evaluation.cleaningToContent.contentLost == 1)
    #expect(evaluation.cleaningPromos.contentLost == 0)
    #expect(evaluation.cleaningPromos.promoLeft == nil)
  }
}
