// Tests what takes context features: rows, names, and the logarithms behind many of them.

import Testing

@testable import Chaffinch

@Suite("Context sinks")
struct ContextSinkTests {
  private func fill(_ sink: inout some ContextSink) {
    sink.put(0.5 as Float, "half")
    sink.put(true, "yes")
    sink.put(ClassVector(1, 2, 3, 4, 5, 6, 7, 8), "classes")
    sink.put(false, "no")
  }

  @Test("A vector is five numbers with the classes' names, a flag is 1 or 0")
  func sameOrder() {
    var row = ContextRow()
    var names = ContextNames()
    fill(&row)
    fill(&names)
    #expect(row.values == [0.5, 1, 1, 2, 3, 4, 5, 0])
    #expect(
      names.names == [
        "half", "yes", "classes content", "classes caption", "classes promo", "classes byline",
        "classes paywall", "no",
      ])
    row.removeAll()
    #expect(row.values.isEmpty)
  }

  @Test(
    "Logarithms are those of the number, 0 below 1",
    arguments: [.min, -1, 0, 1, 2, 1023, 1024, 1_000_000, .max])
  func logarithms(number: Int) {
    let expected = number < 1 ? 0 : Float(naturalLogarithm(Double(number)))
    #expect(LogarithmTable.shared(number) == expected)
  }
}
