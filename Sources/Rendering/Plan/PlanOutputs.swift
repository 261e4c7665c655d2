package import Plans

/// What later steps of a workflow read of a plan, as GitHub takes it from the file GITHUB_OUTPUT.
package struct PlanOutputs {
  /// In the order of the documentation (docs/formats.md); every run gives all of them.
  package let values: [(name: String, value: String)]

  /// Of `plan`, or of a run that made none; `exit` is what the command ends with.
  package init(_ plan: Plan?, isRefused: Bool, exit: Int32) {
    let summary = plan?.summary
    let effects = plan?.effects
    let failing = effects?.tests.count { $0.verdict == .fail && $0.isBinding } ?? 0
    let tripped = plan?.guardrails.filter { $0.verdict == .refuse }.map(\.name) ?? []
    values = [
      ("changes", plan?.changes.isEmpty == false ? "true" : "false"),
      ("to_add", "\(summary?.create ?? 0)"),
      ("to_change", "\(summary?.update ?? 0)"),
      ("to_destroy", "\(summary?.delete ?? 0)"),
      ("to_move", "\(summary?.rename ?? 0)"),
      ("access_gain", "\(effects?.widening ?? 0)"),
      ("access_lose", "\(effects?.narrowing ?? 0)"),
      ("approvals_needed", "\(effects?.requiredApprovals.count ?? 0)"),
      ("guardrails_tripped", tripped.joined(separator: ",")),
      ("tests_failed", "\(failing)"),
      ("refused", isRefused ? "true" : "false"),
      ("plan_digest", plan.map { "\($0.digest)" } ?? ""),
      ("exit_code", "\(exit)"),
    ]
  }

  package var bytes: [UInt8] { Array(values.map(Self.line).joined().utf8) }

  /// `name=value`, and between two lines of a word that is not in it a value of several lines.
  package static func line(_ name: String, _ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return "\(name)=\(value)\n"
    }
    var word = "MANDATE_END"
    while value.contains(word) { word += "_" }
    return "\(name)<<\(word)\n\(value)\n\(word)\n"
  }
}
