import AccessModel
import Diagnostics
import Lifecycle
import Manifests
import Planning
import Plans
import Rendering
import Stores

/// One run of a command that records something: read, decide, judge the effects, commit, tell.
struct RecordCommand {
  let invocation: Invocation
  let reporter: Reporter
  let actor: Actor
  let onBehalfOf: Actor?
  let reason: Text?
  let store: any RegisterStore
  /// Whether an owner acts on what is theirs alone: no second person is asked, and what others did
  /// meanwhile is read and decided upon anew.
  let isOwnersAct: Bool
  /// Whether the command begins anew whatever moved meanwhile, as an emergency stop does: what it
  /// decides is decided again.
  var beginsAnew = false

  /// How often a command begins anew when only a mail moved meanwhile.
  static let attemptsMax = 50

  /// Throws `usage` when nobody is named as the one who acts.
  init(_ invocation: Invocation, isOwnersAct: Bool = false) throws(CommandFailure) {
    self.invocation = invocation
    self.isOwnersAct = isOwnersAct
    reporter = Reporter(invocation: invocation)
    actor = try invocation.actor()
    onBehalfOf = try invocation.onBehalfOf()
    reason = try invocation.reason()
    store = try invocation.existingStore()
  }

  /// The person who acts, for a job the one whom it acts for.
  func person() throws(CommandFailure) -> Actor {
    if let onBehalfOf { return onBehalfOf }
    guard case .job = actor else { return actor }
    throw .prohibited([
      Prohibition(
        rule: "actor", message: "\(actor) acts for nobody",
        help: ["name the person with --on-behalf-of staff:NAME or admin:INSTITUTION/USER"])
    ])
  }

  /// Runs a command that writes; a refusal is reported and says that nothing was done.
  static func attempting(
    _ invocation: Invocation, _ command: () throws(CommandFailure) -> ExitCode
  ) throws(CommandFailure) -> ExitCode {
    do throws(CommandFailure) {
      return try command()
    } catch {
      guard error.leavesEverything else { throw error }
      let reporter = Reporter(invocation: invocation)
      reporter.report(error)
      reporter.note("nothing was done")
      return error.exit
    }
  }

  /// Does what `decide` drafts, all of it or nothing, and then tries the mails that it owes.
  func run(
    reading scopes: ScopeSelection,
    _ decide: (RecordRegister) throws(CommandFailure) -> RecordDraft
  ) throws(CommandFailure) -> ExitCode {
    let (register, draft) = try carryOut(reading: scopes, decide)
    MailDelivery(self).deliver(draft.mails, knownTo: register)
    return .done
  }

  private func carryOut(
    reading scopes: ScopeSelection,
    _ decide: (RecordRegister) throws(CommandFailure) -> RecordDraft
  ) throws(CommandFailure) -> (RecordRegister, RecordDraft) {
    for attempt in 1... {
      do throws(CommandFailure) {
        return try carryOutOnce(reading: scopes, decide)
      } catch .stale(let staleness) {
        let isAnew = (isOwnersAct || beginsAnew) && invocation.proposal == nil
        let isWorthIt = staleness.isOfMail || isAnew && staleness.isOfScope
        guard isWorthIt, attempt < Self.attemptsMax else { throw .stale(staleness) }
      }
    }
    preconditionFailure("a count that never ends has ended; this is a bug in mandate")
  }

  private func carryOutOnce(
    reading scopes: ScopeSelection,
    _ decide: (RecordRegister) throws(CommandFailure) -> RecordDraft
  ) throws(CommandFailure) -> (RecordRegister, RecordDraft) {
    let register = try RecordRegister(invocation, store, scopes)
    if let run = invocation.proposal {
      try PlanFreshness.require(run.plan, register.snapshot, in: store)
    }
    var draft = try decide(register)
    try draft.requireNoProblem()
    draft.changes.sort { $0.address < $1.address }
    var effects = try effects(of: draft, register)
    let proposal = RecordProposal(
      command: self, register: register, draft: draft, effects: effects)
    guard let approvals = try proposal.approvals() else {
      draft.mails = []
      return (register, draft)
    }
    if invocation.proposal == nil { try requireNoSecondPerson(effects, in: register.deployment) }
    try Interrupt.holding { () throws(CommandFailure) in
      let receipt = try commit(
        draft, &effects, register, resting: draft.scopes.union([.global]),
        as: invocation.command.name, approvals)
      tell(draft, effects, receipt)
    }
    return (register, draft)
  }

  private func tell(_ draft: RecordDraft, _ effects: PlanEffects, _ receipt: Receipt) {
    reporter.note(draft.warnings)
    for line in draft.lines { reporter.show(StyledLine.plain(line)) }
    // A retail key is a principal itself; its owner's act is not told as if nobody's access changed.
    let isOfRetailKey = draft.changes.contains {
      $0.address.kind == .key && $0.address.institution.isEmpty
    }
    if !isOwnersAct || !isOfRetailKey { show(effects) }
    invocation.output.write("Recorded: revision \(receipt.revision)\n")
    _ = invocation.output.flush()
  }

  /// What the draft does to access, with the second persons that it needs, as a plan would.
  private func effects(
    of draft: RecordDraft, _ register: RecordRegister
  ) throws(CommandFailure) -> PlanEffects {
    let planned = register.planned(after: draft.changes)
    var effects = Effects.of(
      draft.changes, planned: planned, deployment: register.deployment, at: register.now)
    let table = Dictionary(byAddress: planned)
    var rules = ApprovalRules(
      deployment: register.deployment, institution: try person().institution,
      settings: .builtIn, at: register.now, find: { table[$0] })
    effects.requiredApprovals = draft.approvals + rules.approvals(for: draft.changes, effects)
    return effects
  }

  /// A command that needs a second person is proposed first.
  private func requireNoSecondPerson(
    _ effects: PlanEffects, in deployment: Deployment
  ) throws(CommandFailure) {
    guard !isOwnersAct, deployment.environment.isProduction, !effects.requiredApprovals.isEmpty
    else { return }
    show(effects)
    throw .prohibited(
      effects.requiredApprovals.map {
        Prohibition(
          rule: "second-person", message: "\($0.what) needs \($0.by)",
          help: [ApprovalJudge.helpToPropose])
      })
  }

  /// Shows the impact; what else is stopped in the store is not this act's to tell.
  private func show(_ effects: PlanEffects) {
    var own = effects
    own.overrides = []
    var text = StyledText()
    // Whoever stops something in an emergency must see every key that is dead.
    ImpactText(isFull: invocation.arguments.has("--full"), namesEveryKey: true)
      .append(own, to: &text)
    reporter.show(text)
  }

  /// Writes the changes of a draft; stale when one of the scopes that it rests on has moved.
  func commit(
    _ draft: RecordDraft, _ effects: PlanEffects, _ register: RecordRegister,
    resting scopes: Set<Scope>, as name: String, _ approvals: [PlanApproval] = []
  ) throws(CommandFailure) -> Receipt {
    var effects = effects
    return try commit(draft, &effects, register, resting: scopes, as: name, approvals)
  }

  /// The same; the keys that `effects` names are then those that really ended.
  private func commit(
    _ draft: RecordDraft, _ effects: inout PlanEffects, _ register: RecordRegister,
    resting scopes: Set<Scope>, as name: String, _ approvals: [PlanApproval]
  ) throws(CommandFailure) -> Receipt {
    try RecordedForm.check(draft.changes)
    let author = onBehalfOf ?? actor
    let plan = Plan(
      owner: Owner.ofRecords, deployment: register.deployment, createdAt: register.now,
      author: author, base: register.base(of: scopes),
      desired: Plan.Desired(digest: DesiredDigest.of([]), resources: 0, commit: nil),
      changes: draft.changes, waiting: [], guardrails: [], effects: effects,
      command: invocation.proposal?.plan.command ?? [])
    let applier = invocation.proposal?.applier
    let header = CommitHeader(
      applyID: invocation.context.randomName(), command: name, actor: applier?.actor ?? actor,
      onBehalfOf: applier == nil ? onBehalfOf : applier?.onBehalfOf,
      reason: reason ?? applier?.reason, at: writtenAt(register),
      wallClock: invocation.context.now(), owner: nil, lifts: [], approvals: approvals)
    // Everything that was decided rests on scopes that the commit finds as they were read; keys lie
    // beside them, and one that was made meanwhile is not spared.
    guard KeyConsequences.mayFollow(from: draft.changes) else {
      return try ApplyPipeline.commit(plan, header, store, nil, { _ in .accepted })
    }
    var ended: [EndedKey] = []
    let receipt = try ApplyPipeline.commit(
      plan, header, store, nil, keys: .keys(reachedBy: draft.changes)
    ) { basis in
      do throws(CommandFailure) {
        let following = try basis.keyConsequences()
        ended = EndedKey.all(in: following, at: header.at)
        return .accepted(consequences: following)
      } catch {
        return .refused(.invalid([.unreadable]))
      }
    }
    effects.endedKeys = ended
    return receipt
  }

  /// When it is written: a proposal is decided at its own time and carried out later.
  func writtenAt(_ register: RecordRegister) -> Instant {
    invocation.proposal == nil ? register.now : max(register.now, invocation.context.now())
  }
}

extension CommandFailure {
  /// Whether it is known that nothing was written and the report does not say so itself.
  fileprivate var leavesEverything: Bool {
    switch self {
    case .usage, .diagnostics, .prohibited, .testsFailed, .request, .store(.missing),
      .store(.foreign):
      true
    case .store, .stale, .unknown: false
    }
  }
}

extension Staleness {
  /// Whether nothing moved but the mails, which no decision rests on.
  fileprivate var isOfMail: Bool {
    if case .scopeMoved(.notices) = cause { true } else { false }
  }

  /// Whether something that was read has moved, so that reading it again may help.
  fileprivate var isOfScope: Bool {
    if case .scopeMoved = cause { true } else { false }
  }
}

/// Holds what is about to be recorded against what can be read back.
enum RecordedForm {
  /// Throws when a store would not give back what it is given: some text is no text for a record.
  static func check(_ changes: [Change]) throws(CommandFailure) {
    let after = changes.compactMap { $0.after?.resource }
    var diagnostics: [Diagnostic] = []
    let read = RegisterDecoder.resources(
      of: after.map { Text(CanonicalJSON.bytes(of: $0)) }, into: &diagnostics)
    guard read != after else { return }
    let first = diagnostics.first { $0.severity == .error }
    throw .request(
      first.map(\.message) ?? "a text cannot be recorded as it is", help: first?.help.first)
  }
}

extension Actor {
  /// The institution whose side it acts for; nil for the broker's and for retail clients.
  fileprivate var institution: Text? {
    switch self {
    case .admin(let institution, _), .trader(let institution, _): institution
    case .staff, .retail, .job: nil
    }
  }
}
