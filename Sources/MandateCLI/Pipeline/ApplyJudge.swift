package import AccessModel
import Diagnostics
import Manifests
package import Planning
import Plans
package import Stores

/// Judges a plan anew inside the write transaction, from its base and changes alone.
///
/// Everything that was checked when the plan was made is checked again on what the store holds now,
/// so that an edited plan file gains nothing.
package struct ApplyJudge {
  private let settings: GuardrailSettings
  private let lifts: [Lift]

  package init(settings: GuardrailSettings, lifts: [Lift]) {
    self.settings = settings
    self.lifts = lifts
  }

  package func judgement(of basis: CommitBasis) -> Judgement {
    do throws(Refusal) {
      return .accepted(consequences: try judge(basis))
    } catch {
      return .refused(error)
    }
  }

  /// What follows from the plan for recorded things; throws what refuses it.
  private func judge(_ basis: CommitBasis) throws(Refusal) -> [Change] {
    let outcome = try outcome(of: basis)
    let (before, rows) = (outcome.before, outcome.rows)
    try requireAllowed(basis, outcome)
    let records = RecordConsequences.of(basis.plan.changes) { address in
      guard let resource = before[address], let row = rows[address] else { return nil }
      return Change.Version(resource: resource, digest: row.digest)
    }
    return records
      + basis.keyConsequences(among: outcome.keys, planned: outcome.own + outcome.others)
  }

  /// What stands before and after a plan, and what it brings about.
  struct Outcome {
    let before: [Address: Resource]
    let rows: [Address: StoredRow]
    let own: [Resource]
    let others: [Resource]
    /// What the keys scopes hold that the changes can reach.
    let keys: [Resource]
    let effects: PlanEffects

    /// Everything that will exist, what is recorded of keys as it stands before.
    var planned: [Resource] { own + others + keys }
  }

  /// Works out what a plan does to what is there; throws when it is stale or leads nowhere right.
  func outcome(of basis: CommitBasis) throws(Refusal) -> Outcome {
    let plan = basis.plan
    guard basis.identity.deployment == plan.deployment else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
    // Staff, roles and policies are global; a plan that did not read them cannot be judged.
    guard plan.base.store == nil || plan.base.scopes.contains(where: { $0.scope == .global }) else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
    // What commands record is not a manifest's to change, whatever a plan file says; nor are owners.
    guard !plan.changes.contains(where: { $0.touchesRecords || $0.action == .adopt }) else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
    try requireTime(plan, basis.header.at)
    let resources = try decode(basis.rows)
    let keys = try decode(basis.keyRows)
    let before = Dictionary(byAddress: resources)
    let rows = Dictionary(byAddress: basis.rows)
    try requireSameBefore(plan.changes, rows)
    let (own, others) = after(basis, before, rows)
    try requireReachRead(basis, own + others)
    let (invalid, effects) = SideBySide.run(
      { wrongState(basis, own, others) },
      { [settings] in
        Effects.of(
          plan.changes, planned: own + others + keys, deployment: plan.deployment,
          at: basis.header.at,
          rules: settings.rules,
          wantsTouched: (own + others).contains { $0.kind == .accessTest })
      })
    if let invalid { throw invalid }
    guard Self.isInOrder(plan.changes, effects.directions) else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
    return Outcome(
      before: before, rows: rows, own: own, others: others, keys: keys, effects: effects)
  }

  private func decode(_ rows: [StoredRow]) throws(Refusal) -> [Resource] {
    do throws(CommandFailure) {
      return try RegisterSplit.decode(rows)
    } catch {
      throw .invalid([.unreadable])
    }
  }

  // MARK: Stale

  /// A plan has read whatever its changes reach, or it is judged on less than it does.
  private func requireReachRead(
    _ basis: CommitBasis, _ planned: [Resource]
  ) throws(Refusal) {
    let plan = basis.plan
    let needed = ReachedScopes.of(plan.changes, planned: planned, known: basis.knownScopes)
    guard plan.base.store == nil || needed.isSubset(of: plan.base.scopes.map(\.scope)) else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
  }

  /// A bound of somebody's access that has passed since makes the plan another one.
  private func requireTime(_ plan: Plan, _ now: Instant) throws(Refusal) {
    guard let passed = plan.effects.later.first(where: { $0.at <= now }) else { return }
    throw .stale(Staleness(cause: .timePassed(passed.at, passed.principal), by: nil))
  }

  /// What the plan says stood before must stand in the store, byte for byte.
  private func requireSameBefore(
    _ changes: [Change], _ rows: [Address: StoredRow]
  ) throws(Refusal) {
    for change in changes {
      let address = change.before?.resource.address ?? change.address
      guard rows[address]?.digest == change.before?.digest else {
        throw .stale(Staleness(cause: .rowDiffers(address), by: nil))
      }
    }
  }

  /// Whether the steps stand in the one order that follows from them.
  private static func isInOrder(
    _ changes: [Change], _ directions: [Address: Direction]
  ) -> Bool {
    guard let ordered = try? Orderer.ordered(changes, directions: directions) else {
      return false
    }
    return zip(ordered, changes).allSatisfy { $0.address == $1.address }
  }

  // MARK: Invalid

  /// The resources after the plan, the owner's own and those of others.
  private func after(
    _ basis: CommitBasis, _ before: [Address: Resource], _ rows: [Address: StoredRow]
  ) -> (own: [Resource], others: [Resource]) {
    var own: [Address: Resource] = [:]
    var others: [Resource] = []
    for row in basis.rows {
      guard let resource = before[row.address] else { continue }
      if row.owner == basis.plan.owner {
        own[row.address] = resource
      } else {
        others.append(resource)
      }
    }
    for change in basis.plan.changes {
      if let old = change.before?.resource { own[old.address] = nil }
      if let new = change.after?.resource { own[new.address] = new }
    }
    let after = Array(own.values)
    let order = AddressOrder.indices(of: after.map(\.address))
    return (order.map { after[$0] }, others)
  }

  /// What is wrong with the state after the plan; nil when nothing is.
  private func wrongState(
    _ basis: CommitBasis, _ own: [Resource], _ others: [Resource]
  ) -> Refusal? {
    let state = DesiredState(
      deployment: basis.plan.deployment, now: basis.header.at, own: own, others: others)
    let broken = PolicyTightening(of: basis.plan.changes, after: state)?.findings() ?? []
    let errors = (Checks.findings(in: state) + broken).errors(about: state.resources)
    let dangling = DanglingReferences.breaches(of: basis.plan.changes, others: others)
    guard errors.isEmpty, dangling.isEmpty else {
      let left = dangling.map {
        Diagnostic.error(
          .deleteReferenced, "\($0.removed) would go, and \($0.referrer) refers to it", at: nil)
      }
      return .invalid(errors + left)
    }
    return nil
  }

  // MARK: Forbidden

  private func requireAllowed(
    _ basis: CommitBasis, _ outcome: Outcome
  ) throws(Refusal) {
    let plan = basis.plan
    let (before, rows) = (outcome.before, outcome.rows)
    let owner = basis.owner
    let touched = plan.changes.flatMap {
      [$0.before, $0.after].compactMap { $0?.resource.address }
    }
    let breaches = Ownership.breaches(
      of: plan.owner, for: owner?.institution, among: touched, holder: { rows[$0] })
    let authority = Authority(
      deployment: plan.deployment, owner: owner, isFirstWrite: basis.isFirstWrite, before: before)
    let assessment = assessment(of: basis, outcome)
    let found =
      breaches.map { Prohibition(rule: "not-owner", message: $0.message, help: [$0.help]) }
      + authority.prohibitions(
        of: plan.changes, planOwner: plan.owner, by: basis.header.actor,
        onBehalfOf: basis.header.onBehalfOf)
      + assessment.guardrails.prohibitions
      + approvals(basis, assessment.effects.requiredApprovals, before)
    guard found.isEmpty else { throw .forbidden(found) }
    let tests = assessment.effects.tests
    guard !tests.hasBindingFailure else { throw .testsFailed(tests) }
  }
}

extension ApplyJudge {
  /// What rules say of a plan with this outcome.
  func assessment(of basis: CommitBasis, _ outcome: Outcome) -> PlanAssessment {
    let plan = basis.plan
    let owner = basis.owner
    let least = LeastGuardrails.settings(outcome.before[LeastGuardrails.address(of: plan.owner)])
    let planned = outcome.planned
    return PlanAssessment(
      PlanAssessment.Subject(
        deployment: plan.deployment, now: basis.header.at, owner: owner,
        isFirstWrite: basis.isFirstWrite, author: basis.header.onBehalfOf ?? basis.header.actor,
        settings: settings.joined(with: owner).tightened(by: least), lifts: lifts,
        changes: plan.changes,
        ownedBefore: basis.rows.count { $0.owner == plan.owner }, ownedAfter: outcome.own.count,
        planned: planned,
        tests: StandingTest.visible(
          to: plan.owner, of: owner?.institution, among: planned, rows: basis.rows,
          owners: basis.owners)), outcome.effects)
  }

  /// What second persons must still say, or what is wrong with what they said.
  private func approvals(
    _ basis: CommitBasis, _ required: [RequiredApproval], _ before: [Address: Resource]
  ) -> [Prohibition] {
    let matter = ApprovalJudge.Case(
      digest: basis.plan.digest, author: basis.plan.author,
      appliers: [basis.header.actor, basis.header.onBehalfOf].compactMap { $0 },
      deployment: basis.identity.deployment, store: basis.identity.lineage, required: required,
      instants: [basis.header.at, basis.header.wallClock], form: .plan)
    return ApprovalJudge(matter, resource: { before[$0] })
      .prohibitions(of: basis.header.approvals)
  }
}

extension CommitBasis {
  /// The registered owner, or the one that a first write registers; nobody may bring one along later.
  fileprivate var owner: Owner? {
    owners.first { $0.name == plan.owner } ?? (isFirstWrite ? header.owner : nil)
  }
}

extension Change {
  /// Whether it is about something that only commands record.
  fileprivate var touchesRecords: Bool {
    [before, after].contains { $0?.resource.kind.isRecorded ?? false }
  }
}
