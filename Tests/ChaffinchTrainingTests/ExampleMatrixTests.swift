// Tests the sparse matrix and the matrix of examples that is extracted from articles.

import Chaffinch
import ChaffinchCorpus
import Testing

@testable import ChaffinchTraining

@Suite struct ExampleMatrixTests {
  /// Rows: (0: 1, 2: 2), (), (1: 3), (0: 4, 1: 5, 2: 6).
  private let matrix = SmallExamples.sparse([[1, 0, 2], [0, 0, 0], [0, 3, 0], [4, 5, 6]])

  private func expectEqual(_ left: SparseMatrix, _ right: SparseMatrix) {
    #expect(left.starts == right.starts)
    #expect(left.columns == right.columns)
    #expect(left.values == right.values)
  }

  @Test("Rows are counted and their entries found, the empty row included")
  func entries() {
    #expect(matrix.rowCount == 4)
    #expect((0..<4).map { matrix.entries($0) } == [0..<2, 2..<2, 2..<3, 3..<6])
  }

  @Test("The transposed matrix has the columns as rows")
  func transposed() {
    // Column 0 holds 1 (row 0) and 4 (row 3), column 1 3 (2) and 5 (3), column 2 2 (0) and 6 (3).
    let transposed = matrix.transposed(columnCount: 3)
    #expect(transposed.starts == [0, 2, 4, 6])
    #expect(transposed.columns == [0, 3, 2, 3, 0, 3])
    #expect(transposed.values == [1, 4, 3, 5, 2, 6])
  }

  @Test("Transposed twice it is the same", arguments: [3, 8])
  func twice(columnCount: Int) {
    let transposed = matrix.transposed(columnCount: columnCount)
    #expect(transposed.rowCount == columnCount)
    expectEqual(transposed.transposed(columnCount: 4), matrix)
  }

  @Test("Chosen rows come in the order asked for, also twice or none")
  func rows() {
    expectEqual(
      matrix.rows([3, 1, 0, 3]),
      SmallExamples.sparse([[4, 5, 6], [0, 0, 0], [1, 0, 2], [4, 5, 6]]))
    expectEqual(matrix.rows([]), SparseMatrix(starts: [0], columns: [], values: []))
    expectEqual(matrix.rows(Array(0..<4)), matrix)
  }

  @Test("Chosen examples keep their labels")
  func exampleRows() {
    let chosen = SmallExamples.ten.rows([8, 0])
    #expect(chosen.labels == [.paywall, .content])
    #expect(chosen.count == 2)
    expectEqual(chosen.features, SmallExamples.sparse([[0, 2, 0, 2], [2, 1, 0, 0]]))
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
    expectEqual(among.features, examples([.promo, .content, .promo]).features)
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

  @Test("Every row has its text's form; chosen rows have none")
  func forms() {
    let corpus = SmallExamples.corpus(sites: 2)
    let examples = extracted(corpus)
    let forms = features(corpus, usesMarkup: false).map(\.form)
    #expect(examples.forms == forms)
    #expect(forms[0] != forms[1] && forms[0] == examples.forms[0])
    #expect(examples.rows([3]).forms.isEmpty)
  }

  @Test("Columns ascend inside a row and fit the table", arguments: [8, 12])
  func columns(bits: Int) {
    let examples = extracted(SmallExamples.corpus(sites: 2), bits: bits)
    for row in 0..<examples.count {
      let columns = Array(examples.features.columns[examples.features.entries(row)])
      #expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 })
      #expect(columns.allSatisfy { $0 < 1 << UInt32(bits) })
    }
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
    for (row, features) in features(corpus, usesMarkup: usesMarkup).enumerated() {
      #expect((features.markupCount > 0) == usesMarkup)
      let expected =
        Double(features.textCount).squareRoot()
        + Double(features.shapeCount) * Double(LocalFeatures.shapeValue)
        + Double(features.markupCount) * Double(LocalFeatures.markupValue)
      let sum = examples.features.values[examples.features.entries(row)].reduce(0, +)
      #expect(isClose(Double(sum), expected, within: 1e-4))
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
    expectEqual(extracted(pages, bits: 12).features, plain.features)
    #expect(
      extracted(pages, bits: 12, usesMarkup: true).features.columns.count
        > plain.features.columns.count)
    // Nor where it is asked for and there is none.
    expectEqual(
      extracted(SmallExamples.stripped(pages), bits: 12, usesMarkup: true).features,
      plain.features)
  }

  @Test("One and several threads extract the same", arguments: [2, 3])
  func threads(threads: Int) {
    let corpus = SmallExamples.pages(sites: 5)
    for usesMarkup in [false, true] {
      expectEqual(
        extracted(corpus, usesMarkup: usesMarkup, threads: threads).features,
        extracted(corpus, usesMarkup: usesMarkup).features)
    }
  }

  @Test("No articles give no rows")
  func nothing() {
    let examples = extracted(Corpus(articles: []))
    #expect(examples.count == 0)
    #expect(examples.features.rowCount == 0)
  }
}
