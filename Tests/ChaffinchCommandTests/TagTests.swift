// Tests `chaffinch tag` on plain text: which paragraphs it finds and the object it prints.

import Foundation
import Testing

@Suite struct TagTests {
  /// What `tag` prints for a plain text.
  private struct Tagged: Decodable {
    struct Paragraph: Decodable {
      let text: String
      let byteRange: [Int]
      let prediction: Prediction
    }
    struct Prediction: Decodable {
      let label: String
      let probability: Double
      let probabilities: [String: Double]
      let paywall: Double
    }
    let paragraphs: [Paragraph]
  }

  private func tag(_ bytes: Data, _ options: [String] = []) async throws -> [Tagged.Paragraph] {
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.run(
      ["tag", "--model", "model.safetensors"] + options, input: bytes)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.lines.count == 1)
    return try JSONDecoder().decode(Tagged.self, from: outcome.output).paragraphs
  }

  @Test("A text becomes one object with its paragraphs, their places and predictions")
  func textToObject() async throws {
    let paragraphs = try await tag(Data("\(TinyCorpus.content)\n\n\(TinyCorpus.promo)\n".utf8))
    #expect(paragraphs.map(\.text) == [TinyCorpus.content, TinyCorpus.promo])
    #expect(paragraphs.map(\.prediction.label) == ["content", "promo"])
    let length = TinyCorpus.content.utf8.count
    #expect(paragraphs[0].byteRange == [0, length])
    #expect(paragraphs[1].byteRange == [length + 2, length + 2 + TinyCorpus.promo.utf8.count])
    for prediction in paragraphs.map(\.prediction) {
      #expect(Set(prediction.probabilities.keys) == ["content", "caption", "promo", "byline"])
      #expect(prediction.probabilities[prediction.label] == prediction.probability)
      #expect(prediction.paywall <= prediction.probabilities["promo"] ?? -1)
    }
  }

  @Test(
    "Byte ranges point into the input, whatever its line ends and its byte-order mark",
    arguments: [
      "One\n\nTwo", "One\r\n\r\nTwo\r\n", "One\r\rTwo", "\u{FEFF}One\n\nTwo\n",
      "\u{FEFF}\r\n\r\nOne\r\n \t\r\nTwo", "One\nTwo\n",
    ])
  func byteRanges(text: String) async throws {
    let bytes = Data(text.utf8)
    let paragraphs = try await tag(bytes)
    #expect(paragraphs.map(\.text) == ["One", "Two"])
    for paragraph in paragraphs {
      let slice = bytes[paragraph.byteRange[0]..<paragraph.byteRange[1]]
      #expect(String(decoding: slice, as: UTF8.self) == paragraph.text)
    }
  }

  @Test("Bytes that are no UTF-8 are windows-1252, unless --encoding says otherwise")
  func malformedUTF8() async throws {
    let bytes = Data([0x63, 0x61, 0x66, 0xE9, 0x0A])
    #expect(try await tag(bytes).map(\.text) == ["café"])
    let workshop = try await Workshop.withModel()
    let options = ["tag", "--model", "model.safetensors", "--encoding", "utf-8"]
    let outcome = try await workshop.run(options, input: bytes)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("caf\u{FFFD}"))
    #expect(
      outcome.error == "chaffinch: standard input: 1 malformed sequence replaced; is the text in "
        + "another encoding?\n")
    #expect(try await workshop.run(options + ["--quiet"], input: bytes).error == "")
  }

  @Test("--input-format decides where the first character would mislead")
  func inputFormat() async throws {
    let text = #"{"curly":"is how she wrote it."#
    let paragraphs = try await tag(Data(text.utf8), ["--input-format", "text"])
    #expect(paragraphs.map(\.text) == [text])
    let curly = "{curly} is how she wrote it."
    #expect(try await tag(Data(curly.utf8)).map(\.text) == [curly])
    let workshop = try await Workshop.withModel()
    let outcome = try await workshop.runWithModel(["tag"], input: text)
    #expect(outcome.status == 65)
    let lines = try await workshop.runWithModel(
      ["tag", "--input-format", "jsonl"], input: "plain text\n")
    #expect(lines.status == 65)
    #expect(lines.error.hasPrefix("chaffinch: standard input:1: "))
  }

  @Test("A NUL inside a text and a quotation mark come through as JSON")
  func escapes() async throws {
    let paragraphs = try await tag(Data("She said \"no\"\\ and\0 left.".utf8))
    #expect(paragraphs.map(\.text).count == 1)
    #expect(paragraphs.first?.text.contains("\"no\"\\ and") == true)
  }

  @Test("Printed probabilities sum to 1 exactly, digit by digit")
  func sums() async throws {
    let workshop = try await Workshop.withModel()
    let texts = ["a", "Bridge", "Photo by Anna", "1 2 3", "Read on", "Ünïcödé", "河水上涨", "!!"]
    let outcome = try await workshop.runWithModel(["tag"], input: texts.joined(separator: "\n\n"))
    let pattern = /"probabilities":\{([^}]*)\},"paywall":([0-9.]+)\}/
    let matches = outcome.text.matches(of: pattern)
    #expect(matches.count == texts.count)
    for match in matches {
      let printed = match.1.split(separator: ",").compactMap { $0.split(separator: ":").last }
      // As decimals: 0.1 + 0.2 is 0.3 here.
      let values = printed.compactMap { Decimal(string: String($0)) }
      #expect(values.count == 4)
      #expect(values.reduce(0, +) == 1)
      #expect(values.allSatisfy { $0 >= 0 })
      #expect(printed.allSatisfy { $0.count <= 8 && !$0.contains("e") })
    }
  }

  @Test("A paragraph of five megabytes is a paragraph", .timeLimit(.minutes(1)))
  func longParagraph() async throws {
    let workshop = try await Workshop.withModel()
    let text = String(repeating: "river bridge ", count: 400_000)
    let record = #"{"paragraphs":[""# + text + #""],"id":1}"# + "\n"
    let outcome = try await workshop.runWithModel(["tag", "-o", "out"], input: record)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try workshop.data("out").count > 5_200_000)
    #expect(
      String(decoding: try workshop.data("out"), as: UTF8.self).contains(#"],"id":1,"verdict":"#))
  }
}
