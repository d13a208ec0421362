// The label that a prediction suggests to a person who labels: one of five, as corpora have them.

import Chaffinch

extension Prediction {
  /// The label to suggest.
  var suggestedLabel: InnerLabel {
    if isPaywall { return .paywall }
    return switch label {
    case .content: .content
    case .caption: .caption
    case .promo: .promo
    case .byline: .byline
    }
  }

  /// The probability of ``suggestedLabel``.
  var suggestedShare: Float { isPaywall ? paywall : probability }
}
