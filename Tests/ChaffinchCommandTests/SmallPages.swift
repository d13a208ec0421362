// A page and a feed around the tiny corpus's sentences, for tests of what is read and written.

import Foundation

/// Small inputs with markup.
enum SmallPages {
  /// The page's parts; `promo` stands in an element of its own.
  private static func page(promo: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><title>Bridge &amp; river</title>
    <meta name="author" content="Anna Keller"></head>
    <body><article>
    <p>\(TinyCorpus.content)</p>
    <figure><img src="a.jpg"><figcaption>\(TinyCorpus.caption)</figcaption></figure>
    <div class="join">\(promo)</div>
    </article></body></html>

    """
  }

  static let page = page(promo: "<p>\(TinyCorpus.promo)</p>")
  /// What is left of it as HTML: the `div` holds nothing else and goes too.
  static let cleanedPage = page.replacingOccurrences(
    of: "<div class=\"join\"><p>\(TinyCorpus.promo)</p></div>", with: "")

  /// Two items: one with a promo, one that is nothing but one.
  static let feed = feed(promo: "<p>\(TinyCorpus.promo)</p>")
  static let cleanedFeed = feed(promo: "")

  private static func feed(promo: String) -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0"><channel><title>News</title>
    <item><title>Bridge *closed*</title><guid>urn:1</guid>
    <description><![CDATA[<p>\(TinyCorpus.content)</p>\(promo)]]></description></item>
    <item><title>More</title>
    <description>&lt;p&gt;\(TinyCorpus.promo)&lt;/p&gt;</description></item>
    </channel></rss>

    """
  }

  static let records = """
    {"id":1, "paragraphs":[ "\(TinyCorpus.content)", {"text":"\(TinyCorpus.promo)"} ]}

    {"paragraphs":["\(TinyCorpus.promo)"]}

    """
  static let cleanedRecords = """
    {"id":1, "paragraphs":[ "\(TinyCorpus.content)" ]}

    {"paragraphs":[]}

    """
}
