import AccessModel
import Diagnostics
import Plans

/// What guardrails say of a plan, and whom it waits for.
enum GuardrailsText {
  static func append(_ plan: Plan, to text: inout StyledText) {
    // No guardrail speaks of a command, proposed or done at once.
    let isProposal = !plan.command.isEmpty || plan.summary.adopt > 0
    guard isProposal ? !plan.effects.requiredApprovals.isEmpty : !plan.changes.isEmpty else {
      return
    }
    text.appendLine(isProposal ? "Second persons" : "Guardrails", .strong)
    for outcome in plan.guardrails {
      let (word, style): (String, Style) =
        switch outcome.verdict {
        case .pass: ("PASS  ", .good)
        case .warn: ("WARN  ", .warning)
        case .refuse: ("REFUSE", .error)
        }
      text.append("  ")
      text.append(word, style)
      text.appendLine(" \(outcome.name): \(outcome.message)")
      if let lift = outcome.lift {
        text.appendLine("         to lift it once: mandate apply \(lift) --reason TEXT", .faint)
      }
    }
    appendApprovals(plan, to: &text)
    text.appendLine()
  }

  private static func appendApprovals(_ plan: Plan, to text: inout StyledText) {
    ApprovalsText(
      isProduction: plan.deployment.environment.isProduction, author: plan.author
    ).append(plan.effects.requiredApprovals, to: &text)
    guard plan.command.isEmpty, !plan.effects.requiredApprovals.isEmpty else { return }
    if plan.deployment.environment.isProduction {
      text.appendLine(
        "         mandate approve PLANFILE --key ~/.ssh/id_ed25519 --out SIG --as ACTOR", .faint)
    }
    if plan.changes.contains(where: { plan.effects.directions[$0.address] == .narrowing }) {
      text.appendLine(
        "         What only narrows needs nobody: mandate apply --only narrowing", .faint)
    }
  }
}
