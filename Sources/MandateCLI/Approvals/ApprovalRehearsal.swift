import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Stores

/// What a saved plan would do now, worked out from its base and changes alone.
///
/// WHY: the digest that is signed binds these two; whoever signs must see what follows from them, and
/// not what else somebody wrote into the file.
struct ApprovalRehearsal {
  /// The plan with its effects as they are.
  let plan: Plan
  let identity: StoreIdentity
  /// The resource at an address, as it stands before the plan.
  let resource: (Address) -> Resource?

  /// The same of a proposal, whose command was run again to see.
  init(_ finding: ProposalFinding) {
    plan = finding.plan
    identity = finding.identity
    resource = { finding.resources[$0] }
  }

  init(
    _ written: Plan, in project: Project, _ store: any RegisterStore, by approver: Actor,
    at now: Instant
  ) throws(CommandFailure) {
    let snapshot = try asking { () throws(StoreError) in try store.snapshot(.all) }
    guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
    try PlanFreshness.require(written, snapshot, in: store)
    let read = Set(written.base.scopes.map(\.scope))
    let keys = Set(read.map(\.keys)).subtracting(read)
    let basis = CommitBasis(
      identity: identity, owners: snapshot.owners,
      rows: snapshot.rows.filter { read.contains($0.address.scope) },
      keyRows: snapshot.rows.filter { keys.contains($0.address.scope) },
      knownScopes: Set(snapshot.scopes.keys), isFirstWrite: snapshot.revision == 0, plan: written,
      header: CommitHeader(
        applyID: .empty, command: "approve", actor: written.author ?? approver, onBehalfOf: nil,
        reason: nil, at: now, wallClock: now, owner: nil, lifts: []))
    let judge = ApplyJudge(settings: project.guardrails, lifts: [])
    do throws(Refusal) {
      let outcome = try judge.outcome(of: basis)
      plan = Self.plan(written, outcome, judge.assessment(of: basis, outcome))
      resource = { outcome.before[$0] }
    } catch {
      throw CommandFailure(error)
    }
    self.identity = identity
  }

  private static func plan(
    _ written: Plan, _ outcome: ApplyJudge.Outcome, _ assessment: PlanAssessment
  ) -> Plan {
    let desks = PlannedDesks(outcome.own + outcome.others)
    let reviews = RecordedReviews(
      RecordConsequences.followed(
        in: outcome.planned, after: written.changes, at: written.createdAt))
    return Plan(
      owner: written.owner, deployment: written.deployment, createdAt: written.createdAt,
      author: written.author, base: written.base,
      desired: Plan.Desired(
        digest: written.desired.digest, resources: outcome.own.count, commit: nil),
      changes: written.changes,
      waiting: WaitingList(
        deployment: written.deployment, desk: desks.desk, review: reviews.review
      ).waiting(among: written.changes, awaited: outcome.effects.evidence.awaited),
      guardrails: assessment.guardrails, effects: assessment.effects)
  }
}
