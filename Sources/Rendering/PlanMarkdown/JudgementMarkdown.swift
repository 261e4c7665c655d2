import AccessModel
import Diagnostics
import Plans

/// What stops a plan or waits for somebody: guardrails, tests, second persons, warnings.
struct JudgementMarkdown {
  let plan: Plan
  let diagnostics: [Diagnostic]

  private static let rowsMax = 20

  /// What refuses first.
  var sections: [CommentSection] { [guardrails, tests, needs, warnings].compactMap { $0 } }

  // MARK: Guardrails and tests

  private var guardrails: CommentSection? {
    let isShown = plan.command.isEmpty && !plan.changes.isEmpty && !plan.guardrails.isEmpty
    guard isShown else { return nil }
    let speaking =
      plan.guardrails.filter { $0.verdict == .refuse }
      + plan.guardrails.filter {
        $0.verdict == .warn
      }
    let passing = plan.guardrails.filter { $0.verdict == .pass }.map(\.name)
    let pass = passing.isEmpty ? "" : "pass: \(CommentText.list(passing, shown: 12, in: .line))"
    let head = "**Guardrails:** \(pass.isEmpty ? "none pass" : pass)\n\n"
    return CommentSection(
      weight: .judgement, head: head,
      rows: speaking.prefix(Self.rowsMax).map { CommentSection.Row(line($0)) },
      rest: max(0, speaking.count - Self.rowsMax), tail: speaking.isEmpty ? "" : "\n")
  }

  private func line(_ outcome: GuardrailOutcome) -> String {
    let verdict = outcome.verdict == .refuse ? "**refuses**" : "**warns**"
    let lift =
      outcome.lift.map {
        "; to lift it once: " + CommentText.code("mandate apply \($0) --reason TEXT", in: .line)
      } ?? ""
    return "- \(CommentText.code(outcome.name, in: .line)) \(verdict): "
      + CommentText.code(outcome.message, most: 400, in: .line) + lift + "\n"
  }

  private var tests: CommentSection? {
    let tests = plan.effects.tests
    guard !tests.isEmpty else { return nil }
    let speaking =
      tests.filter { $0.verdict == .fail && $0.isBinding }
      + tests.filter { $0.verdict == .fail && !$0.isBinding }
      + tests.filter { $0.verdict == .waiting }
    return CommentSection(
      weight: .judgement, head: "**Tests:** \(TestEnding.counts(of: tests))\n\n",
      rows: speaking.prefix(Self.rowsMax).map { CommentSection.Row(line($0)) },
      rest: max(0, speaking.count - Self.rowsMax), tail: speaking.isEmpty ? "" : "\n")
  }

  private func line(_ test: TestOutcome) -> String {
    let verdict =
      switch TestEnding(test) {
      case .passed: "passes"
      case .failed: "**fails**"
      case .warned: "**fails** without binding"
      case .waiting: "waits"
      }
    let message =
      test.message.isEmpty
      ? "" : ": " + CommentText.code(test.message.string, most: 400, in: .line)
    return "- \(CommentText.code(test.name.string, most: 240, in: .line)) \(verdict)\(message)\n"
  }

  // MARK: Second persons

  private var needs: CommentSection? {
    let approvals = plan.effects.requiredApprovals
    guard !approvals.isEmpty else { return nil }
    let isProduction = plan.deployment.environment.isProduction
    return CommentSection(
      weight: .judgement,
      head: "**Needs:**\(isProduction ? "" : " (apply waits for it in prod only)")\n\n",
      rows: approvals.prefix(Self.rowsMax).map { CommentSection.Row(line($0)) },
      rest: max(0, approvals.count - Self.rowsMax), tail: "\n" + nextSteps(isProduction))
  }

  private func line(_ approval: RequiredApproval) -> String {
    let author =
      plan.author.map {
        ", not by \(CommentText.code($0.description, in: .line)), who wrote it"
      } ?? ""
    return "- one approval for \(CommentText.code(approval.what.string, in: .line)) by "
      + CommentText.code(approval.by.string, most: 240, in: .line) + author + "\n"
  }

  private func nextSteps(_ isProduction: Bool) -> String {
    guard plan.command.isEmpty else { return "" }
    var steps: [String] = []
    if isProduction {
      steps.append("`mandate approve PLANFILE --key ~/.ssh/id_ed25519 --out SIG --as ACTOR`")
    }
    if plan.changes.contains(where: { plan.effects.directions[$0.address] == .narrowing }) {
      steps.append("what only narrows needs nobody: `mandate apply --only narrowing`")
    }
    return steps.isEmpty ? "" : steps.joined(separator: " · ") + "\n\n"
  }

  // MARK: Warnings

  private var warnings: CommentSection? {
    guard !diagnostics.isEmpty else { return nil }
    return DiagnosticMarkdown.section(
      diagnostics, head: "**The manifests:** \(DiagnosticSummary(diagnostics).text)\n\n",
      most: Self.rowsMax)
  }
}
