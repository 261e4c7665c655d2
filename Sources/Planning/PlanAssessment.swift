package import AccessModel
import Diagnostics
package import Plans

/// What a plan brings about and what rules say of it: one judgement for plan and for apply.
package struct PlanAssessment {
  package let effects: PlanEffects
  package let guardrails: [GuardrailOutcome]

  /// What is judged.
  package struct Subject {
    package let deployment: Deployment
    package let now: Instant
    /// The registered owner, or what the first apply registers; nil when there is none.
    package let owner: Owner?
    package let isFirstWrite: Bool
    /// Who answers for it: the author, or the person a job acts for.
    package let author: Actor?
    package let settings: GuardrailSettings
    package let lifts: [Lift]
    package let changes: [Change]
    package let ownedBefore: Int
    package let ownedAfter: Int
    /// Everything that will exist, records included.
    package let planned: [Resource]
    /// The access tests that the plan is held to.
    package let tests: [StandingTest]

    package init(
      deployment: Deployment, now: Instant, owner: Owner?, isFirstWrite: Bool, author: Actor?,
      settings: GuardrailSettings, lifts: [Lift], changes: [Change], ownedBefore: Int,
      ownedAfter: Int, planned: [Resource], tests: [StandingTest] = []
    ) {
      self.tests = tests
      self.deployment = deployment
      self.now = now
      self.owner = owner
      self.isFirstWrite = isFirstWrite
      self.author = author
      self.settings = settings
      self.lifts = lifts
      self.changes = changes
      self.ownedBefore = ownedBefore
      self.ownedAfter = ownedAfter
      self.planned = planned
    }
  }

  /// Judges `subject`, whose impact is `effects`.
  package init(_ subject: Subject, _ effects: PlanEffects) {
    var effects = effects
    effects.requiredApprovals = Self.approvals(subject, effects)
    effects.tests = Self.outcomes(subject, effects)
    let basis = GuardrailBasis(
      settings: subject.settings, changes: subject.changes, ownedBefore: subject.ownedBefore,
      ownedAfter: subject.ownedAfter, planned: subject.planned, effects: effects,
      author: subject.author)
    self.effects = effects
    guardrails = Guardrails.outcomes(of: basis, lifts: subject.lifts)
  }

  /// What the tests say that name anybody the plan touches, and those that it brings along.
  private static func outcomes(_ subject: Subject, _ effects: PlanEffects) -> [TestOutcome] {
    guard !subject.tests.isEmpty, !subject.changes.isEmpty else { return [] }
    let changed = Set(subject.changes.lazy.map(\.address).filter { $0.kind == .accessTest })
    guard !changed.isEmpty || !effects.evidence.touched.isEmpty else { return [] }
    let register = AccessRegister(
      RecordConsequences.followed(
        in: subject.planned, after: subject.changes, at: subject.now),
      deployment: subject.deployment)
    return AccessTestRunner.outcomes(
      of: subject.tests, in: AccessView(register, at: subject.now),
      for: subject.owner?.institution,
      focus: .touched(principals: effects.evidence.touched, tests: changed))
  }

  /// The first apply to a store needs nobody beside its actor.
  private static func approvals(
    _ subject: Subject, _ effects: PlanEffects
  ) -> [RequiredApproval] {
    guard !subject.isFirstWrite else { return [] }
    lazy var table = Dictionary(byAddress: subject.planned.lazy.filter(decidesPolicy))
    var rules = ApprovalRules(
      deployment: subject.deployment, institution: subject.owner?.institution,
      settings: subject.settings, at: subject.now, find: { table[$0] })
    return rules.approvals(for: subject.changes, effects)
  }

  private static func decidesPolicy(_ resource: Resource) -> Bool {
    resource.kind == .keyPolicy || resource.kind == .tier || resource.kind == .institution
  }
}
