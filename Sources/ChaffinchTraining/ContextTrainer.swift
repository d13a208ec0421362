// Trains the context model: round by round on out-of-fold scores, so that no round sees what a model
// says of an article it was trained on. Trains no local model.

import Chaffinch
import ChaffinchCorpus

/// An article as the context model sees it in training: a sequence of paragraphs, whose scores come
/// from local models that never saw its site.
struct ContextView: Sendable {
  /// Where its paragraphs stand among all scored ones.
  let rows: [Int]
  /// What is known of each paragraph.
  let knowledge: [Knowledge]
  /// The context that does not depend on scores.
  let context: ArticleContext
  /// The article's fold.
  let fold: Int
}

/// A context model and what it says of the articles that it was trained on.
struct TrainedContext: Sendable {
  let model: ContextModel
  /// The prediction for every paragraph of every view, by models of other folds.
  let outOfFold: [[Prediction]]
  /// The class scores of every paragraph of every view, then of those that were only judged, by models
  /// of other folds.
  let scores: [[ClassVector]]
}

extension TrainedContext {
  /// The same with the items of each list in parts of pages judged together, as the classifier does.
  func judgingListsTogether(_ articles: [PlacedArticle]) -> TrainedContext {
    let judged = zip(articles, outOfFold).map { placed, predictions in
      placed.article.markup.map {
        model.rule.consensus(
          predictions, at: placed.article.paragraphs.map(\.markup), in: $0)
      } ?? predictions
    }
    return TrainedContext(model: model, outOfFold: judged, scores: scores)
  }
}

/// Trains a ``ContextModel``.
struct ContextTrainer: Sendable {
  let settings: TrainingSettings
  let shards: Shards

  /// The model of some views of articles.
  ///
  /// - Parameters:
  ///   - judging: views that are not learned from.
  ///   - scores: the out-of-fold scores of all paragraphs that the views' rows refer to.
  ///   - opinions: what the variant for text says of the first views, for the decision rule, which is
  ///     fitted to these alone; empty for a rule of the model itself, fitted to all views.
  func train(
    on views: [ContextView], judging: [ContextView] = [], scores: [ParagraphScores],
    opinions: [[ClassVector]] = [], usesMarkup: Bool, progress: (Int) -> Void = { _ in }
  ) -> TrainedContext {
    let all = views + judging
    var scoresOfView = all.map { view in view.rows.map { scores[$0] } }
    var rounds: [ContextModel.Round] = []
    var combined: [[ClassVector]] = []
    for round in 0..<max(settings.contextRounds, 1) {
      progress(round + 1)
      if round > 0 {
        scoresOfView = zip(scoresOfView, combined).map { scores, combined in
          zip(scores, combined).map { $0.with(combined: $1) }
        }
      }
      let models = models(
        examples(views, scoresOfView, usesMarkup: usesMarkup), keptColumns(usesMarkup: usesMarkup))
      rounds.append(models.final)
      let current = scoresOfView
      combined = shards.map(all.count) { index in
        models.folds[all[index].fold].scores(current[index], in: all[index].context)
      }
    }
    let fitting = opinions.isEmpty ? views.count : opinions.count
    let rule = rule(Array(views[..<fitting]), combined, opinions)
    let outOfFold = views.indices.map { index in
      combined[index].indices.map { place in
        rule.prediction(
          naiveBayes: index < opinions.count ? opinions[index][place] : .zero,
          logisticRegression: combined[index][place])
      }
    }
    return TrainedContext(
      model: ContextModel(rounds: rounds, rule: rule), outOfFold: outOfFold,
      scores: combined)
  }

  /// The features of the paragraphs that count.
  private func examples(
    _ views: [ContextView], _ scores: [[ParagraphScores]], usesMarkup: Bool
  ) -> DenseExamples {
    let chosen = views.map { view in
      view.knowledge.indices.filter { view.knowledge[$0] != .unknown }
    }
    let parts = shards.map { shard in
      var values: [Float] = []
      for index in Shards.range(shard, of: views.count) {
        ContextFeatures.append(
          chosen[index], scores[index], in: views[index].context, to: &values)
      }
      return values
    }
    var targets: [ClassVector] = []
    var folds: [Int] = []
    var gates: [SIMD8<Float>] = []
    for (index, view) in views.enumerated() {
      for paragraph in chosen[index] {
        targets.append(
          Targets.target(
            view.knowledge[paragraph],
            scores: scores[index][paragraph].logarithms,
            weight: settings.partialWeight))
        folds.append(view.fold)
        gates.append(ContextModel.gates(scores[index][paragraph]))
      }
    }
    return DenseExamples(
      features: parts.flatMap(\.self),
      columns: ContextModel.featureCount(usesMarkup: usesMarkup), gates: gates,
      gateCount: usesMarkup ? settings.markupGates : settings.textGates, targets: targets,
      folds: folds)
  }

  /// Whether each feature is of no family that the settings leave out.
  private func keptColumns(usesMarkup: Bool) -> [Bool] {
    ContextModel.featureFamilies(usesMarkup: usesMarkup).map {
      $0.isDisjoint(with: settings.contextWithout)
    }
  }

  /// A round trained without each fold, and on all of them.
  private func models(_ examples: DenseExamples, _ keptColumns: [Bool]) -> (
    folds: [ContextModel.Round], final: ContextModel.Round
  ) {
    let scaling = examples.scaling(shards: shards).keeping(keptColumns)
    var scaled = examples
    scaled.scale(scaling)
    let standard = scaled
    let factor = standard.curvature(l2Penalty: settings.contextPenalty, shards: shards)
    let zeros = [ContrastVector](repeating: .zero, count: factor.size)
    let folds = shards.map(settings.folds) { fold in
      let rows = standard.folds.indices.filter { standard.folds[$0] != fold }
      return point(standard, rows, factor, from: zeros, Shards(threads: 1))
    }
    // The folds' mean is near: each of them saw most of the examples.
    var mean = zeros
    for fold in folds {
      for place in mean.indices { mean[place] += fold[place] / Float(folds.count) }
    }
    let final = point(standard, Array(0..<standard.count), factor, from: mean, shards)
    func round(_ point: [ContrastVector]) -> ContextModel.Round {
      let weights = factor.solvingTransposed(point).map(ClassContrasts.classes)
      return ContextModel.Round(
        weights: Self.unscaled(weights, standard, scaling), gateCount: standard.gateCount)
    }
    return (folds.map(round), round(final))
  }

  /// Where the objective over some rows is least, searched where it is about as steep in every direction:
  /// u with weights L⁻ᵀu.
  private func point(
    _ examples: DenseExamples, _ rows: [Int], _ factor: CholeskyFactor,
    from start: [ContrastVector], _ shards: Shards
  ) -> [ContrastVector] {
    let objective = DenseLogisticLoss(
      examples, rows: rows, l2Penalty: settings.contextPenalty,
      classWeights: Targets.classWeights(
        rows.map { examples.targets[$0] }, balance: settings.contextBalance),
      shards: shards)
    let search = LBFGS(maximumIterations: settings.contextIterations, tolerance: 1e-5)
    return search.minimise(from: start) { point in
      let (value, gradient) = objective(factor.solvingTransposed(point))
      return (value, factor.solving(gradient))
    }.point
  }

  /// The weights for features and gates as they are, with the biases behind the features.
  private static func unscaled(
    _ point: [ClassVector], _ examples: DenseExamples, _ scaling: DenseExamples.Scaling
  ) -> [ClassVector] {
    let gateCount = examples.gateCount
    let last = (examples.columns - 1) * gateCount
    var weights = point
    for gate in 0..<gateCount { weights[last + gate] *= DenseExamples.constant }
    for column in 0..<examples.columns - 1 {
      for gate in 0..<gateCount {
        let place = column * gateCount + gate
        weights[place] *= scaling.inverses[column]
        weights[last + gate] -= weights[place] * scaling.means[column]
      }
    }
    // A gate counts less its mean: that part goes to the weights without a gate.
    for column in 0..<examples.columns {
      for gate in 1..<max(gateCount, 1) {
        weights[column * gateCount] -=
          weights[column * gateCount + gate] * scaling.gateMeans[gate]
      }
    }
    return weights
  }

  private func rule(
    _ views: [ContextView], _ combined: [[ClassVector]], _ opinions: [[ClassVector]]
  ) -> DecisionRule {
    var scores: [LocalScores] = []
    var labels: [InnerLabel] = []
    for (index, view) in views.enumerated() {
      for (place, knowledge) in view.knowledge.enumerated() {
        guard let label = knowledge.label else { continue }
        scores.append(
          LocalScores(
            naiveBayes: opinions.isEmpty ? .zero : opinions[index][place],
            logisticRegression: combined[index][place]))
        labels.append(label)
      }
    }
    return Calibrator(opinions.isEmpty ? .logisticRegression : .ensemble, shards: shards)
      .rule(scores, labels: labels)
  }
}
