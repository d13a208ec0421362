// Everything that a report of an evaluation says, computed once. Writes nothing: `ReportJSON`,
// `ReportMarkdown`, `ReportJUnit` and `ReportHTML` do.

import Chaffinch
import ChaffinchCorpus

/// The findings of an evaluation.
public struct EvaluationReport: Sendable {
  /// What was scored.
  public struct Subject: Sendable {
    /// The model's name for people, such as its file.
    public let model: String
    /// As ``Model/provenance``, by key.
    public let provenance: [(key: String, value: String)]
    /// The names of the corpora's files.
    public let corpora: [String]
    /// What the corpora are narrowed to, such as a language; empty for nothing.
    public let parts: [String]
    /// Lines that were left out as malformed.
    public let skippedLines: Int

    /// A subject of its parts.
    public init(
      model: String, provenance: [String: String] = [:], corpora: [String], parts: [String] = [],
      skippedLines: Int = 0
    ) {
      self.model = model
      self.provenance = provenance.sorted { $0.key < $1.key }
      self.corpora = corpora
      self.parts = parts
      self.skippedLines = skippedLines
    }
  }

  /// Another model's predictions for the same articles.
  public struct Baseline: Sendable {
    /// The model's name for people.
    public let model: String
    /// Its predictions.
    public let scored: ScoredCorpus

    /// A baseline of its parts.
    public init(model: String, scored: ScoredCorpus) {
      self.model = model
      self.scored = scored
    }
  }

  /// What a report holds besides the scores.
  public struct Options: Sendable {
    /// Whether paragraphs are quoted; without, mistakes are ids, labels and probabilities.
    public let includesText: Bool
    /// How intervals are made.
    public let bootstrap: Bootstrap
    /// What a gate said of the scores; empty without one.
    public let gate: [GateCase]

    /// Options of their parts.
    public init(
      includesText: Bool = true, bootstrap: Bootstrap = Bootstrap(), gate: [GateCase] = []
    ) {
      self.includesText = includesText
      self.bootstrap = bootstrap
      self.gate = gate
    }
  }

  /// A score with its interval.
  public struct Figure: Sendable, Equatable {
    /// Which score.
    public let score: Score
    /// Its value; `nil` where it is undefined.
    public let value: Double?
    /// The 95 % interval; `nil` where there is too little to say.
    public let interval: ConfidenceInterval?
  }

  /// Labelled paragraphs that a part of the corpus must have to be among the worst.
  static let leastSupport = 30

  /// What was scored.
  public let subject: Subject
  /// As ``Corpus/fingerprint``.
  public let fingerprint: String
  /// Articles scored.
  public let articleCount: Int
  /// Whether paragraphs are quoted.
  public let includesText: Bool
  /// The scores of all articles.
  public let evaluation: Evaluation
  /// The scores of ``Score/headline``.
  public let figures: [Figure]
  /// A curve for each label.
  public let curves: [PrecisionRecallCurve]
  /// Whether probabilities mean what they say.
  public let reliability: ReliabilityDiagram
  /// The parts of the corpus, as ``ScoredCorpus/slices(by:bootstrap:)`` orders them, kind after kind.
  public let slices: [Slice]
  /// The baseline's name and the change against it; `nil` without one.
  public let comparison: (baseline: String, change: ModelComparison)?
  /// What the gate said.
  public let gate: [GateCase]
  /// The wrong predictions.
  public let mistakes: MistakeList

  /// The findings of `scored`.
  ///
  /// - Precondition: a baseline has the same articles in the same order.
  /// - Complexity: O(resamples · articles + n log n) for n paragraphs.
  public init(
    of scored: ScoredCorpus, subject: Subject, baseline: Baseline? = nil,
    options: Options = Options()
  ) {
    let articles = scored.articleEvaluations
    let evaluation = articles.reduce(into: Evaluation()) { $0 += $1 }
    let intervals = options.bootstrap.intervals(of: Score.headline, over: articles)
    self.subject = subject
    fingerprint = scored.corpus.fingerprint
    articleCount = articles.count
    includesText = options.includesText
    self.evaluation = evaluation
    figures = zip(Score.headline, intervals).map {
      Figure(score: $0, value: $0.value(in: evaluation), interval: $1)
    }
    curves = ParagraphLabel.allCases.map { PrecisionRecallCurve(of: $0, in: scored) }
    reliability = evaluation.reliability
    slices = Slice.Kind.allCases.flatMap { scored.slices(by: $0, bootstrap: options.bootstrap) }
    comparison = baseline.map {
      (
        $0.model,
        ModelComparison(scored, baseline: $0.scored, bootstrap: options.bootstrap)
      )
    }
    gate = options.gate
    mistakes = MistakeList(of: scored, includesText: options.includesText)
  }

  /// The figure of a score; `nil` for one that is not in ``Score/headline``.
  func figure(_ score: Score) -> Figure? { figures.first { $0.score == score } }

  /// Languages, sources and lengths with at least ``leastSupport`` labelled paragraphs, the lowest macro-F1
  /// first; kinds with one part only are left out, for that part is the whole.
  func worstSlices(_ count: Int) -> [Slice] {
    let kinds = Slice.Kind.allCases.filter { kind in slices.count { $0.kind == kind } > 1 }
    return slices.enumerated().filter { _, slice in
      kinds.contains(slice.kind) && slice.evaluation.confusion.total >= Self.leastSupport
    }
    .sorted {
      ($0.element.evaluation.confusion.macroF1 ?? 2, $0.offset)
        < ($1.element.evaluation.confusion.macroF1 ?? 2, $1.offset)
    }
    .prefix(count).map(\.element)
  }
}

extension Slice {
  /// The name for people.
  var title: String {
    switch kind {
    case .language, .source: name.isEmpty ? "not said" : name
    case .length: "\(shortTitle) characters"
    }
  }

  /// The name where what the corpus is cut by stands beside it.
  var shortTitle: String {
    kind == .length ? (name.hasSuffix("–") ? "\(name.dropLast()) or more" : name) : title
  }
}

extension Slice.Kind {
  /// The name for people.
  var title: String {
    switch self {
    case .language: "language"
    case .source: "source"
    case .length: "paragraph length"
    }
  }
}

extension ModelComparison.Difference {
  /// What the difference means, in a word or two.
  var verdict: String {
    if isProgress { return "better" }
    if isRegression { return "worse" }
    return difference == nil || pValue == nil ? "–" : "no clear change"
  }
}
