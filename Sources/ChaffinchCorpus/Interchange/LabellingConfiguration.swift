// The labelling configuration that Label Studio needs for the tasks that are written for it.

import Chaffinch

/// Labelling configurations of Label Studio.
public enum LabellingConfiguration {
  /// The configuration, in XML, for tasks of whole articles or of single paragraphs.
  public static func xml(for unit: InterchangeUnit) -> String {
    switch unit {
    case .article:
      """
      <View>
        <ParagraphLabels name="label" toName="paragraphs">
      \(labels { "    <Label value=\"\($0.name)\" background=\"\(color(of: $0))\"/>" })
        </ParagraphLabels>
        <Paragraphs name="paragraphs" value="$paragraphs" nameKey="author" textKey="text"/>
      </View>

      """
    case .paragraph:
      """
      <View>
        <Text name="text" value="$text"/>
        <Choices name="label" toName="text" choice="single" showInline="true">
      \(labels { "    <Choice value=\"\($0.name)\"/>" })
        </Choices>
      </View>

      """
    }
  }

  private static func labels(_ line: (InnerLabel) -> String) -> String {
    InnerLabel.allCases.map(line).joined(separator: "\n")
  }

  private static func color(of label: InnerLabel) -> String {
    switch label {
    case .content: "#4caf50"
    case .caption: "#2196f3"
    case .promo: "#f44336"
    case .byline: "#9c27b0"
    case .paywall: "#ff9800"
    }
  }
}
