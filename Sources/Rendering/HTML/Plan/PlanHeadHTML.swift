import AccessModel
import Diagnostics
import Plans

/// What a plan is and what it comes to.
struct PlanHeadHTML {
  let plan: Plan

  private var isProposal: Bool { !plan.command.isEmpty }

  var title: String {
    "\(isProposal ? "Proposal" : "Plan of \(plan.owner)") for \(plan.deployment)"
  }

  func appendEyebrow(to html: inout HTMLBuilder) {
    html.text(isProposal ? "mandate proposal" : "mandate plan")
  }

  func appendLead(to html: inout HTMLBuilder) {
    let zone = Zone.of(region: plan.deployment.region)
    let local = zone == .utc ? "" : " (\(plan.createdAt.localText(in: zone)))"
    html.element("p", [.class("lead")]) { html in
      html.text("Made \(plan.createdAt.shortText)\(local)")
      if let next = plan.effects.later.map(\.at).min() {
        html.text(", exact until \(next.shortText)")
      }
      html.text(". \(PlanText.summaryLine(plan))")
    }
    if isProposal {
      html.command("mandate \(CommandWords.line(plan.command))")
    }
  }

  // MARK: What it comes to

  func appendCards(to html: inout HTMLBuilder) {
    let (effects, summary) = (plan.effects, plan.summary)
    html.element("h2", [.class("seen")], text: "Summary")
    html.element("ul", [.class("cards")]) { html in
      let sorts = [
        (summary.create, "create"), (summary.update, "update"), (summary.delete, "delete"),
        (summary.rename, "rename"), (summary.adopt, "adopt"),
      ].filter { $0.0 > 0 }.map { "\(grouped($0.0)) to \($0.1)" }
      Self.card(
        plan.changes.count, plan.changes.count == 1 ? "change" : "changes", sorts, to: &html)
      Self.card(
        effects.narrowing, effects.narrowing == 1 ? "principal loses" : "principals lose",
        look: "loses", to: &html)
      Self.card(
        effects.widening, effects.widening == 1 ? "principal gains" : "principals gain",
        look: "gains", to: &html)
      if let unchanged = effects.unchanged {
        Self.card(unchanged, "keep exactly what they have", to: &html)
      }
      let keys = effects.access.reduce(0) { $0 + $1.keys.count }
      if keys > 0 { Self.card(keys, "live \(keys == 1 ? "key" : "keys") touched", to: &html) }
      appendVerdicts(to: &html)
    }
    html.line()
  }

  private func appendVerdicts(to html: inout HTMLBuilder) {
    let refusing = plan.guardrails.count { $0.verdict == .refuse }
    if refusing > 0 {
      Self.card(
        refusing, refusing == 1 ? "guardrail refuses" : "guardrails refuse", look: "bad", to: &html)
    } else if !plan.guardrails.isEmpty {
      Self.card(0, "guardrails refuse", look: "good", to: &html)
    }
    let approvals = plan.effects.requiredApprovals.count
    if approvals > 0 {
      Self.card(approvals, "second \(approvals == 1 ? "person" : "persons") needed", to: &html)
    }
    let failing = plan.effects.tests.count { $0.verdict == .fail }
    if failing > 0 {
      Self.card(failing, failing == 1 ? "test fails" : "tests fail", look: "bad", to: &html)
    }
  }

  private static func card(
    _ count: Int, _ words: String, _ details: [String] = [], look: String = "",
    to html: inout HTMLBuilder
  ) {
    html.element("li", count > 0 || look == "good" ? [.class(look)] : []) { html in
      html.element("b", text: grouped(count))
      html.element("span", text: " \(words)")
      if !details.isEmpty { html.element("span", text: details.joined(separator: ", ")) }
    }
  }

  // MARK: What it is

  func appendIdentity(to html: inout HTMLBuilder) {
    html.section("identity", "Identity") { html in
      html.element("p", text: "What an apply of exactly this plan is held against.")
      html.element("dl") { html in
        fact("Digest", plan.digest.description, to: &html)
        fact("Deployment", "\(plan.deployment)", to: &html)
        if !isProposal { fact("Owner", plan.owner.string, to: &html) }
        fact(
          "Base",
          plan.base.store == nil
            ? "no store there: planned from nothing, and apply would create one"
            : "revision \(plan.base.revision)",
          to: &html)
        if !isProposal {
          fact("Declared", counted(plan.desired.resources, "resource"), to: &html)
        }
        if let commit = plan.desired.commit { fact("Commit", "\(commit), clean", to: &html) }
        let author = plan.author?.description ?? "nobody named"
        let isAsserted = plan.deployment.environment.isProduction
        fact(
          "Actor",
          author + (isAsserted ? ", asserted: a store in a file takes the actor's word" : ""),
          to: &html)
      }
      if !plan.changes.isEmpty || isProposal {
        html.element("p", text: "It takes effect at apply, all of it or nothing:")
        html.command("mandate apply PLANFILE --expect-digest \(plan.digest)")
      }
    }
  }

  private func fact(_ name: String, _ value: String, to html: inout HTMLBuilder) {
    html.element("dt", text: name)
    html.element("dd") { $0.code(value) }
  }
}
