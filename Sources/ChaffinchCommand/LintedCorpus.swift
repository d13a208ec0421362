// A corpus with its labels under suspicion: joins what training, likeness and confident learning say of each
// labelled paragraph with its place. Prints nothing.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// A corpus and the ranking of its labels.
struct LintedCorpus {
  /// Where an article stood.
  struct Source {
    let file: String
    /// Its number in the file, from 1; articles that were left out as malformed do not count.
    let number: Int
  }

  /// A labelled paragraph: places in ``articles`` and in the article's paragraphs.
  struct Place {
    let article: Int
    let paragraph: Int
  }

  let fingerprint: String
  /// The articles but the partly labelled ones.
  let articles: [LabelledArticle]
  /// Where each of them stood.
  let sources: [Source]
  /// How many partly labelled articles there are besides.
  let partlyLabelled: Int
  /// The labelled paragraphs: the ranking's indices are places here.
  let places: [Place]
  /// What models say of them that never saw their sites.
  let predictions: [Prediction]
  /// What the labels of paragraphs that are alike say of them.
  let agreement: LabelAgreement
  let learning: ConfidentLearning

  /// Ranks the labels of a corpus.
  ///
  /// - Parameters:
  ///   - files: the names of the corpus's files and how many of its articles each has, in order.
  ///   - judged: its articles but the partly labelled ones, in order.
  init(_ corpus: Corpus, files: [(name: String, count: Int)], judged: [JudgedArticle]) {
    fingerprint = corpus.fingerprint
    articles = judged.map(\.article)
    let sources = files.flatMap { file in
      (0..<file.count).map { Source(file: file.name, number: $0 + 1) }
    }
    self.sources = zip(sources, corpus.articles).compactMap {
      $1.isPartlyLabelled ? nil : $0
    }
    partlyLabelled = corpus.articles.count - articles.count
    places = articles.enumerated().flatMap { number, article in
      article.paragraphs.indices.filter { article.paragraphs[$0].label != nil }
        .map { Place(article: number, paragraph: $0) }
    }
    predictions = judged.flatMap(\.predictions)
    let labels = articles.flatMap { $0.labels.map(\.label) }
    let alike = AlikeParagraphs(articles)
    agreement = LabelAgreement(labels: labels, kinds: [alike.templates, alike.texts])
    learning = ConfidentLearning(
      labels: labels, probabilities: agreement.mixing(predictions.map(\.probabilities)))
  }
}
