// A raw page as the project segments it, with the labels that were joined to it. Writes it as a line
// of JSON.

import Chaffinch

/// A segmented page with labels.
public struct LabelledPage: Sendable, Equatable {
  /// What is known of the page.
  public let page: PageDescription
  /// The page's paragraphs.
  public let article: Article
  /// What is known of the label of each paragraph; `nil` where nobody knows anything.
  public let labels: [KnownLabel?]
  /// As ``LabelledParagraph/isExtracted``, of each paragraph.
  public let isExtracted: [Bool]
  /// Labelled paragraphs of the page that are none of ``article``'s.
  public let unmatched: LabelCounts

  /// A page of its parts; `labels` and `isExtracted` have an element for each paragraph of `article`.
  /// Without `isExtracted` all paragraphs are.
  public init(
    page: PageDescription, article: Article, labels: [KnownLabel?], isExtracted: [Bool]? = nil,
    unmatched: LabelCounts
  ) {
    self.page = page
    self.article = article
    self.labels = labels
    self.isExtracted = isExtracted ?? labels.map { _ in true }
    self.unmatched = unmatched
  }

  /// The page as training and evaluation see it.
  public var labelledArticle: LabelledArticle {
    LabelledArticle(
      id: page.id, site: page.site, language: page.language,
      paragraphs: zip(article.paragraphs, zip(labels, isExtracted)).compactMap { paragraph, gold in
        paragraph.text.isEmpty
          ? nil
          : LabelledParagraph(
            text: paragraph.text, label: gold.0?.label, isNotContent: gold.0 == .notContent,
            isExtracted: gold.1, markup: paragraph.markup)
      }, markup: article.markup, metadata: metadata, unmatched: unmatched)
  }

  /// What the page declares about its article, as a corpus keeps it.
  private var metadata: PageMetadata { article.metadata?.inCorpus ?? PageMetadata() }

  /// Appends the page as a line of a JSON Lines corpus, line end included: what is known of the page
  /// and what it declares (`title`, `openGraphTitle`, `authors`, `isAccessibleForFree`, each where
  /// there is one), then `paragraphs` with `text`, `label` (`null` where there is none), `notContent` and `paywall` (only `true`),
  /// `extracted` (only `false`) and `byteRange` (where known), then `unmatched` where it counts anything. Paragraphs without text
  /// are left out. ``CorpusReader`` reads the line back as ``labelledArticle``.
  ///
  /// Of a page with markup, `elements` stands behind: an array of [name, class and id words, place of
  /// the parent or null]; a paragraph has its `element`, a place in it, and `linkDensity`.
  public func appendJSONLine(to output: inout [UInt8]) {
    var separator = "{"
    func member(_ key: String) {
      output.append(contentsOf: separator.utf8)
      appendJSON(key, to: &output)
      output.append(UInt8(ascii: ":"))
      separator = ","
    }
    let known = [
      ("id", page.id), ("site", page.site), ("language", page.language), ("source", page.source),
      ("url", page.url), ("page", page.file),
    ]
    for (key, value) in known where !value.isEmpty {
      member(key)
      appendJSON(value, to: &output)
    }
    for (key, value) in metadata.members {
      member(key)
      value.append(to: &output)
    }
    member("paragraphs")
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for (paragraph, gold) in zip(article.paragraphs, zip(labels, isExtracted))
    where !paragraph.text.isEmpty {
      let (label, isExtracted) = gold
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      separator = "{"
      member("text")
      appendJSON(paragraph.text, to: &output)
      member("label")
      if let label = label?.label {
        appendJSON(label.label.name, to: &output)
      } else {
        output.append(contentsOf: "null".utf8)
      }
      if label == .notContent {
        member("notContent")
        output.append(contentsOf: "true".utf8)
      }
      if label == .paywall {
        member("paywall")
        output.append(contentsOf: "true".utf8)
      }
      if !isExtracted {
        member("extracted")
        output.append(contentsOf: "false".utf8)
      }
      if let range = paragraph.byteRange {
        member("byteRange")
        output.append(contentsOf: "[\(range.lowerBound),\(range.upperBound)]".utf8)
      }
      if let markup = paragraph.markup {
        if let element = markup.element {
          member("element")
          output.append(contentsOf: String(element).utf8)
        }
        member("linkDensity")
        output.append(contentsOf: String(markup.linkDensity).utf8)
        if let link = markup.link {
          member("link")
          output.append(contentsOf: String(link).utf8)
        }
        if let picture = markup.picture {
          member("picture")
          output.append(contentsOf: "[\(picture.paragraphs),\(picture.levels)]".utf8)
        }
      }
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
    separator = ","
    if let markup = article.markup {
      member("elements")
      Self.append(markup, to: &output)
    }
    if unmatched.total > 0 {
      member("unmatched")
      unmatched.json.append(to: &output)
    }
    output.append(contentsOf: "}\n".utf8)
  }

  private static func append(_ markup: ArticleMarkup, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for place in markup.elements.indices {
      output.append(contentsOf: (place > 0 ? ",[" : "[").utf8)
      appendJSON(markup.name(of: place), to: &output)
      output.append(UInt8(ascii: ","))
      appendJSON(markup.words(of: place), to: &output)
      output.append(
        contentsOf: ",\(markup.elements[place].parent.map(String.init) ?? "null")".utf8)
      let link = markup.link(of: place)
      if !link.isEmpty {
        output.append(UInt8(ascii: ","))
        appendJSON(link, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
    output.append(UInt8(ascii: "]"))
  }
}

extension LabelCounts {
  /// The counts that are not 0, by the labels' names.
  var json: JSONValue {
    .object(present.map { ($0.label.name, .number(String($0.count))) })
  }
}
