// What can be wrong with a record. In which line of which file it stands is the caller's to say.

/// A record that cannot be read as an article, and why.
public enum RecordError: Error, Equatable, Sendable {
  /// The line is not JSON; the offset counts from the line's start.
  case json(JSONError)
  /// The line is JSON but no object.
  case notAnObject
  /// The object has no `paragraphs`, no `text` and no `html`.
  case noArticle
  /// The object has no member of the name that was asked for.
  case noMember(String)
  /// `paragraphs` is no array.
  case paragraphsNotAnArray
  /// The paragraph with this number, from 1, is neither a string nor an object with a string `text`.
  case noText(paragraph: Int)
  /// The member with this name is to hold a text or a page and is no string.
  case notAString(String)
  /// The object has paragraphs, but no text that spans could point into.
  case noTextForSpans
  /// A key that decides occurs twice in one object, so that readers would disagree about it.
  case duplicateKey(String)
}

extension RecordError: CustomStringConvertible {
  /// The error as a clause: what is wrong, where, and what would be right.
  public var description: String {
    switch self {
    case .json(let error): error.description
    case .notAnObject: "not a JSON object"
    case .noArticle:
      "no 'paragraphs', 'text' or 'html'; expected an array of paragraphs, a text or a page"
    case .noMember(let name): "no '\(name)', the member that was asked for"
    case .paragraphsNotAnArray:
      "'paragraphs' is no array; expected strings or objects with 'text'"
    case .noText(let number):
      "paragraph \(number) is neither a string nor an object with a string 'text'"
    case .notAString(let name): "'\(name)' is no string; expected a text or a page"
    case .noTextForSpans:
      "'paragraphs' but no text that spans could point into; expected a string 'text' or 'html'"
    case .duplicateKey(let key): "the key '\(key)' occurs twice in one object"
    }
  }
}
