package import AccessModel
package import Diagnostics
package import Plans

/// Which second persons a plan needs (model, sections 5 to 7).
package struct ApprovalRules {
  private let deployment: Deployment
  /// The institution of the plan's owner; nil for a staff owner.
  private let institution: Text?
  private let settings: GuardrailSettings
  private var policies: PolicyBook

  /// `find` gives the planned resource at an address.
  package init(
    deployment: Deployment, institution: Text?, settings: GuardrailSettings, at now: Instant,
    find: @escaping (Address) -> Resource?
  ) {
    self.deployment = deployment
    self.institution = institution
    self.settings = settings
    policies = PolicyBook(for: deployment.environment, at: now, find: find)
  }

  /// The approvals that `changes` with these effects need, in a fixed order.
  ///
  /// What only takes away never waits (I-40): a plan with losses and no gain needs nobody, unless it
  /// touches what decides about people and rules themselves.
  package mutating func approvals(
    for changes: [Change], _ effects: PlanEffects
  ) -> [RequiredApproval] {
    let touchesRules = changes.contains { $0.address.kind.needsSecurity }
    var needed: [RequiredApproval] = []
    if deployment.environment.isProduction, touchesRules {
      needed.append(
        RequiredApproval(
          what: "change of staff, key policies or agreements",
          approver: .staff(.security)))
    }
    if effects.widening == 0, effects.evidence.otherGains.isEmpty, effects.narrowing > 0 {
      return needed
    }
    needed += widenings(effects)
    needed += licences(changes)
    if settings.requireApproval.contains("delete"), changes.contains(where: { $0.after == nil }) {
      needed.append(RequiredApproval(what: "deletion", approver: secondPerson))
    }
    return needed
  }

  /// One approval for each class of widening that a policy or the project asks for.
  private mutating func widenings(_ effects: PlanEffects) -> [RequiredApproval] {
    var gains = GainClasses(effects)
    var asked: Set<Text> = []
    for impact in effects.access + effects.evidence.otherGains {
      let words = gains.words(of: impact)
      guard !words.isEmpty else { continue }
      let name = impact.principal.institution
      let policy = policies.policy(of: name, for: impact.principal.text)
      for word in words
      where policy.dualControl.contains(word) || settings.requireApproval.contains(word) {
        asked.insert(word)
      }
    }
    let order: [Text] = ["widening", "read", "trade", "funds", "admin", "unrestricted"]
    return order.filter(asked.contains).map { word in
      RequiredApproval(what: Text(Self.words(for: word)), approver: secondPerson)
    }
  }

  private static func words(for word: Text) -> String {
    if word.is("widening") { return "widening" }
    if word.is("unrestricted") { return "widening to every address" }
    return "widening of class \(word)"
  }

  /// A licence whose block changes, where the institution's policy asks for two.
  private mutating func licences(_ changes: [Change]) -> [RequiredApproval] {
    let slot = InstitutionFields.licenceSlot
    let changed = changes.filter { change in
      change.address.kind == .institution && change.before != nil && change.after != nil
        && change.before?.resource[slot] != change.after?.resource[slot]
    }
    let isHeld = changed.contains {
      policies.policy(of: $0.address.name).dualControl.contains("licence")
    }
    guard isHeld else { return [] }
    return [RequiredApproval(what: "change of a licence", approver: secondPerson)]
  }

  /// Who the second person can be.
  private var secondPerson: Approver {
    institution.map { .admin(of: $0) } ?? .staff(.operations)
  }
}
