// Pages of which only a reference text is known, as benchmarks of extraction publish them. Reads their
// JSON; aligns a reference with its page into labels without text.

import Chaffinch

/// A page with the text that extractors are to find on it.
public struct PageReference: Sendable, Equatable {
  /// What is known of the page.
  public let page: PageDescription
  /// The article's text, paragraphs on lines of their own.
  public let text: String
  /// The article's title, which the text may lack.
  public let title: String

  /// What a page's reference was good for.
  public enum Outcome: Int, CaseIterable, Sendable {
    /// It told content from the rest.
    case used
    /// Much of it is not on the page: left out.
    case foreign
    /// The article goes on behind its end: left out.
    case cutShort
  }

  /// A reference of its parts.
  public init(page: PageDescription, text: String, title: String) {
    self.page = page
    self.text = text
    self.title = title
  }

  /// Reads an object with a member for each page: its name is that of the file before `.html.gz`, its
  /// value an object with `main_content` and, where known, `title`, `domain` (the site) and `url`.
  ///
  /// - Parameters:
  ///   - file: the name for error messages.
  ///   - source: the collection, as ``PageDescription/source``.
  /// - Throws: ``CorpusError/malformedLine(file:line:reason:)`` and ``CorpusError/noArticles(file:)``.
  public static func read(
    _ bytes: [UInt8], file: String, source: String = ""
  ) throws(CorpusError) -> [PageReference] {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .malformedLine(
        file: file, line: 1 + bytes.prefix(error.offset).count { $0 == 0x0A },
        reason: error.description)
    }
    guard case .object(let members) = value, !members.isEmpty else { throw .noArticles(file: file) }
    var references: [PageReference] = []
    for member in members.sorted(by: { $0.key < $1.key }) {
      do {
        references.append(try reference(member.key, member.value, source))
      } catch {
        throw .malformedLine(file: file, line: 1, reason: error.reason)
      }
    }
    return references
  }

  private static func reference(
    _ name: String, _ value: JSONValue, _ source: String
  ) throws(LineError) -> PageReference {
    guard let text = value["main_content"]?.string else {
      throw LineError(reason: "page '\(name.prefix(80))' has no string 'main_content'")
    }
    let path = name + ".html.gz"
    try PageDescription.check(file: path)
    return PageReference(
      page: PageDescription(
        file: path, id: source.isEmpty ? name : source + "/" + name,
        site: value["domain"]?.string ?? "", language: value["language"]?.string ?? "",
        source: source, url: value["url"]?.string ?? ""),
      text: text, title: value["title"]?.string ?? "")
  }

  /// What the reference says of the segments of its page, as labels without text: `content` and
  /// `not-content`, and nothing where it is in doubt; no labels unless the outcome is
  /// ``Outcome/used``.
  ///
  /// - Complexity: O(n log n) in the words of page and reference.
  public func labels(of article: Article) -> (labels: PageLabels, outcome: Outcome) {
    let alignment = ReferenceAlignment(article, reference: text, title: title)
    let outcome: Outcome =
      switch alignment.verdict {
      case .complete: .used
      case .foreign: .foreign
      case .cutShort: .cutShort
      }
    let digests = article.paragraphs.map { TextDigest($0.text) }
    let runs = outcome == .used ? Self.runs(of: digests, alignment.marks) : []
    return (PageLabels(page: page, paragraphs: runs), outcome)
  }

  /// Segments in a row with the same mark are one labelled paragraph, up to so many.
  private static let longestRun = 16

  /// The marked segments; those in a row with the same mark are joined, with what is symbolic between
  /// them, so that little has to be kept. ``LabelAlignment`` finds a run in its segments again.
  private static func runs(of digests: [TextDigest], _ marks: [KnownLabel?]) -> [LabelledDigest] {
    var runs: [LabelledDigest] = []
    var length = 0
    for (digest, mark) in zip(digests, marks) where digest.length > 0 {
      guard let mark, !digest.isSymbolic else {
        // Symbols without a mark stand between others; words without one end the run.
        length = digest.isSymbolic && length > 0 ? length + 1 : 0
        continue
      }
      if length > 0, length < longestRun, let last = runs.last, last.label == mark {
        runs[runs.count - 1] = LabelledDigest(digest: last.digest.appending(digest), label: mark)
        length += 1
      } else {
        runs.append(LabelledDigest(digest: digest, label: mark))
        length = 1
      }
    }
    return runs
  }
}
