import AccessModel
import Diagnostics
import Plans

/// What the guardrails say of a plan, and which second persons it waits for.
struct GuardrailsHTML {
  let plan: Plan

  private var isProposal: Bool { !plan.command.isEmpty }

  var isNeeded: Bool {
    isProposal ? !plan.effects.requiredApprovals.isEmpty : !plan.changes.isEmpty
  }

  var title: String { isProposal ? "Second persons" : "Guardrails and second persons" }

  func append(to html: inout HTMLBuilder) {
    guard isNeeded else { return }
    html.section("guardrails", title) { html in
      if !plan.guardrails.isEmpty { appendGuardrails(to: &html) }
      appendApprovals(to: &html)
    }
  }

  /// Above everything, where a guardrail refuses.
  func appendNotice(to html: inout HTMLBuilder) {
    let refusing = plan.guardrails.filter { $0.verdict == .refuse }
    guard !refusing.isEmpty else { return }
    html.element("div", [.class("notice"), HTMLAttribute("role", "note")]) { html in
      html.element("p") { html in
        html.element("strong", text: "This plan is refused as it stands.")
      }
      for outcome in refusing {
        html.element("p", text: "\(outcome.name): \(outcome.message)")
      }
    }
    html.line()
  }

  private func appendGuardrails(to html: inout HTMLBuilder) {
    html.table(
      "Every guardrail with its verdict", columns: ["Guardrail", "Verdict", "What it says"]
    ) { html in
      for outcome in plan.guardrails {
        html.row {
          $0.code(outcome.name)
        } _: { html in
          html.cell("Verdict") { html in
            switch outcome.verdict {
            case .pass: html.tag("PASS", .good)
            case .warn: html.tag("WARN", .warn)
            case .refuse: html.tag("REFUSE", .loss)
            }
          }
          html.cell("What it says") { html in
            html.text(outcome.message)
            if let lift = outcome.lift {
              html.element("p", [.class("small")], text: "To lift it once:")
              html.command("mandate apply \(lift) --reason TEXT")
            }
          }
        }
      }
    }
  }

  private func appendApprovals(to html: inout HTMLBuilder) {
    let approvals = plan.effects.requiredApprovals
    guard !approvals.isEmpty else { return }
    let isProduction = plan.deployment.environment.isProduction
    let others = plan.author.map { "; not \($0), who wrote it" } ?? ""
    html.element("h3", text: "Second persons")
    html.element("ul") { html in
      for approval in approvals {
        html.element("li") { html in
          html.tag("NEEDS APPROVAL", .warn)
          html.text(
            " \(approval.what): \(approval.by)\(others)"
              + (isProduction ? "" : " (apply waits for it in prod only)"))
        }
      }
    }
    guard !isProposal else { return }
    if isProduction {
      html.command("mandate approve PLANFILE --key ~/.ssh/id_ed25519 --out SIG --as ACTOR")
    }
    if plan.changes.contains(where: { plan.effects.directions[$0.address] == .narrowing }) {
      html.element("p", text: "What only narrows needs nobody:")
      html.command("mandate apply --only narrowing")
    }
  }
}
