import AccessModel
package import Diagnostics
package import Plans

/// A plan as a SARIF log: what its diagnostics, guardrails and tests say, and which lines let
/// somebody trade, move money or manage accounts who could not.
///
/// A finding that no line causes points at the project file, for code hosts refuse a result without
/// a place.
package struct PlanSARIF {
  /// Of the program.
  let version: String
  /// The project's folder in its repository, empty when that is the root.
  let projectFolder: String

  package init(version: String, projectFolder: String = "") {
    self.version = version
    self.projectFolder = projectFolder
  }

  /// The ids of all rules but those of diagnostics.
  package static let rules = PlanRule.allCases.map(\.id)

  package func bytes(of plan: Plan, _ diagnostics: [Diagnostic]) -> [UInt8] {
    let reader = DiagnosticSARIF(version: version, projectFolder: projectFolder)
    let findings = PlanFindings(plan).all.map(result)
    return SARIFLog(
      version: version, automationID: "mandate plan/\(plan.owner)/\(plan.deployment)/"
    ).bytes(reader.results(diagnostics) + findings)
  }

  private func result(_ finding: PlanFinding) -> SARIFLog.Result {
    let path = finding.source?.file.string ?? "mandate.yaml"
    return SARIFLog.Result(
      rule: finding.rule.sarif, level: finding.level, message: finding.message,
      help: finding.help,
      place: SARIFLog.Place(
        path: RepositoryPath.joined(projectFolder, path), line: finding.source?.line ?? 1),
      address: finding.address?.text, identity: finding.identity)
  }
}
