// The curvature by which the context model's search is scaled: a typical second derivative of its
// objective, factored. The objective is `DenseLogisticLoss`.

import Chaffinch

extension DenseExamples {
  /// Every which example the curvature is taken from: for scaling the search a sample does.
  private static let curvatureStep = 8

  /// The factor of a typical second derivative of the objective, the same for every class: a fifth of
  /// the products' own products, and the penalty. (A bound has a half of them: Böhning, "Multinomial
  /// logistic regression algorithm", 1992.)
  ///
  /// - Complexity: O(examples · products²), the largest part of a round's cost.
  func curvature(l2Penalty: Double, shards: Shards) -> CholeskyFactor {
    let size = columns * gateCount
    let step = Self.curvatureStep
    let chosen = Array(stride(from: 0, to: count, by: step))
    let expanded = chosen.map { row -> [Float] in
      var result: [Float] = []
      result.reserveCapacity(size)
      for column in 0..<columns {
        for gate in 0..<gateCount {
          result.append(values[row * columns + column] * gates[row][gate])
        }
      }
      return result
    }
    // Bands of rows of the matrix, thinner where rows are longer: no two shards add to the same number.
    let bands = 64
    let zeros = [Float](repeating: 0, count: size)
    let parts = shards.map(bands) { band -> [Double] in
      let own = Self.band(band, of: bands, size)
      var sums = [Double](repeating: 0, count: own.count * size)
      var block = [Float](repeating: 0, count: own.count * size)
      // Four rows at a time: an element of the matrix is then loaded and stored once for all of them.
      for number in stride(from: 0, to: expanded.count, by: 4) {
        let rows = (0..<4).map { number + $0 < expanded.count ? expanded[number + $0] : zeros }
        Self.addProducts(rows, own, to: &block)
        if number % 256 == 252 || number + 4 >= expanded.count {
          for index in block.indices {
            sums[index] += Double(block[index])
            block[index] = 0
          }
        }
      }
      return sums
    }
    var matrix = [Double](repeating: 0, count: size * size)
    for band in 0..<bands {
      for (place, column) in Self.band(band, of: bands, size).enumerated() {
        for other in 0...column {
          matrix[column * size + other] = 0.2 * Double(step) * parts[band][place * size + other]
        }
        matrix[column * size + column] += column == size - gateCount ? 1 : l2Penalty
      }
    }
    return CholeskyFactor(matrix, size: size)
  }

  /// Adds the products of four rows' elements in `own` with all before them.
  private static func addProducts(_ rows: [[Float]], _ own: Range<Int>, to block: inout [Float]) {
    let size = rows[0].count
    rows[0].withUnsafeBufferPointer { a in
      rows[1].withUnsafeBufferPointer { b in
        rows[2].withUnsafeBufferPointer { c in
          rows[3].withUnsafeBufferPointer { d in
            block.withUnsafeMutableBufferPointer { block in
              for (place, column) in own.enumerated() {
                let target = place &* size
                let (va, vb, vc, vd) = (a[column], b[column], c[column], d[column])
                for other in 0..<column &+ 1 {
                  block[target &+ other] +=
                    (va * a[other] + vb * b[other]) + (vc * c[other] + vd * d[other])
                }
              }
            }
          }
        }
      }
    }
  }

  /// The rows of a triangular matrix that belong to a band of about equal area.
  private static func band(_ band: Int, of count: Int, _ size: Int) -> Range<Int> {
    func edge(_ band: Int) -> Int {
      band == count ? size : Int((Double(band) / Double(count)).squareRoot() * Double(size))
    }
    return edge(band)..<max(edge(band + 1), edge(band))
  }
}
