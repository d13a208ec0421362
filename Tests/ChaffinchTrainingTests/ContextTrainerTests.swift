// Tests that the context trainer learns what only neighbours tell, and from other folds alone.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct ContextTrainerTests {
  private func settings(rounds: Int = 1, gates: Int = 1) -> TrainingSettings {
    TrainingSettings(
      contextRounds: rounds, textGates: gates, contextPenalty: 3, contextIterations: 10, folds: 2)
  }

  /// Scores of which the local models are as sure as can be, or of two classes alike.
  private func scores(_ labels: InnerLabel...) -> ParagraphScores {
    var vector = ClassVector.zero
    for label in labels { vector[label] = 6 }
    return ParagraphScores(
      naiveBayes: .zero, logisticRegression: vector, rule: DecisionRule(.logisticRegression))
  }

  /// Articles of a letter a paragraph: headlines (content) and offers (promo), which the local
  /// models know, and names, which they take for bylines and captions alike. A name behind a headline
  /// is a byline, behind an offer a caption. All texts are alike.
  private func views(turned: Int? = nil) -> (views: [ContextView], scores: [ParagraphScores]) {
    var generator = SplitMix64(seed: 3)
    let articles = (0..<24).map { _ in (0..<8).map { _ in "hon".randomElement(using: &generator) } }
    var features = LocalFeatures()
    LocalFeatureExtractor().extract("Ann Lee", into: &features)
    var views: [ContextView] = []
    var all: [ParagraphScores] = []
    for (number, letters) in articles.enumerated() {
      var knowledge: [Knowledge] = []
      let first = all.count
      for (index, letter) in letters.enumerated() {
        let before = index == 0 ? nil : letters[index - 1]
        switch letter {
        case "h":
          all.append(scores(.content))
          knowledge.append(.label(.content))
        case "o":
          all.append(scores(.promo))
          knowledge.append(.label(.promo))
        default:
          all.append(scores(.byline, .caption))
          let isByline = (before == "h") == (number % 2 != turned)
          knowledge.append(
            before == "h" || before == "o" ? .label(isByline ? .byline : .caption) : .unknown)
        }
      }
      let forms = letters.map { _ in features.form }
      views.append(
        ContextView(
          rows: Array(first..<all.count), knowledge: knowledge,
          context: ArticleContext(
            places: letters.map { _ in nil }, forms: forms,
            words: nil, metadata: nil),
          fold: number % 2))
    }
    return (views, all)
  }

  private func train(
    _ settings: TrainingSettings, turned: Int? = nil, threads: Int = 1,
    progress: (Int) -> Void = { _ in }
  ) -> TrainedContext {
    let (views, scores) = views(turned: turned)
    return ContextTrainer(settings: settings, shards: Shards(threads: threads)).train(
      on: views, scores: scores, usesMarkup: false, progress: progress)
  }

  @Test("A name is a byline behind a headline and a caption behind an offer", arguments: [1, 2])
  func learns(gates: Int) {
    let trained = train(settings(gates: gates))
    #expect(trained.model.rounds.map(\.gateCount) == [gates])
    var (names, right) = (0, 0)
    for (view, predictions) in zip(views().views, trained.outOfFold) {
      #expect(predictions.count == view.knowledge.count)
      for (knowledge, prediction) in zip(view.knowledge, predictions) {
        #expect(isClose(Double(prediction.probabilities.sum()), 1, within: 1e-5))
        guard let label = knowledge.label, [.byline, .caption].contains(label) else { continue }
        names += 1
        if prediction.label == label.label { right += 1 }
      }
    }
    // By themselves names are right half of the time.
    #expect(names > 40)
    #expect(Double(right) > 0.8 * Double(names), "\(right) of \(names)")
  }

  @Test("A fold's labels do not show in its own predictions")
  func outOfFold() {
    // Calibration sees all labels; the scores before it do not.
    let plain = train(settings())
    let turned = train(settings(), turned: 0)
    for (number, (left, right)) in zip(plain.scores, turned.scores).enumerated() {
      #expect((left == right) == (number % 2 == 0))
    }
    #expect(plain.model != turned.model)
  }

  @Test("One and two threads give the same model and predictions")
  func threads() {
    let (one, two) = (train(settings()), train(settings(), threads: 2))
    #expect(one.model == two.model)
    #expect(one.outOfFold == two.outOfFold)
  }

  @Test("Two rounds are two sets of weights, told one after the other")
  func rounds() {
    var told: [Int] = []
    let trained = train(settings(rounds: 2)) { told.append($0) }
    #expect(told == [1, 2])
    #expect(trained.model.rounds.count == 2)
    #expect(trained.model.rounds[0] == train(settings()).model.rounds[0])
    #expect(trained.model.rounds[0] != trained.model.rounds[1])
    let count = ContextModel.featureCount(usesMarkup: false)
    #expect(trained.model.rounds.map(\.featureCount) == [count, count])
  }
}
