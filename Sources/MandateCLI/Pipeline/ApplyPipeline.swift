import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Stores

/// Carries out one plan through the one function that writes.
struct ApplyPipeline {
  let invocation: Invocation
  let project: Project
  let location: StoreLocation
  let actor: Actor
  let onBehalfOf: Actor?
  let reason: Text?
  let lifts: [Lift]
  var approvals: [PlanApproval] = []

  /// The receipt; throws what refused or failed, and then nothing was done.
  func apply(_ plan: Plan) throws(CommandFailure) -> Receipt {
    let identity = StoreIdentity(
      lineage: invocation.context.randomName(), deployment: project.deployment)
    let folders = plan.base.store == nil ? try location.makeFolder() : []
    do throws(CommandFailure) {
      return try write(plan, identity)
    } catch {
      StoreLocation.removeFolders(folders)
      throw error
    }
  }

  private func write(_ plan: Plan, _ identity: StoreIdentity) throws(CommandFailure) -> Receipt {
    let known = try asking { () throws(StoreError) in try location.store.snapshot(.only([])) }
    let at = try invocation.judgedAt(writingTo: project.deployment)
    let judge = ApplyJudge(settings: project.guardrails, lifts: lifts)
    let header = CommitHeader(
      applyID: invocation.context.randomName(), command: "apply", actor: actor,
      onBehalfOf: onBehalfOf, reason: reason, at: at, wallClock: invocation.context.now(),
      owner: ownerToRecord(known), lifts: lifts.map(\.text),
      approvals: approvals)
    return try Self.commit(
      plan, header, location.store, identity, keys: .keys(reachedBy: plan.changes),
      judge.judgement)
  }

  /// Writes, and turns every ending but success into the command's failure.
  static func commit(
    _ plan: Plan, _ header: CommitHeader, _ store: any RegisterStore, _ identity: StoreIdentity?,
    keys: ScopeSelection = .only([]), _ judge: CommitJudge
  ) throws(CommandFailure) -> Receipt {
    let outcome: CommitOutcome
    do throws(Refusal) {
      outcome = try Interrupt.holding { () throws(Refusal) in
        try Stores.commit(
          plan, header: header, to: store, newStore: identity, keys: keys, judge: judge)
      }
    } catch {
      throw CommandFailure(error)
    }
    switch outcome {
    case .applied(let receipt): return receipt
    case .notApplied(let error): throw .store(error)
    case .unknown(let applyID, let error): throw .unknown(applyID: applyID, error)
    }
  }

  /// The first apply registers its tree; a later one may only add to what is protected.
  private func ownerToRecord(_ snapshot: Snapshot) -> Owner? {
    let protected = Set(project.guardrails.protected)
    guard let known = snapshot.owner(named: project.name) else {
      return snapshot.revision == 0
        ? Owner(name: project.name, institution: nil, protected: protected.sorted()) : nil
    }
    let joined = protected.union(known.protected).sorted()
    guard joined != known.protected else { return nil }
    return Owner(name: known.name, institution: known.institution, protected: joined)
  }
}
