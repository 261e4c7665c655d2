import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Stores

/// Registers a manifest tree as an owner, at once or as a proposal.
struct OwnerRegisterCommand {
  private let invocation: Invocation
  private let store: any RegisterStore
  private let actor: Actor
  private let person: Actor?
  private let owner: Owner

  private var what: String { "registering owner \(owner.name)" }

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    actor = try invocation.actor()
    person = try invocation.onBehalfOf()
    owner = Owner(
      name: try Self.name(invocation.arguments.operands[0], "NAME"),
      institution: try invocation.arguments.value("--institution")
        .map { text throws(CommandFailure) in try Self.name(text, "--institution") },
      protected: [])
    store = try invocation.existingStore()
  }

  private static func name(_ text: String, _ what: String) throws(CommandFailure) -> Text {
    do throws(FormatProblem) { return try Name(parsing: Text(text)).text } catch {
      throw .usage("\(what): \(error.message)", help: error.help.first)
    }
  }

  func run() throws(CommandFailure) -> ExitCode {
    let snapshot = try asking { () throws(StoreError) in try store.snapshot(.only([.global])) }
    guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
    if let known = snapshot.owner(named: owner.name) {
      throw .request(
        "owner `\(known.name)` is registered already", help: "list them with mandate owner list")
    }
    if let run = invocation.proposal { return try runProposal(run, snapshot, identity) }
    if let path = invocation.arguments.value("--propose") {
      try requireRight(in: snapshot, identity)
      try file.write(plan(snapshot, identity, ProposalWords.of(invocation)), to: path)
      return .done
    }
    return try commit(plan(snapshot, identity, []), header(identity))
  }

  // MARK: A proposal

  private var file: ProposalFile {
    ProposalFile(
      invocation: invocation, reporter: Reporter(invocation: invocation), store: store)
  }

  private func requireRight(
    in snapshot: Snapshot, _ identity: StoreIdentity
  ) throws(CommandFailure) {
    let resources = Dictionary(byAddress: try RegisterSplit.decode(snapshot.rows))
    if let refusal = refusal(before: resources, identity.deployment) {
      throw CommandFailure(refusal)
    }
  }

  private func runProposal(
    _ run: ProposalRun, _ snapshot: Snapshot, _ identity: StoreIdentity
  ) throws(CommandFailure) -> ExitCode {
    try PlanFreshness.require(run.plan, snapshot, in: store)
    try requireRight(in: snapshot, identity)
    if case .ask = run.purpose { return .done }
    try file.requireTime(run, snapshot)
    let decided = try plan(snapshot, identity, run.plan.command)
    try file.requireSame(decided, as: run)
    guard case .carryOut(let applier, let approvals) = run.purpose else {
      run.found.leave(
        ProposalFinding(
          plan: decided, identity: identity,
          resources: Dictionary(byAddress: try RegisterSplit.decode(snapshot.rows))))
      return .done
    }
    return try commit(decided, header(of: decided, by: applier, approvals))
  }

  private func header(
    of plan: Plan, by applier: ProposalRun.Applier, _ approvals: [PlanApproval]
  ) throws(CommandFailure) -> CommitHeader {
    let now = invocation.context.now()
    return CommitHeader(
      applyID: invocation.context.randomName(), command: "owner register", actor: applier.actor,
      onBehalfOf: applier.onBehalfOf, reason: try invocation.reason() ?? applier.reason,
      at: max(plan.createdAt, now), wallClock: now, owner: owner, lifts: [], approvals: approvals)
  }

  // MARK: The commit

  private func commit(_ plan: Plan, _ header: CommitHeader) throws(CommandFailure) -> ExitCode {
    let receipt = try ApplyPipeline.commit(plan, header, store, nil, judgement)
    invocation.output.write("Registered: owner \(owner.name), revision \(receipt.revision)\n")
    return .done
  }

  /// Judges inside the transaction who registers what, and who has approved it.
  private func judgement(of basis: CommitBasis) -> Judgement {
    var diagnostics: [Diagnostic] = []
    let resources = RegisterDecoder.resources(of: basis.rows.map(\.canonical), into: &diagnostics)
    guard let resources else { return .refused(.invalid(diagnostics)) }
    let before = Dictionary(byAddress: resources)
    if let refusal = refusal(before: before, basis.identity.deployment) {
      return .refused(refusal)
    }
    let header = basis.header
    let matter = ApprovalJudge.Case(
      digest: basis.plan.digest, author: basis.plan.author,
      appliers: [header.actor, header.onBehalfOf].compactMap { $0 },
      deployment: basis.identity.deployment, store: basis.identity.lineage,
      required: basis.plan.effects.requiredApprovals, instants: [header.at, header.wallClock],
      form: invocation.proposal == nil ? .command : .proposal)
    let found = ApprovalJudge(matter, resource: { before[$0] })
      .prohibitions(of: header.approvals)
    return found.isEmpty ? .accepted : .refused(.forbidden(found))
  }

  /// What forbids it to whoever acts; nil when nothing does.
  private func refusal(before: [Address: Resource], _ deployment: Deployment) -> Refusal? {
    if let institution = owner.institution,
      before[Address(.institution, name: institution)] == nil
    {
      return .invalid([
        .error(
          .unresolvedReference, "there is no Institution/\(institution) in this store", at: nil,
          help: "apply the broker's tree that declares it first")
      ])
    }
    let authority = Authority(
      deployment: deployment, owner: owner, isFirstWrite: false, before: before)
    let found = authority.prohibitionsOfSettings(by: person ?? actor, what: what)
    return found.isEmpty ? nil : .forbidden(found)
  }

  private func plan(
    _ snapshot: Snapshot, _ identity: StoreIdentity, _ words: [Text]
  ) throws(CommandFailure) -> Plan {
    let global = snapshot.scopes[.global]?.digest ?? ScopeDigest.ofUntouched(.global)
    return Plan(
      owner: owner.name, deployment: identity.deployment,
      createdAt: try invocation.judgedAt(writingTo: identity.deployment),
      author: person ?? actor,
      base: Plan.Base(
        store: identity.lineage, revision: snapshot.revision,
        scopes: [(scope: .global, digest: global)]),
      desired: Plan.Desired(digest: DesiredDigest.of([]), resources: 0, commit: nil), changes: [],
      waiting: [], guardrails: [],
      effects: PlanEffects(
        requiredApprovals: Authority.approvalsOfSettings(in: identity.deployment, what: what)),
      command: words)
  }

  private func header(_ identity: StoreIdentity) throws(CommandFailure) -> CommitHeader {
    CommitHeader(
      applyID: invocation.context.randomName(), command: "owner register", actor: actor,
      onBehalfOf: person, reason: try invocation.reason(),
      at: try invocation.judgedAt(writingTo: identity.deployment),
      wallClock: invocation.context.now(), owner: owner, lifts: [])
  }
}
