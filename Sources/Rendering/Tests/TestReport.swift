package import AccessModel
package import Diagnostics
package import Plans

/// What a run of access tests found out.
package struct TestReport: Sendable {
  package let owner: Text
  package let deployment: Deployment
  package let at: Instant
  package let outcomes: [TestOutcome]
  package let untested: [UntestedPrivilege]

  package init(
    owner: Text, deployment: Deployment, at: Instant, outcomes: [TestOutcome],
    untested: [UntestedPrivilege]
  ) {
    self.owner = owner
    self.deployment = deployment
    self.at = at
    self.outcomes = outcomes
    self.untested = untested
  }

  func count(_ ending: TestEnding) -> Int { outcomes.count { TestEnding($0) == ending } }
}

extension TestOutcome {
  /// The address of the test and the name of the case apart; addresses hold no colon.
  var parts: (test: String, caseName: String) {
    let text = name.string
    guard let colon = text.firstIndex(of: ":") else { return (text, "") }
    return (String(text[..<colon]), String(text[colon...].dropFirst(2)))
  }
}
