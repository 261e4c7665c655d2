import AccessModel
import Diagnostics
import Planning
import Plans
import Stores

/// The way of a command that records, from what it decided to a proposal, or from one to the commit.
struct RecordProposal {
  let command: RecordCommand
  let register: RecordRegister
  let draft: RecordDraft
  let effects: PlanEffects

  private var invocation: Invocation { command.invocation }
  private var file: ProposalFile {
    ProposalFile(invocation: invocation, reporter: command.reporter, store: command.store)
  }

  /// What second persons signed when the command is to be carried out now; nil when it ends here.
  func approvals() throws(CommandFailure) -> [PlanApproval]? {
    if let run = invocation.proposal { return try approvals(run) }
    if let path = invocation.arguments.value("--propose") {
      try RecordedForm.check(draft.changes)
      try file.write(try plan(ProposalWords.of(invocation)), to: path)
      return nil
    }
    return []
  }

  private func approvals(_ run: ProposalRun) throws(CommandFailure) -> [PlanApproval]? {
    let snapshot = register.snapshot
    if case .ask = run.purpose { return nil }
    try file.requireTime(run, snapshot)
    let decided = try plan(run.plan.command)
    try file.requireSame(decided, as: run)
    guard case .carryOut(let applier, let approvals) = run.purpose else {
      run.found.leave(
        ProposalFinding(
          plan: decided, identity: register.identity,
          resources: Dictionary(byAddress: register.resources)))
      return nil
    }
    try ProposalFile.requireApproved(
      decided, register.identity, by: applier, approvals, instants: [invocation.context.now()],
      resource: register.resource)
    return approvals
  }

  /// The draft as a plan.
  ///
  /// Mails are left out: their numbers move with every mail, and nobody approves those.
  private func plan(_ words: [Text]) throws(CommandFailure) -> Plan {
    Plan(
      owner: Owner.ofRecords, deployment: register.deployment, createdAt: register.now,
      author: try command.person(),
      base: register.base(of: draft.scopes.union([.global]).subtracting([.notices])),
      desired: Plan.Desired(digest: DesiredDigest.of([]), resources: 0, commit: nil),
      changes: draft.changes.filter { $0.address.scope != .notices }, waiting: [], guardrails: [],
      effects: effects, command: words)
  }
}
