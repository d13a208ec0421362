// A report as JUnit's XML, which continuous integration shows beside the tests: a case for each floor.
// Holds no mistakes.

import Chaffinch

extension EvaluationReport {
  /// The report as a JUnit file: a case for each floor of the gate, failed where it is missed. Without a
  /// gate nothing can fail: then a case for each label and one for macro-F1 say the figures.
  public var junit: String {
    let cases = gate.isEmpty ? figureCases : gate.map { gateCase($0) }
    let failures = gate.count { !$0.passed }
    let suite: EscapedMarkup = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="chaffinch evaluate" tests="\(cases.count)" failures="\(failures)" errors="0">
        <testsuite name="\(subject.model)" tests="\(cases.count)" failures="\(failures)" errors="0" skipped="0">
          <properties>
            <property name="corpus" value="\(fingerprint)"/>
            <property name="articles" value="\(articleCount)"/>
            <property name="paragraphs" value="\(evaluation.confusion.total)"/>
          </properties>
      \(cases.joined())\
        </testsuite>
      </testsuites>

      """
    return suite.text
  }

  private func gateCase(_ gate: GateCase) -> EscapedMarkup {
    let failure: EscapedMarkup =
      gate.passed
      ? "<system-out>\(gate.message)</system-out>"
      : "<failure type=\"floor\" message=\"\(gate.message)\">\(gate.message)</failure>"
    return """
          <testcase classname="\(gate.corpus)" name="floor of \(gate.score.title)" time="0">
            \(failure)
          </testcase>

      """
  }

  private var figureCases: [EscapedMarkup] {
    figures.compactMap { figure in
      var text =
        "\(Evaluation.format(figure.value)), 95 % interval \(intervalText(figure.interval))"
      switch figure.score {
      case .macroF1: break
      case .f1(let label):
        text += ", precision \(Evaluation.format(evaluation.confusion.precision(of: label)))"
        text += ", recall \(Evaluation.format(evaluation.confusion.recall(of: label)))"
        text += ", support \(evaluation.confusion.support(of: label))"
      default: return nil
      }
      return """
            <testcase classname="\(subject.model)" name="\(figure.score.title)" time="0">
              <system-out>\(text)</system-out>
            </testcase>

        """
    }
  }
}
