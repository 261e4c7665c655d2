import AccessModel
import Diagnostics
import Planning
import Plans
import Rendering
import Stores

/// What a proposal is held against when it is looked at or carried out.
struct ProposalFile {
  let invocation: Invocation
  let reporter: Reporter
  let store: any RegisterStore

  /// Writes a proposal and says what comes next.
  func write(_ plan: Plan, to path: String) throws(CommandFailure) {
    reporter.show(PlanText(isFull: invocation.arguments.has("--full")).rendered(plan))
    try OutputFile.write(PlanJSON.bytes(of: plan), to: invocation.absolute(path))
    reporter.note("nothing is done yet; the proposal is in `\(path)`")
    guard plan.deployment.environment.isProduction, !plan.effects.requiredApprovals.isEmpty else {
      return reporter.note("to do it: mandate apply \(path) --as ACTOR")
    }
    reporter.note(
      "a second person signs it: mandate approve \(path) --key SSHKEY --out SIG --as ACTOR\n"
        + "then: mandate apply \(path) --approval SIG --as ACTOR")
  }

  /// Throws unless `decided` is what the file says, byte for byte of what a digest covers.
  func requireSame(_ decided: Plan, as run: ProposalRun) throws(CommandFailure) {
    guard decided.digest == run.plan.digest else {
      throw .stale(Staleness(cause: .changesDiffer, by: nil))
    }
    let now = invocation.context.now()
    if let passed = decided.effects.later.first(where: { $0.at <= now }) {
      throw .stale(Staleness(cause: .timePassed(passed.at, passed.principal), by: nil))
    }
  }

  /// Throws when the file's time lies ahead, or before what the proposal was decided on.
  func requireTime(_ run: ProposalRun, _ snapshot: Snapshot) throws(CommandFailure) {
    let last = run.plan.base.scopes.compactMap { snapshot.scopes[$0.scope]?.lastRevision }.max()
    let revisions = try asking { () throws(StoreError) in try store.revisions(touching: nil) }
    let before = revisions.first { $0.revision == last }?.at
    let at = run.plan.createdAt.secondsSince1970
    guard at <= invocation.context.now().secondsSince1970 + CommitHeader.clockSkewSeconds,
      at >= (before?.secondsSince1970 ?? at) - CommitHeader.clockSkewSeconds
    else { throw .stale(Staleness(cause: .changesDiffer, by: nil)) }
  }

  /// Throws what second persons must still say, or what is wrong with what they said.
  static func requireApproved(
    _ plan: Plan, _ identity: StoreIdentity, by applier: ProposalRun.Applier,
    _ approvals: [PlanApproval], instants: [Instant], resource: @escaping (Address) -> Resource?
  ) throws(CommandFailure) {
    let matter = ApprovalJudge.Case(
      digest: plan.digest, author: plan.author, appliers: applier.all,
      deployment: identity.deployment, store: identity.lineage,
      required: plan.effects.requiredApprovals, instants: instants, form: .proposal)
    let found = ApprovalJudge(matter, resource: resource).prohibitions(of: approvals)
    guard found.isEmpty else { throw .prohibited(found) }
  }
}
