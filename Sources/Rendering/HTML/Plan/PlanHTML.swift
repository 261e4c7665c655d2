import AccessModel
import Diagnostics
package import Plans

/// A plan as one page that needs nothing but itself, for browsers, phones and paper.
///
/// It stays small however large the plan: what has the most at risk is listed, the rest counted
/// exactly, unless everything is asked for.
package struct PlanHTML {
  private let isFull: Bool

  package init(isFull: Bool = false) { self.isFull = isFull }

  package func bytes(of plan: Plan) -> [UInt8] {
    let impact = ImpactHTML(plan.effects, isFull: isFull)
    let changes = ChangesHTML(plan, isFull: isFull)
    let standing = StandingHTML(plan: plan, isFull: isFull)
    let guardrails = GuardrailsHTML(plan: plan)
    let head = PlanHeadHTML(plan: plan)
    let hasChanges = !plan.changes.isEmpty
    let contents =
      [("access", "Access")] + (hasChanges ? [("changes", "Changes")] : []) + standing.sections
      + (guardrails.isNeeded ? [("guardrails", guardrails.title)] : []) + [("identity", "Identity")]
    return HTMLPage(
      title: head.title, eyebrow: head.appendEyebrow, lead: head.appendLead, contents: contents
    ) { html in
      guardrails.appendNotice(to: &html)
      head.appendCards(to: &html)
      if impact.hasRows || hasChanges {
        FilterHTML(institutions: impact.institutions.union(changes.institutions), hasWays: true)
          .append(to: &html)
      }
      impact.append(to: &html)
      if hasChanges { changes.append(to: &html) }
      standing.append(to: &html)
      guardrails.append(to: &html)
      head.appendIdentity(to: &html)
    }.bytes
  }
}
