// Tests what the policies keep, and how sure they must be to remove.

import Testing

@testable import Chaffinch

@Suite("Cleaning policies")
struct CleaningPolicyTests {
  @Test("The policy for plain text keeps content only")
  func contentOnly() {
    #expect(CleaningPolicy.contentOnly.keep == [.content])
    #expect(CleaningPolicy.contentOnly == CleaningPolicy(keep: [.content]))
  }

  @Test("A policy keeps the labels it is given")
  func labels() {
    #expect(CleaningPolicy(keep: [.byline, .caption]).keep == [.caption, .byline])
    #expect(CleaningPolicy(keep: []).keep.isEmpty)
  }

  private func prediction(
    _ label: ParagraphLabel, _ probabilities: SIMD4<Float>
  ) -> Prediction {
    Prediction(label: label, probabilities: probabilities, paywall: 0)
  }

  @Test("A kept label stays, however improbable it is", arguments: ParagraphLabel.allCases)
  func keptLabel(label: ParagraphLabel) {
    let unsure = prediction(label, SIMD4(repeating: 0.25))
    #expect(!CleaningPolicy(keep: [label], minimumProbability: 0).removes(unsure))
  }

  @Test("A label that is not kept goes when such labels are probable enough together")
  func together() {
    // Not content: 0.25 + 0.125 + 0.25 = 0.625. Not content or caption: 0.125 + 0.25 = 0.375.
    let byline = prediction(.byline, SIMD4(0.375, 0.25, 0.125, 0.25))
    #expect(CleaningPolicy(keep: [.content]).removes(byline))
    #expect(CleaningPolicy(keep: [.content], minimumProbability: 0.625).removes(byline))
    #expect(!CleaningPolicy(keep: [.content], minimumProbability: 0.626).removes(byline))
    #expect(!CleaningPolicy(keep: [.content, .caption]).removes(byline))
    #expect(CleaningPolicy(keep: [.content, .caption], minimumProbability: 0.375).removes(byline))
  }

  @Test("Keeping nothing removes everything, keeping all labels nothing")
  func extremes() {
    for label in ParagraphLabel.allCases {
      let unsure = prediction(label, SIMD4(repeating: 0.25))
      #expect(CleaningPolicy(keep: [], minimumProbability: 1).removes(unsure))
      let all = CleaningPolicy(keep: Set(ParagraphLabel.allCases), minimumProbability: 0)
      #expect(!all.removes(unsure))
    }
  }
}
