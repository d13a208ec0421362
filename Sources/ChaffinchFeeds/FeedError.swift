// What keeps a feed from being cleaned. Nothing is lost then: the caller still has the bytes.

import Chaffinch

/// Bytes that cannot be read as a feed, and why.
public enum FeedError: Error, Equatable, Sendable {
  /// Neither RSS, RDF with RSS, Atom nor JSON Feed.
  case notAFeed
  /// A JSON Feed that is no JSON, cut off for example; the offset counts in the bytes as given.
  case malformedJSON(JSONError)
  /// The encoding cannot be decoded.
  case encoding(EncodingError)
}

extension FeedError: CustomStringConvertible {
  /// What is wrong, as a clause.
  public var description: String {
    switch self {
    case .notAFeed: "neither RSS, RDF, Atom nor JSON Feed"
    case .malformedJSON(let error): "a JSON Feed that is not JSON: \(error)"
    case .encoding(let error): error.description
    }
  }
}
