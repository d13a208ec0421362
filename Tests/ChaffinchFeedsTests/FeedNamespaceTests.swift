// Tests which namespace a name is in at a place of a feed.

import Chaffinch
import Testing

@testable import ChaffinchFeeds

@Suite("Feed namespaces")
struct FeedNamespaceTests {
  /// The namespace of `name` behind the start tags in `markup`; every `</>` ends the last of them.
  private func resolve(_ name: String, after markup: String) -> FeedNamespace {
    let bytes = Array((markup + "<\(name)>").utf8)
    let span = bytes.span
    var scanner = MarkupScanner(0..<bytes.count, dialect: .xml)
    var scope = NamespaceScope()
    var marks: [Int] = []
    var last = FeedNamespace.other
    while let token = scanner.next(span) {
      if token.kind == .startTag {
        if marks.isEmpty { scope.noteRoot(token, span) }
        marks.append(scope.enter(token, span))
        last = scope.resolve(token.name, span).0
      } else if let mark = marks.popLast() {
        scope.leave(mark)
      }
    }
    return last
  }

  @Test("Declarations hold inside their element and are taken back behind it")
  func scope() {
    let content = "http://purl.org/rss/1.0/modules/content/"
    #expect(resolve("c:encoded", after: "<a xmlns:c='\(content)'>") == .content)
    #expect(resolve("c:encoded", after: "<a><b xmlns:c='\(content)'></>") == .other)
    #expect(resolve("a", after: "<a xmlns='http://www.w3.org/2005/Atom'>") == .atom)
    #expect(resolve("a", after: "<b xmlns='http://www.w3.org/2005/Atom'><b xmlns=''>") == .none)
    #expect(
      resolve("a", after: "<b xmlns='http://www.w3.org/2005/Atom'><b xmlns=''></>") == .atom)
    #expect(resolve("x:a", after: "<b xmlns:x='u' xmlns:x='http://purl.org/atom/ns#'>") == .atom)
  }

  @Test("Undeclared prefixes mean what they usually mean")
  func conventions() {
    #expect(resolve("content:encoded", after: "") == .content)
    #expect(resolve("Content:encoded", after: "<a>") == .content)
    #expect(resolve("item", after: "") == .none)
    #expect(resolve("itunes:summary", after: "") == .other)
  }

  @Test("The root's own namespace counts as the feed's")
  func root() {
    #expect(resolve("item", after: "<rss xmlns='http://example.org/a'>") == .root)
    #expect(
      resolve("b:item", after: "<rss xmlns='http://example.org/a' xmlns:b='http://b'>") == .other)
  }

  @Test("Case, a closing slash and https make no difference")
  func spelling() {
    #expect(FeedNamespace(uri: "HTTPS://www.w3.org/1999/xhtml/") == .xhtml)
    #expect(FeedNamespace(uri: "http://purl.org/rss/1.0") == .rss)
    #expect(FeedNamespace(uri: "http://purl.org/rss/2.0") == .other)
  }
}
