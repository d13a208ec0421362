// A number that tells whether two corpora are the same. Depends on what was read, not on the files'
// format or compression.

import Chaffinch

extension Corpus {
  /// FNV-1a over sites, languages, labels and texts of all articles in order, as sixteen hexadecimal
  /// digits; ids are left out, since they say nothing to a model.
  public var fingerprint: String {
    var hash = FNV1a()
    for article in articles {
      hash.update(article.site)
      hash.update(0x1D)
      hash.update(article.language)
      for paragraph in article.paragraphs {
        hash.update(0x1E)
        hash.update(UInt64(paragraph.label.rawValue))
        hash.update(paragraph.text)
      }
      hash.update(0x1F)
    }
    return Model.hexadecimal(hash.value)
  }
}
