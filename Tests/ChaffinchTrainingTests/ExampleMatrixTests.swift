// Tests the matrix of examples that is extracted from articles.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct ExampleMatrixTests {
  private func expectEqual(_ left: ExampleMatrix, _ right: ExampleMatrix) {
    #expect(left.features.visited == right.features.visited)
    #expect(left.buckets == right.buckets)
  }

  @Test(
    "Columns are the buckets that occur, the most frequent first, the lower one of equals first")
  func order() {
    // Sums: 10, 7, 8, 9 for the first four; no other bucket occurs.
    #expect(SmallExamples.ten.buckets == [0, 3, 2, 1])
    // (2, 1, 0, 0) has bucket 0 twice, which is column 0, and bucket 1, which is column 3.
    #expect(SmallExamples.ten.features.visited[0].text == [0, 0, 3])
    #expect(SmallExamples.matrix([[1, 1, 0, 2]], [.promo]).buckets == [3, 0, 1])
    #expect(SmallExamples.matrix([], []).buckets.isEmpty)
  }

  @Test("What is forgotten is the knowledge alone")
  func forgetting() {
    let rest = SmallExamples.ten.forgetting { $0 != 8 }
    #expect(rest.count == 10)
    #expect(rest.labels == [.paywall])
    #expect(rest.knowledge[8] == .label(.paywall) && rest.knowledge[0] == .unknown)
    expectEqual(rest, SmallExamples.ten)
  }

  private func extracted(
    _ corpus: Corpus, bits: Int = 8, usesMarkup: Bool = false, threads: Int = 1
  ) -> ExampleMatrix {
    ExampleMatrix(
      corpus.articles, table: FeatureTable(bits: bits), usesMarkup: usesMarkup,
      shards: Shards(threads: threads))
  }

  @Test("There is a row for every paragraph, with its label, in order")
  func extraction() {
    let corpus = SmallExamples.corpus(sites: 3)
    let examples = extracted(corpus)
    #expect(examples.count == 15)
    #expect(examples.features.rowCount == 15)
    #expect(examples.labels == corpus.labels)
  }

  @Test("A paragraph without a label has a row like any other, of which nothing is known")
  func unlabelled() {
    let texts = ["Home", "The heron nested in the old mill.", "Read more"]
    func examples(_ labels: [InnerLabel?]) -> ExampleMatrix {
      let article = SmallExamples.article("s.example", Array(zip(labels, texts)))
      return extracted(Corpus(articles: [article]))
    }
    let among = examples([nil, .content, nil])
    #expect(among.knowledge == [.unknown, .label(.content), .unknown])
    // Its own buckets come behind those of rows with a label.
    let labelled = examples([.promo, .content, .promo])
    func buckets(_ examples: ExampleMatrix) -> [[UInt32]] {
      examples.features.visited.map { row in
        (row.text + row.other).map { examples.buckets[$0] }.sorted()
      }
    }
    #expect(buckets(among) == buckets(labelled))
    #expect(among.labelledColumns == Set(buckets(among)[1]).count)
    #expect(labelled.labelledColumns == labelled.buckets.count)
  }

  @Test("Of a partly labelled page only content or not is known, of the rest nothing")
  func partlyLabelled() {
    let article = LabelledArticle(
      id: "", site: "s.example", language: "en",
      paragraphs: [
        LabelledParagraph(text: "Menu", label: nil, isNotContent: true),
        LabelledParagraph(text: "The heron nested.", label: .content),
        LabelledParagraph(text: "By Ada Sallow", label: .byline),
        LabelledParagraph(text: "3 May 2021", label: nil),
      ])
    let examples = extracted(Corpus(articles: [article]))
    #expect(examples.knowledge == [.content(false), .content(true), .unknown, .unknown])
    #expect(examples.labels.isEmpty)
  }

  @Test("Every row has its text's form")
  func forms() {
    let corpus = SmallExamples.corpus(sites: 2)
    let examples = extracted(corpus)
    let forms = features(corpus, usesMarkup: false).map(\.form)
    #expect(examples.forms == forms)
    #expect(forms[0] != forms[1] && forms[0] == examples.forms[0])
  }

  @Test("Columns number the buckets, which fit the table", arguments: [8, 12])
  func columns(bits: Int) {
    let examples = extracted(SmallExamples.corpus(sites: 2), bits: bits)
    #expect(examples.buckets.allSatisfy { $0 < 1 << UInt32(bits) })
    #expect(Set(examples.buckets).count == examples.buckets.count)
    let columns = Set(examples.features.visited.flatMap { $0.text + $0.other })
    #expect(columns == Set(examples.buckets.indices))
  }

  /// The features of every paragraph as inference finds them.
  private func features(_ corpus: Corpus, usesMarkup: Bool) -> [LocalFeatures] {
    corpus.articles.flatMap { article in
      let words = usesMarkup ? article.markup.map { MarkupWords($0) } : nil
      return article.paragraphs.map { paragraph in
        var features = LocalFeatures()
        LocalFeatureExtractor().extract(
          paragraph.text, at: paragraph.markup, in: words, into: &features)
        return features
      }
    }
  }

  @Test(
    "A row's values sum to its features' values, however they share buckets",
    arguments: [false, true])
  func sums(usesMarkup: Bool) {
    // n text features of 1/√n, m shape and k markup features:
    // √n + m·(a shape feature's value) + k·(a markup feature's value).
    let corpus = SmallExamples.pages(sites: 1)
    let examples = extracted(corpus, usesMarkup: usesMarkup)
    let visited = examples.features.visited
    for (row, features) in features(corpus, usesMarkup: usesMarkup).enumerated() {
      #expect((features.markupCount > 0) == usesMarkup)
      let expected =
        Double(features.textCount).squareRoot()
        + Double(features.shapeCount) * Double(LocalFeatures.shapeValue)
        + Double(features.markupCount) * Double(LocalFeatures.markupValue)
      #expect(isClose(visited[row].sum, expected, within: 1e-4))
    }
  }

  @Test("A row scores as the classifier's own features do", arguments: [false, true])
  func sameAsInference(usesMarkup: Bool) {
    // Weights that tell every bucket apart: the row number, in hundredths.
    let weights = (0..<256).map { ClassVector(repeating: Float($0) / 100) }
    let model = LogisticRegression(bias: ClassVector(repeating: 0.5), weights: weights)
    let corpus = SmallExamples.pages(sites: 2)
    let scores = LocalModels(naiveBayes: nil, logisticRegression: model)
      .scores(extracted(corpus, usesMarkup: usesMarkup))
    for (row, features) in features(corpus, usesMarkup: usesMarkup).enumerated() {
      let expected = Double(model.scores(features)[0])
      #expect(isClose(Double(scores[row].logisticRegression[0]), expected, within: 1e-3))
    }
  }

  @Test("Unless it is asked for, markup adds nothing to the matrix")
  func withoutMarkup() {
    let pages = SmallExamples.pages(sites: 2)
    let plain = extracted(SmallExamples.stripped(pages), bits: 12)
    expectEqual(extracted(pages, bits: 12), plain)
    #expect(
      extracted(pages, bits: 12, usesMarkup: true).features.entryCount > plain.features.entryCount)
    // Nor where it is asked for and there is none.
    expectEqual(extracted(SmallExamples.stripped(pages), bits: 12, usesMarkup: true), plain)
  }

  @Test("One and several threads extract the same", arguments: [2, 3])
  func threads(threads: Int) {
    let corpus = SmallExamples.pages(sites: 5)
    for usesMarkup in [false, true] {
      expectEqual(
        extracted(corpus, usesMarkup: usesMarkup, threads: threads),
        extracted(corpus, usesMarkup: usesMarkup))
    }
  }

  @Test("No articles give no rows")
  func nothing() {
    let examples = extracted(Corpus(articles: []))
    #expect(examples.count == 0)
    #expect(examples.features.rowCount == 0)
  }
}
