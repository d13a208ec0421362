// Scores of examples by models that never saw their site. Decides nothing.

import Chaffinch

/// Cross-validation grouped by site.
struct OutOfFold {
  let settings: TrainingSettings
  let shards: Shards

  /// The scores of every example by models trained on the other folds. Folds run side by side.
  ///
  /// - Parameter foldOfExample: the fold of each example, 0..<`settings.folds`.
  func scores(_ examples: ExampleMatrix, foldOfExample: [Int]) -> [LocalScores] {
    let settings = settings
    let parts = shards.map(settings.folds) { fold in
      let inside = foldOfExample.indices.filter { foldOfExample[$0] == fold }
      let outside = foldOfExample.indices.filter {
        foldOfExample[$0] != fold && examples.knowledge[$0].label != nil
      }
      let models = LocalModels.train(
        on: examples.rows(outside), settings: settings, shards: Shards(threads: 1))
      return (rows: inside, scores: models.scores(examples.rows(inside)))
    }
    var result = [LocalScores](
      repeating: LocalScores(naiveBayes: .zero, logisticRegression: .zero), count: examples.count)
    for part in parts {
      for (row, scores) in zip(part.rows, part.scores) { result[row] = scores }
    }
    return result
  }
}
