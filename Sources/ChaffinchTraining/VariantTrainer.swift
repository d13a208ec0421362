// Trains one variant of a model: local models out of fold, their calibration, the context models over
// the articles and over views of them, final models. Reads no corpus and writes no file.

import Chaffinch
import ChaffinchCorpus

/// The training run of one variant.
struct VariantTrainer {
  let settings: TrainingSettings
  let shards: Shards
  let usesMarkup: Bool
  /// The articles that are scored.
  let corpus: Corpus
  /// Items of feeds, which the variant for markup learns from besides.
  let items: Corpus
  /// Partly labelled pages, which are learned from and not scored.
  let partial: Corpus
  /// Articles without markup, whose texts the local models of the variant for markup learn besides.
  let texts: Corpus
  /// The fold of each article of ``corpus``, ``items``, ``partial`` and ``texts``.
  let folds: [Int]

  /// An article with its fold.
  private struct Placed {
    let article: LabelledArticle
    let fold: Int
  }

  /// All but the final local models.
  private struct Judged {
    let examples: ExampleMatrix
    let rule: DecisionRule
    let context: ContextModel?
    let fragmentContext: ContextModel?
    let predictions: VariantPredictions
  }

  func train(_ progress: (ModelTrainer.Stage) -> Void) -> TrainedModel.Variant {
    let judged = judged(progress)
    let models = LocalModels.train(
      on: judged.examples, settings: settings, shards: shards
    ) {
      progress(.final(iteration: $0, objective: $1))
    }
    // A model of nothing but items of feeds has no pages to learn from.
    let isFragments =
      usesMarkup && corpus.articles.allSatisfy { $0.markup?.isFragment ?? false }
    return TrainedModel.Variant(
      variant: Model.Variant(
        algorithm: settings.algorithm, decisionRule: judged.rule,
        naiveBayes: models.naiveBayes.map { QuantizedWeights($0) },
        logisticRegression: models.logisticRegression.map { QuantizedWeights($0) },
        context: judged.context,
        fragmentContext: judged.fragmentContext ?? (isFragments ? judged.context : nil)),
      usesMarkup: usesMarkup, predictions: judged.predictions,
      naiveBayes: models.naiveBayes, logisticRegression: models.logisticRegression)
  }

  /// The out-of-fold predictions alone.
  func predictions(_ progress: (ModelTrainer.Stage) -> Void) -> VariantPredictions {
    judged(progress).predictions
  }

  private func judged(_ progress: (ModelTrainer.Stage) -> Void) -> Judged {
    let pages = zip(corpus.articles, folds).map {
      Placed(article: usesMarkup ? $0 : $0.textOfLabels, fold: $1)
    }
    var fragments: [Placed] = []
    if usesMarkup {
      // Behind all pages stand their inner parts, each in its page's fold, and the items.
      fragments = zip(corpus.articles, folds).compactMap { article, fold in
        article.fragment.map { Placed(article: $0, fold: fold) }
      }
      fragments += zip(items.articles, folds[corpus.articles.count...]).map {
        Placed(article: $0, fold: $1)
      }
    }
    let extra = zip(
      partial.articles, folds[(corpus.articles.count + items.articles.count)...]
    ).map {
      Placed(article: usesMarkup ? $0 : $0.textOfLabels, fold: $1)
    }
    let written = zip(texts.articles, folds.suffix(texts.articles.count)).map {
      Placed(article: $0, fold: $1)
    }
    let all = pages + extra + fragments + written
    progress(.features)
    let examples = ExampleMatrix(
      all.map(\.article), table: FeatureTable(bits: settings.tableBits), usesMarkup: usesMarkup,
      shards: shards)
    progress(.folds(settings.folds))
    let local = OutOfFold(settings: settings, shards: shards).scores(
      examples,
      foldOfExample: all.flatMap { repeatElement($0.fold, count: $0.article.paragraphs.count) })
    let rule = localRule(local, examples, of: pages)
    let scores = local.map {
      ParagraphScores(
        naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression, rule: rule)
    }
    let plain = scores.map { rule.prediction(of: $0.probabilities) }
    let views = views(all, examples.forms)
    let pageViews = Array(views[..<pages.count])
    let extraViews = Array(views[pages.count..<pages.count + extra.count])
    let fragmentViews = Array(views[(pages.count + extra.count)...].prefix(fragments.count))
    let extracted = usesMarkup ? [] : extractedViews(pageViews)
    var context: TrainedContext?
    var fragmentContext: TrainedContext?
    if settings.contextRounds > 0 {
      let trainer = ContextTrainer(settings: settings, shards: shards)
      context = trainer.train(
        on: pageViews + extracted + extraViews, scores: scores, usesMarkup: usesMarkup,
        calibrates: { $0 < pageViews.count + extracted.count },
        progress: { progress(.context($0)) })
      if !fragmentViews.isEmpty {
        fragmentContext = trainer.train(
          on: fragmentViews, scores: scores, usesMarkup: true,
          progress: { progress(.context($0)) })
      }
    }
    let viewsOfAll = pageViews + extracted
    func outOfFold(_ range: Range<Int>, _ views: [ContextView], _ trained: TrainedContext?)
      -> [Prediction]
    {
      var result: [Prediction] = []
      for index in range {
        let view = views[index]
        for (place, knowledge) in view.knowledge.enumerated() where knowledge.label != nil {
          result.append(trained?.outOfFold[index][place] ?? plain[view.rows[place]])
        }
      }
      return result
    }
    return Judged(
      examples: examples, rule: rule, context: context?.model,
      fragmentContext: fragmentContext?.model,
      predictions: VariantPredictions(
        corpus: corpus, outOfFold: outOfFold(0..<pages.count, viewsOfAll, context),
        fragments: Corpus(articles: fragments.map(\.article)),
        fragmentsOutOfFold: outOfFold(0..<fragmentViews.count, fragmentViews, fragmentContext),
        extracted: Corpus(
          articles: corpus.articles.compactMap { usesMarkup ? nil : $0.extractedView }),
        extractedOutOfFold: outOfFold(pages.count..<viewsOfAll.count, viewsOfAll, context)))
  }

  /// The rule by which the local models' scores become probabilities, fitted to the pages' labels.
  private func localRule(
    _ scores: [LocalScores], _ examples: ExampleMatrix, of pages: [Placed]
  ) -> DecisionRule {
    let count = pages.reduce(0) { $0 + $1.article.paragraphs.count }
    let labelled = (0..<count).filter { examples.knowledge[$0].label != nil }
    return Calibrator(settings.algorithm).rule(
      labelled.map { scores[$0] }, labels: labelled.compactMap { examples.knowledge[$0].label })
  }

  /// Each article as the context model sees it.
  private func views(_ all: [Placed], _ forms: [TextForm]) -> [ContextView] {
    var starts: [Int] = [0]
    for placed in all { starts.append(starts[starts.count - 1] + placed.article.paragraphs.count) }
    let first = starts
    let usesMarkup = usesMarkup
    let articles = all.map { ($0.article, $0.fold) }
    return shards.map(all.count) { index in
      let (article, fold) = articles[index]
      let rows = first[index]..<first[index + 1]
      return ContextView(
        rows: Array(rows), knowledge: Knowledge.of(article),
        context: ArticleContext(
          texts: article.paragraphs.map(\.text), places: article.paragraphs.map(\.markup),
          forms: Array(forms[rows]),
          words: usesMarkup ? article.markup.map { MarkupWords($0) } : nil,
          metadata: article.metadata),
        fold: fold)
    }
  }

  /// The articles as other extractors hand them on: the same paragraphs, fewer of them.
  private func extractedViews(_ views: [ContextView]) -> [ContextView] {
    zip(corpus.articles, views).compactMap { article, view in
      guard article.extractedView != nil else { return nil }
      let labelled = article.paragraphs.filter { $0.label != nil }
      let kept = labelled.indices.filter { labelled[$0].isExtracted }
      return ContextView(
        rows: kept.map { view.rows[$0] }, knowledge: kept.map { view.knowledge[$0] },
        context: view.context.choosing(kept), fold: view.fold)
    }
  }
}

extension LabelledArticle {
  /// What extractors keep, where that is not all: a view of its own.
  var extractedView: LabelledArticle? {
    paragraphs.allSatisfy { $0.isExtracted || $0.label == nil } ? nil : extracted
  }

  /// Whether some paragraphs are only known not to be content.
  var isPartlyLabelled: Bool { paragraphs.contains(where: \.isNotContent) }

  /// The labelled paragraphs alone, as text.
  var textOfLabels: LabelledArticle {
    LabelledArticle(
      id: id, site: site, language: language,
      paragraphs: paragraphs.filter { $0.label != nil || $0.isNotContent }.map {
        LabelledParagraph(
          text: $0.text, label: $0.label, isNotContent: $0.isNotContent,
          isExtracted: $0.isExtracted)
      })
  }
}
