// Tests that cleaning parts an article into what stays and what goes, and changes neither.

import Testing

@testable import Chaffinch

@Suite("Article cleaner")
struct ArticleCleanerTests {
  private let classifier = SmallModels.classifier

  /// Paragraphs in an order that sorting would change, some of them twice; enough of them that a
  /// model without sense gives every label to some.
  private static let article: Article = {
    let words = ["Read", "ferry", "2024", "by", "Anna", "©", "photo", "more", "東京", "news!", "sea"]
    var texts = SmallModels.texts
    for number in 0..<60 {
      let third = number / 6
      texts.append("\(words[number * 7 % 11]) \(words[number * number % 11]) \(words[third])")
    }
    return Article(text: texts.joined(separator: "\n\n"))
  }()

  private var article: Article { Self.article }

  private static let policies =
    (0..<16).map { bits in
      CleaningPolicy(
        keep: Set(ParagraphLabel.allCases.filter { bits >> Int($0.rawValue) & 1 == 1 }))
    }

  private func isSubsequence(_ part: [Paragraph], of whole: [Paragraph]) -> Bool {
    var rest = whole[...]
    for paragraph in part {
      guard let position = rest.firstIndex(of: paragraph) else { return false }
      rest = rest[(position + 1)...]
    }
    return true
  }

  @Test("Kept and removed are subsequences and together the article", arguments: policies)
  func parts(policy: CleaningPolicy) {
    let cleaned = ArticleCleaner(classifier, policy: policy).clean(article)
    let kept = cleaned.kept.map(\.paragraph)
    let removed = cleaned.removed.map(\.paragraph)
    #expect(isSubsequence(kept, of: article.paragraphs))
    #expect(isSubsequence(removed, of: article.paragraphs))
    // Byte ranges tell all paragraphs apart and order them.
    let together = (kept + removed).sorted {
      ($0.byteRange?.lowerBound ?? 0) < ($1.byteRange?.lowerBound ?? 0)
    }
    #expect(together == article.paragraphs)
  }

  @Test(
    "The policy decides what stays, and predictions go with their paragraphs", arguments: policies)
  func decisions(policy: CleaningPolicy) {
    let cleaned = ArticleCleaner(classifier, policy: policy).clean(article)
    for (part, removes) in [(cleaned.kept, false), (cleaned.removed, true)] {
      for decision in part {
        #expect(decision.isRemoved == removes)
        #expect(policy.removes(decision.prediction) == removes)
        #expect(
          classifier.classify(Article(paragraphs: [decision.paragraph])) == [decision.prediction])
      }
    }
    #expect(cleaned.decisions.map(\.paragraph) == article.paragraphs)
    #expect(cleaned.kept == cleaned.decisions.filter { !$0.isRemoved })
    #expect(cleaned.removed == cleaned.decisions.filter(\.isRemoved))
    #expect(cleaned.refusedShare == nil)
  }

  @Test("Keeping every label keeps the article, keeping none removes it")
  func extremes() {
    let all = ArticleCleaner(classifier, policy: CleaningPolicy(keep: Set(ParagraphLabel.allCases)))
    #expect(all.clean(article).kept.map(\.paragraph) == article.paragraphs)
    #expect(all.clean(article).removed.isEmpty)
    let none = ArticleCleaner(classifier, policy: CleaningPolicy(keep: []))
    #expect(none.clean(article).kept.isEmpty)
    #expect(none.clean(article).text == "")
  }

  @Test("The test's own model gives every label to some paragraph")
  func varied() {
    #expect(Set(classifier.classify(article).map(\.label)) == Set(ParagraphLabel.allCases))
  }

  @Test("By default the policy is that for plain text")
  func defaultPolicy() {
    let cleaned = ArticleCleaner(classifier).clean(article)
    let explicit = ArticleCleaner(classifier, policy: .contentOnly).clean(article)
    #expect(cleaned.kept.map(\.paragraph) == explicit.kept.map(\.paragraph))
    #expect(cleaned.removed.allSatisfy { $0.prediction.label != .content })
  }

  @Test("The text is the kept paragraphs with blank lines between them")
  func text() {
    let cleaned = ArticleCleaner(classifier).clean(article)
    #expect(
      Article(text: cleaned.text).paragraphs.map(\.text) == cleaned.kept.map(\.paragraph.text))
  }

  @Test("Cleaning a cleaned article removes nothing, since paragraphs are judged by themselves")
  func idempotence() {
    let cleaner = ArticleCleaner(classifier)
    let once = cleaner.clean(article)
    #expect(cleaner.clean(Article(text: once.text)).text == once.text)
  }

  @Test("Cleaning a cleaned page again changes nothing, which a single judgement does not promise")
  func repeated() throws {
    let classifier = ParagraphClassifier(SmallModels.withContext())
    let words = ["Read", "ferry", "2024", "by", "Anna", "©", "photo", "more", "news!", "sea", "|"]
    var changes = 0
    for number in 0..<40 {
      // Four paragraphs: each judgement but the last removes one, so five are enough.
      let body = (0..<4).map { place in
        "<p class=\(words[(number + place) % 5])>\(words[number * (place + 3) % 11]) "
          + "\(words[(number + 5 * place) % 11]) \(words[number * number % 11])</p>"
      }
      let page = try Article(html: Array("<html><body>\(body.joined())</body></html>".utf8))
      let single = CleanedArticle(
        page, predictions: classifier.classify(page), policy: .promoOnly)
      let once = try #require(single.html)
      let left = try Article(html: once)
      if classifier.classify(left).contains(where: CleaningPolicy.promoOnly.removes) {
        changes += 1
      }
      let cleaner = ArticleCleaner(classifier, policy: .promoOnly)
      let cleaned = try #require(cleaner.clean(page).html)
      #expect(cleaner.clean(try Article(html: cleaned)).html == cleaned)
    }
    #expect(changes > 0)
  }

  @Test("Pages that stay pages are judged up to five times, text that is read once")
  func rounds() {
    #expect(CleaningPolicy.promoOnly.rounds == 5 && CleaningPolicy.feedItem.rounds == 5)
    #expect(CleaningPolicy.contentOnly.rounds == 1)
    #expect(CleaningPolicy(keep: [.content, .byline]).rounds == 1)
  }
}
