// Scores of examples by models that never saw their site. Decides nothing.

import Chaffinch

/// Cross-validation grouped by site.
struct OutOfFold {
  let settings: TrainingSettings
  let shards: Shards

  /// The scores of every example by models trained on the other folds, and these models. Folds run side
  /// by side.
  ///
  /// - Parameter foldOfExample: the fold of each example, 0..<`settings.folds`.
  func scores(_ examples: ExampleMatrix, foldOfExample: [Int]) -> (
    scores: [LocalScores], models: [LocalModels]
  ) {
    let settings = settings
    let parts = shards.map(settings.folds) { fold in
      let models = LocalModels.train(
        on: examples.forgetting { foldOfExample[$0] == fold }, settings: settings,
        shards: Shards(threads: 1))
      let inside = foldOfExample.indices.filter { foldOfExample[$0] == fold }
      return (rows: inside, scores: models.scores(examples, rows: inside), models: models)
    }
    var result = [LocalScores](
      repeating: LocalScores(naiveBayes: .zero, logisticRegression: .zero), count: examples.count)
    for part in parts {
      for (row, scores) in zip(part.rows, part.scores) { result[row] = scores }
    }
    return (scores: result, models: parts.map(\.models))
  }
}
