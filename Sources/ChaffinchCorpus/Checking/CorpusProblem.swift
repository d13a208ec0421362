// One thing that is wrong with a corpus, where, and what to do. Finds nothing; `CorpusCheck` does.

/// Something wrong or doubtful in a corpus.
public struct CorpusProblem: Sendable, Equatable {
  /// What can be wrong.
  public enum Kind: String, CaseIterable, Sendable {
    /// A line, an item or a part of one is no record.
    case malformedLine = "malformed-line"
    /// A file has no article.
    case noArticles = "no-articles"
    /// A file has no label.
    case noLabels = "no-labels"
    /// A label is none of those known.
    case unknownLabel = "unknown-label"
    /// Two members cannot both be meant.
    case contradiction
    /// A member is of a type that readers ignore.
    case ignoredMember = "ignored-member"
    /// A paragraph has no visible text.
    case emptyParagraph = "empty-paragraph"
    /// An id occurs twice.
    case duplicateID = "duplicate-id"
    /// All of an article's text occurs twice.
    case duplicateText = "duplicate-text"
    /// A paragraph is as long as many.
    case giantParagraph = "giant-paragraph"
    /// An article has no label.
    case unlabelledArticle = "unlabelled-article"
    /// All labels of an article are the same.
    case singleLabel = "single-label"
    /// An article has no site.
    case noSite = "no-site"
    /// An article has no language.
    case noLanguage = "no-language"
    /// A language is no BCP 47 tag.
    case badLanguage = "bad-language"
    /// A text has U+FFFD, which stands for what could not be decoded.
    case replacementCharacter = "replacement-character"
    /// A text was decoded in the wrong encoding.
    case mojibake
    /// A text has control characters.
    case controlCharacter = "control-character"
    /// A text has character references, as if escaped twice.
    case characterReference = "character-reference"
  }

  /// How bad a problem is.
  public enum Severity: String, Sendable {
    /// The corpus cannot be used as it is, or says what nobody can mean.
    case error
    /// The corpus can be used; a person should look.
    case warning
  }

  /// The file's name.
  public let file: String
  /// The line, from 1; 0 for the file as a whole.
  public let line: Int
  /// The paragraph of the article, from 1; `nil` for the article as a whole.
  public let paragraph: Int?
  /// The kind.
  public let kind: Kind
  /// What is wrong, as a clause.
  public let what: String

  /// A problem of its parts.
  public init(file: String, line: Int, paragraph: Int? = nil, kind: Kind, what: String) {
    self.file = file
    self.line = line
    self.paragraph = paragraph
    self.kind = kind
    self.what = what
  }

  /// The severity, which is the kind's.
  public var severity: Severity { kind.severity }
}

extension CorpusProblem.Kind {
  /// The severity of such a problem.
  public var severity: CorpusProblem.Severity {
    switch self {
    case .malformedLine, .noArticles, .noLabels, .unknownLabel, .contradiction, .ignoredMember,
      .emptyParagraph, .duplicateID:
      .error
    case .duplicateText, .giantParagraph, .unlabelledArticle, .singleLabel, .noSite, .noLanguage,
      .badLanguage, .replacementCharacter, .mojibake, .controlCharacter, .characterReference:
      .warning
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .malformedLine: "mend or remove the line"
    case .noArticles:
      "a corpus is JSON Lines with 'paragraphs', lines of label, tab, text, or labelled HTML"
    case .noLabels: "label some paragraphs"
    case .unknownLabel: "correct the label"
    case .contradiction: "remove one of the two"
    case .ignoredMember: "correct the member, which readers ignore, or remove it"
    case .emptyParagraph: "remove the paragraph"
    case .duplicateID: "give each article an id of its own"
    case .duplicateText: "remove one of them, or see 'chaffinch corpus dedupe'"
    case .giantParagraph: "split the paragraph where the page does"
    case .unlabelledArticle: "label the article or remove it"
    case .singleLabel: "see whether the others were left out"
    case .noSite: "name the site; without one the article counts as a site of its own"
    case .noLanguage: "name the language"
    case .badLanguage: "write a BCP 47 tag such as 'en' or 'pt-BR'"
    case .replacementCharacter: "take the text from its source again, in the right encoding"
    case .mojibake: "decode the text as UTF-8, not as windows-1252"
    case .controlCharacter: "remove the character"
    case .characterReference: "resolve the reference, unless the text is about markup"
    }
  }
}

extension CorpusProblem: CustomStringConvertible {
  /// `file:line: paragraph N: severity: what; what to do`, on one line.
  public var description: String {
    (line > 0 ? "\(file):\(line): " : "\(file): ") + (paragraph.map { "paragraph \($0): " } ?? "")
      + "\(severity.rawValue): \(what); \(kind.advice)"
  }
}
