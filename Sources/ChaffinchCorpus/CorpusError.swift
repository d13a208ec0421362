// What can be wrong with a corpus, with the file and the line where it is.

/// A corpus that cannot be used, and why.
public enum CorpusError: Error, Equatable, Sendable {
  /// A line is no record of the corpus's format.
  case malformedLine(file: String, line: Int, reason: String)
  /// There is no article in the file.
  case noArticles(file: String)
  /// There is no record of another tool's format in the file.
  case noRecords(file: String, format: String)
  /// No paragraph of the corpus has a label.
  case noLabels(file: String)
  /// No paragraph of the corpus has a prediction, and they are what is asked for.
  case noPredictions(file: String)
  /// Training or evaluating needs at least two labels, and the corpus has fewer.
  case oneLabelOnly(String)
  /// There are too few sites to hold any out.
  case tooFewSites(found: Int, needed: Int)
}

extension CorpusError: CustomStringConvertible {
  /// What is wrong, where, and what to do about it.
  public var description: String {
    switch self {
    case .malformedLine(let file, let line, let reason):
      "\(file):\(line): \(reason); mend or remove the line"
    case .noArticles(let file):
      "\(file): no articles; a corpus is JSON Lines with 'paragraphs', or lines of label, tab, text"
    case .noRecords(let file, let format):
      "\(file): no articles in the format \(format); name the format that the file is in"
    case .noLabels(let file):
      "\(file): no paragraph has a label; a corpus needs some with 'label'"
    case .noPredictions(let file):
      "\(file): no paragraph has a 'prediction'; 'chaffinch tag' and 'train --predictions' write them"
    case .oneLabelOnly(let label):
      "every paragraph of the corpus is '\(label)'; a model needs at least two labels to tell apart"
    case .tooFewSites(let found, let needed):
      "the corpus has \(found) site\(found == 1 ? "" : "s") and \(needed) are needed; ask for fewer "
        + "folds, add articles of other sites or name them with '# site:' lines"
    }
  }
}
