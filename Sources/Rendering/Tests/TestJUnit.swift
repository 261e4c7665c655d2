import Diagnostics
import Plans

/// Outcomes of access tests as the XML that CI systems read: a suite for each `AccessTest`.
///
/// Times are left out so that equal runs give equal bytes. What waits, or fails without binding, is
/// a skipped case with its message, for CI systems take every failure as a red run.
package enum TestJUnit {
  package static func bytes(of report: TestReport) -> [UInt8] {
    var suites: [(name: String, outcomes: [TestOutcome])] = []
    for outcome in report.outcomes {
      let name = outcome.parts.test
      if suites.last?.name != name { suites.append((name, [])) }
      suites[suites.count - 1].outcomes.append(outcome)
    }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<testsuites name=\"\(escaped("mandate test \(report.owner)"))\""
    xml += "\(counts(report.outcomes))>\n"
    for suite in suites {
      xml += "  <testsuite name=\"\(escaped(suite.name))\"\(counts(suite.outcomes))>\n"
      for outcome in suite.outcomes { xml += testCase(outcome) }
      xml += "  </testsuite>\n"
    }
    return Array((xml + "</testsuites>\n").utf8)
  }

  private static func counts(_ outcomes: [TestOutcome]) -> String {
    let failures = outcomes.count { TestEnding($0) == .failed }
    let skipped = outcomes.count { [.warned, .waiting].contains(TestEnding($0)) }
    return
      " tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
  }

  private static func testCase(_ outcome: TestOutcome) -> String {
    let (test, name) = outcome.parts
    let head = "    <testcase classname=\"\(escaped(test))\" name=\"\(escaped(name))\""
    let message = escaped(outcome.message.string)
    let body: String
    switch TestEnding(outcome) {
    case .passed:
      if message.isEmpty { return head + "/>\n" }
      body = "<system-out>\(message)</system-out>"
    case .failed: body = "<failure message=\"\(message)\" type=\"AccessTest\"/>"
    case .warned: body = "<skipped message=\"fails, and does not bind here: \(message)\"/>"
    case .waiting: body = "<skipped message=\"\(message)\"/>"
    }
    return head + ">\n      \(body)\n    </testcase>\n"
  }

  /// What is not displayable, which includes all that XML forbids, is shown as a visible escape.
  private static func escaped(_ raw: String) -> String {
    var output = ""
    for character in TerminalText.escaped(raw).unicodeScalars {
      switch character {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&apos;"
      default: output.unicodeScalars.append(character)
      }
    }
    return output
  }
}
