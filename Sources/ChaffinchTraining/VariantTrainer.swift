// Trains the variants of a model: local models out of fold, their calibration, the context models over
// the articles and over views of them, final models. Reads no corpus and writes no file.

import Chaffinch
import ChaffinchCorpus

/// The training run of a model's variants.
struct VariantTrainer {
  let settings: TrainingSettings
  let shards: Shards
  /// Whether the final local models are of no interest.
  let onlyJudges: Bool

  /// What the variant for text says of the articles with markup, out of fold: the context model's class
  /// scores of every paragraph. Empty without a context model.
  struct Opinions: Sendable {
    var pages: [[ClassVector]] = []
    var fragments: [[ClassVector]] = []
  }

  /// The variant for text: of the labelled paragraphs of all articles.
  func text(_ articles: TrainingArticles, _ progress: (ModelTrainer.Stage) -> Void) -> (
    variant: TrainedModel.Variant, opinions: Opinions
  ) {
    let learned = articles.whole.map {
      PlacedArticle(article: $0.article.textOfLabels, fold: $0.fold)
    }
    let judged = (articles.pages + articles.fragments).map {
      PlacedArticle(article: $0.article.unlabelledText, fold: $0.fold)
    }
    let local = local(learned + judged, scored: learned.count, usesMarkup: false, progress)
    let views = Array(local.views[..<learned.count])
    let extracted = extractedViews(articles.whole, views)
    let all = views + extracted
    var context: TrainedContext?
    if settings.contextRounds > 0 {
      context = ContextTrainer(settings: settings, shards: shards).train(
        on: all, judging: Array(local.views[learned.count...]), scores: local.scores,
        usesMarkup: false, progress: { progress(.context($0)) })
    }
    let models = final(local, progress)
    var opinions = Opinions()
    if let scores = context?.scores {
      let judged = scores[all.count...]
      opinions.pages = Array(judged.prefix(articles.pages.count))
      opinions.fragments = Array(judged.dropFirst(articles.pages.count))
    }
    let variant = TrainedModel.Variant(
      variant: variant(local, models, context: context?.model, fragmentContext: nil),
      usesMarkup: false, corpus: Corpus(articles: articles.whole.map(\.article)),
      outOfFold: local.predictions(of: all, in: 0..<views.count, by: context),
      fragments: Corpus(articles: []), fragmentsOutOfFold: [],
      extracted: Corpus(articles: articles.whole.compactMap(\.article.extractedView)),
      extractedOutOfFold: local.predictions(of: all, in: views.count..<all.count, by: context),
      naiveBayes: models.naiveBayes, logisticRegression: models.logisticRegression,
      examples: local.examples)
    return (variant, opinions)
  }

  /// The variant for markup: of pages and of parts of pages.
  func markup(
    _ articles: TrainingArticles, opinions: Opinions, _ progress: (ModelTrainer.Stage) -> Void
  ) -> TrainedModel.Variant {
    let pages = articles.pages
    let local = local(
      pages + articles.partial + articles.fragments + articles.texts, scored: pages.count,
      usesMarkup: true, progress)
    let end = pages.count + articles.partial.count
    let views = Array(local.views[..<end])
    let fragmentViews = Array(local.views[end...].prefix(articles.fragments.count))
    var context: TrainedContext?
    var fragmentContext: TrainedContext?
    if settings.contextRounds > 0 {
      let trainer = ContextTrainer(settings: settings, shards: shards)
      context = trainer.train(
        on: views, scores: local.scores, opinions: opinions.pages, usesMarkup: true,
        progress: { progress(.context($0)) })
      if !fragmentViews.isEmpty {
        fragmentContext = trainer.train(
          on: fragmentViews, scores: local.scores, opinions: opinions.fragments,
          usesMarkup: true, progress: { progress(.context($0)) })
      }
    }
    let models = final(local, progress)
    // A model of nothing but items of feeds has no pages to learn from.
    let isFragments = pages.allSatisfy { $0.article.markup?.isFragment ?? false }
    return TrainedModel.Variant(
      variant: variant(
        local, models, context: context?.model,
        fragmentContext: fragmentContext?.model ?? (isFragments ? context?.model : nil)),
      usesMarkup: true, corpus: Corpus(articles: pages.map(\.article)),
      outOfFold: local.predictions(of: views, in: 0..<pages.count, by: context),
      fragments: Corpus(articles: articles.fragments.map(\.article)),
      fragmentsOutOfFold: local.predictions(
        of: fragmentViews, in: 0..<fragmentViews.count,
        by: fragmentContext?.judgingListsTogether(articles.fragments)),
      extracted: Corpus(articles: []), extractedOutOfFold: [],
      naiveBayes: models.naiveBayes, logisticRegression: models.logisticRegression,
      examples: local.examples)
  }

  private func final(_ local: LocalResults, _ progress: (ModelTrainer.Stage) -> Void)
    -> LocalModels
  {
    var settings = settings
    if onlyJudges { settings.iterations = 1 }
    // The mean of the folds' models is near: each of them saw most of the examples.
    return LocalModels.train(
      on: local.examples, startingFrom: local.models, settings: settings, shards: shards
    ) {
      progress(.final(iteration: $0, objective: $1))
    }
  }

  private func variant(
    _ local: LocalResults, _ models: LocalModels, context: ContextModel?,
    fragmentContext: ContextModel?
  ) -> Model.Variant {
    Model.Variant(
      algorithm: settings.algorithm, decisionRule: local.rule,
      naiveBayes: models.naiveBayes.map { QuantizedWeights($0) },
      logisticRegression: models.logisticRegression.map { QuantizedWeights($0) },
      context: context, fragmentContext: fragmentContext)
  }

  /// The local models' results on some articles, of which the first `scored` fit the rule.
  private func local(
    _ articles: [PlacedArticle], scored: Int, usesMarkup: Bool,
    _ progress: (ModelTrainer.Stage) -> Void
  ) -> LocalResults {
    progress(.features)
    let examples = ExampleMatrix(
      articles.map(\.article), table: FeatureTable(bits: settings.tableBits),
      usesMarkup: usesMarkup, shards: shards)
    progress(.folds(settings.folds))
    let (scores, models) = OutOfFold(settings: settings, shards: shards).scores(
      examples,
      foldOfExample: articles.flatMap {
        repeatElement($0.fold, count: $0.article.paragraphs.count)
      })
    let count = articles[..<scored].reduce(0) { $0 + $1.article.paragraphs.count }
    let labelled = (0..<count).filter { examples.knowledge[$0].label != nil }
    let rule = Calibrator(settings.algorithm, shards: shards).rule(
      labelled.map { scores[$0] }, labels: labelled.compactMap { examples.knowledge[$0].label })
    return LocalResults(
      examples: examples, models: models, rule: rule,
      scores: scores.map {
        ParagraphScores(
          naiveBayes: $0.naiveBayes, logisticRegression: $0.logisticRegression, rule: rule)
      },
      views: views(articles, examples.forms, usesMarkup: usesMarkup))
  }

  /// Each article as the context model sees it.
  private func views(_ articles: [PlacedArticle], _ forms: [TextForm], usesMarkup: Bool)
    -> [ContextView]
  {
    var starts: [Int] = [0]
    for placed in articles {
      starts.append(starts[starts.count - 1] + placed.article.paragraphs.count)
    }
    let first = starts
    return shards.map(articles.count) { index in
      let article = articles[index].article
      let rows = first[index]..<first[index + 1]
      return ContextView(
        rows: Array(rows), knowledge: Knowledge.of(article),
        context: ArticleContext(
          places: article.paragraphs.map(\.markup),
          forms: Array(forms[rows]),
          words: usesMarkup ? article.markup.map { MarkupWords($0) } : nil,
          metadata: article.metadata),
        fold: articles[index].fold)
    }
  }

  /// The articles as other extractors hand them on: the same paragraphs, fewer of them.
  private func extractedViews(_ articles: [PlacedArticle], _ views: [ContextView])
    -> [ContextView]
  {
    zip(articles, views).compactMap { placed, view in
      guard placed.article.extractedView != nil else { return nil }
      let labelled = placed.article.paragraphs.filter { $0.label != nil }
      let kept = labelled.indices.filter { labelled[$0].isExtracted }
      return ContextView(
        rows: kept.map { view.rows[$0] }, knowledge: kept.map { view.knowledge[$0] },
        context: view.context.choosing(kept), fold: view.fold)
    }
  }
}

/// What the local models of one variant give: a row for each paragraph.
private struct LocalResults {
  let examples: ExampleMatrix
  /// The models of the folds.
  let models: [LocalModels]
  /// How the scores become probabilities, fitted to the scored articles' labels.
  let rule: DecisionRule
  /// The out-of-fold scores.
  let scores: [ParagraphScores]
  /// The articles in order.
  let views: [ContextView]

  /// The out-of-fold predictions of the labelled paragraphs of some views: the context model's, or the
  /// local models' where there is none.
  func predictions(of views: [ContextView], in range: Range<Int>, by context: TrainedContext?)
    -> [Prediction]
  {
    var result: [Prediction] = []
    for index in range {
      let view = views[index]
      for (place, knowledge) in view.knowledge.enumerated() where knowledge.label != nil {
        result.append(
          context?.outOfFold[index][place]
            ?? rule.prediction(of: scores[view.rows[place]].probabilities))
      }
    }
    return result
  }
}
