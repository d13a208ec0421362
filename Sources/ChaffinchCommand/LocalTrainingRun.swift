// `chaffinch train --local-only`: trains the local models of one variant on corpora of any size.

import Chaffinch
import ChaffinchCorpus
import ChaffinchEvaluation
import ChaffinchTraining

/// A training run without folds and context.
struct LocalTrainingRun {
  let corpora: [String]
  let settings: TrainingSettings
  let threads: Int

  /// Trains, writes the model and what else is asked for, and prints the scores of the sites held out.
  func run(output: String, scores: String?, writeSettings: String?) throws {
    // The places are tried before the work, so that it is not lost on a bad path.
    let files = try [output, scores, writeSettings].map { path in
      try path.map { try OutputFile($0, besides: corpora) }
    }
    var progress = ProgressLine()
    var trainer = LocalTrainer(settings, threads: threads)
    let trained: LocallyTrainedModel
    let size: String
    let fingerprint: String
    do {
      for path in corpora {
        let before = trainer.articleCount
        try CorpusPieces.forEachBatch(of: path) { pieces throws(CommandError) in
          do throws(CorpusError) {
            try trainer.append(pieces: pieces.count) { pieces[$0].articles() }
          } catch {
            throw CommandError.data(error.description)
          }
          progress.show("extracting features: \(trainer.paragraphCount) paragraphs")
        }
        guard trainer.articleCount > before else { throw CorpusError.noArticles(file: path) }
      }
      fingerprint = trainer.corpusFingerprint
      size =
        "trained on \(trainer.articleCount) articles, \(trainer.paragraphCount) paragraphs, corpus "
        + fingerprint + "\n"
      trained = try trainer.train { iteration, objective in
        progress.show(ModelTrainer.Stage.final(iteration: iteration, objective: objective).text)
      }
    } catch {
      progress.clear()
      if let error = error as? CorpusError { throw CommandError.data(error.description) }
      throw error
    }
    progress.clear()
    let evaluation = Evaluation(labels: trained.labels, predictions: trained.predictions)
    var provenance = trained.model.provenance
    provenance["text_held_out_macro_f1"] = Evaluation.format(evaluation.confusion.macroF1)
    provenance["text_held_out_accuracy"] = Evaluation.format(evaluation.confusion.accuracy)
    let model = Model(text: trained.model.text, provenance: provenance)
    try files[0]?.write { $0 = model.serialized() }
    try files[1]?.write { bytes in
      JSONValue.object([("corpus", .string(fingerprint)), ("heldOut", evaluation.json)])
        .append(to: &bytes, indent: 0)
      bytes.append(0x0A)
    }
    try files[2]?.write(settings.text)
    for file in files { try file?.finish() }
    let text =
      size + "\nscores of the text variant on one site in \(LocalTrainer.heldOutShare), held out, "
      + "decision thresholds fitted to them\n\n" + evaluation.table
    guard ![output, scores, writeSettings].contains("-") else { return StandardError.write(text) }
    let standardOutput = try OutputFile(nil)
    try standardOutput.write(text)
    try standardOutput.finish()
  }
}
