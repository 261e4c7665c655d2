import AccessModel
import Diagnostics
package import Plans

/// Outcomes of access tests as people read them: a line a case, then a summary.
package enum TestText {
  package static func rendered(_ report: TestReport) -> StyledText {
    var text = StyledText()
    let zone = Zone.of(region: report.deployment.region)
    let local = zone == .utc ? "" : " (\(report.at.localText(in: zone)))"
    text.append("mandate test", .strong)
    text.appendLine(
      "   \(report.owner)   \(report.deployment)   at \(report.at.shortText)\(local)")
    text.appendLine()
    for outcome in report.outcomes { append(outcome, to: &text) }
    if !report.outcomes.isEmpty { text.appendLine() }
    if let line = untestedLine(report.untested) {
      text.appendLine(line, .warning)
      text.appendLine()
    }
    text.appendLine(summaryLine(report.outcomes), .strong)
    return text
  }

  /// One case; its message, if it has one, on a line of its own.
  private static func append(_ outcome: TestOutcome, to text: inout StyledText) {
    TestEnding(outcome).appendWord(to: &text)
    text.appendLine(outcome.name.string)
    if !outcome.message.isEmpty { text.appendLine("         \(outcome.message)") }
  }

  /// The last line, such as `Tests: 3 passed, 1 failed.`.
  private static func summaryLine(_ outcomes: [TestOutcome]) -> String {
    outcomes.isEmpty ? "Tests: there are none." : "Tests: \(TestEnding.counts(of: outcomes))."
  }

  /// Privileged endpoints that no test speaks about; nil when there are none.
  package static func untestedLine(_ untested: [UntestedPrivilege]) -> String? {
    guard !untested.isEmpty else { return nil }
    let shown = untested.prefix(5).map { privilege in
      let holders =
        privilege.holders == 1 ? "\(privilege.example)" : "\(privilege.holders) principals"
      return "\(privilege.endpoint) (\(privilege.riskClass.name), \(holders))"
    }
    let more = untested.count > 5 ? " and \(untested.count - 5) more" : ""
    return "Held, and no test speaks about it: \(shown.joined(separator: ", "))\(more)"
  }
}
