// The matrices that a training run worked on, as files for other learners. Trains nothing.

import ChaffinchTraining

/// The files that `train --matrix` writes into a folder: `text.safetensors`, and `markup.safetensors` where
/// there is a variant for markup.
struct MatrixFiles {
  private let text: OutputFile
  private let markup: OutputFile

  /// Files in `folder`, which is made where it is missing.
  ///
  /// - Parameter inputs: files that must not be replaced.
  init(_ folder: String, besides inputs: [String]) throws(CommandError) {
    try OutputDirectory.make(folder)
    text = try OutputFile("\(folder)/text.safetensors", besides: inputs)
    markup = try OutputFile("\(folder)/markup.safetensors", besides: inputs)
  }

  /// Writes the matrices of a run.
  func write(_ trained: TrainedModel, settings: TrainingSettings) throws(CommandError) {
    try text.write { $0 = MatrixExport(trained.text, settings: settings).serialized() }
    try text.finish()
    guard let variant = trained.markup else { return }
    try markup.write { $0 = MatrixExport(variant, settings: settings).serialized() }
    try markup.finish()
  }
}
