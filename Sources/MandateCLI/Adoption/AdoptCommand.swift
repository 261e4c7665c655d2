import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let adopt = CommandDeclaration(
    "adopt", "takes over what another owner owns",
    details: """
      Gives the owner of this tree what its manifests declare and another owner owns, as it stands: \
      nothing in a resource changes, and nobody's access moves. With --institution it takes over all \
      that this tree declares of that institution. What the manifests declare otherwise than the store \
      has it is refused with the difference; an institution's tree takes over only the kinds of its \
      admins; what was protected stays so. Shows what it takes over and asks. Needs staff of role \
      security, and in prod a second person. Plans that were made before are stale afterwards.
      """,
    operands: [Operand("ADDRESS", "a resource that this tree declares", count: 0...Int.max)],
    options: [
      OptionDeclaration(
        "--institution", value: "I", "all that this tree declares of the institution"),
      OptionDeclaration("--auto-approve", "does not ask"), .propose, .full,
    ],
    examples: [
      "mandate adopt --institution harbour-capital --as staff:sam",
      "mandate adopt Desk/harbour-capital/futures --as staff:sam --propose adopt.plan",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try AdoptCommand(invocation).run()
      }
    })
}

/// Makes the tree's owner the owner of what others own, at once or as a proposal.
struct AdoptCommand {
  private let invocation: Invocation
  private let reporter: Reporter
  private let loaded: LoadedTree
  private let store: any RegisterStore
  private let actor: Actor
  private let person: Actor?
  private let wish: AdoptionDraft.Wish

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
    wish = try Self.wish(invocation)
    actor = try invocation.actor()
    person = try invocation.onBehalfOf()
    let project = try invocation.project()
    store = try invocation.store(of: project).store
    loaded = LoadedTree(project)
  }

  private static func wish(_ invocation: Invocation) throws(CommandFailure) -> AdoptionDraft.Wish {
    let words = invocation.arguments.operands
    guard let institution = invocation.arguments.value("--institution") else {
      guard !words.isEmpty else {
        throw .usage(
          "`adopt` needs to know what to take over", help: "name addresses, or --institution I")
      }
      return .addresses(try words.map(address))
    }
    guard words.isEmpty else {
      throw .usage("`adopt` takes addresses or --institution, not both", help: nil)
    }
    do throws(FormatProblem) {
      return .institution(try Name(parsing: Text(institution)).text)
    } catch {
      throw .usage("--institution: \(error.message)", help: error.help.first)
    }
  }

  private static func address(_ word: String) throws(CommandFailure) -> Address {
    guard let address = Address(Text(word)) else {
      throw .usage(
        "ADDRESS: `\(word)` is not an address", help: "write KIND/NAME or KIND/INSTITUTION/NAME")
    }
    return address
  }

  // MARK: The run

  func run() throws(CommandFailure) -> ExitCode {
    let snapshot = try asking { () throws(StoreError) in
      try store.snapshot(.only(wish.scopes.union([.global])))
    }
    guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
    if let mismatch = Diagnostic.mismatch(of: loaded.project, with: snapshot) {
      throw .diagnostics([mismatch])
    }
    if let run = invocation.proposal { return try runProposal(run, snapshot, identity) }
    let draft = try draft(snapshot)
    noteLeft(draft)
    guard !draft.changes.isEmpty else {
      reporter.note("nothing to take over, and nothing was written")
      return .done
    }
    if let path = invocation.arguments.value("--propose") {
      let plan = try plan(draft, snapshot, identity, try ProposalWords.of(invocation))
      let header = try header(of: plan, snapshot, by: ownApplier())
      try requireRight(basis(plan, header, snapshot, identity))
      try file.write(plan, to: path)
      return .done
    }
    let plan = try plan(draft, snapshot, identity, [])
    let header = try header(of: plan, snapshot, by: ownApplier())
    let basis = basis(plan, header, snapshot, identity)
    try requireRight(basis)
    if let refusal = judge.unapproved(basis) { throw CommandFailure(refusal) }
    reporter.show(PlanText(isFull: invocation.arguments.has("--full")).rendered(plan))
    guard invocation.output.flush() else {
      throw .request("the plan could not be shown; nothing was done", help: nil)
    }
    try Confirmation(invocation).ask(plan)
    return try commit(plan, header)
  }

  private var judge: AdoptionJudge { AdoptionJudge(isProposal: invocation.proposal != nil) }

  private func requireRight(_ basis: CommitBasis) throws(CommandFailure) {
    if let refusal = judge.refusal(of: basis) { throw CommandFailure(refusal) }
  }

  /// Says what of the institution is not taken over, so that silence is not taken for all.
  private func noteLeft(_ draft: AdoptionDraft) {
    let shown = 3
    guard let first = draft.left.first else { return }
    let names = draft.left.prefix(shown).map(\.address.text).joined(separator: ", ")
    let rest = draft.left.count - shown
    reporter.note(
      "not declared here and left to `\(first.owner)`"
        + "\(draft.left.contains { $0.owner != first.owner } ? " and others" : ""): \(names)"
        + (rest > 0 ? " and \(rest) more" : ""))
  }

  /// What is taken over, by the registered owner of the tree.
  private func draft(_ snapshot: Snapshot) throws(CommandFailure) -> AdoptionDraft {
    guard let owner = snapshot.owner(named: loaded.project.name) else {
      let authority = Authority(
        deployment: loaded.project.deployment, owner: nil, isFirstWrite: false, before: [:])
      throw .prohibited(
        authority.prohibitions(
          of: [], planOwner: loaded.project.name, by: actor, onBehalfOf: person))
    }
    try requireRole(owner, snapshot)
    guard !loaded.diagnostics.hasErrors else { throw .diagnostics(loaded.diagnostics) }
    return try AdoptionDraft(wish, by: owner, declaring: loaded, from: snapshot)
  }

  /// Whoever may not do it is not told what differs either.
  private func requireRole(_ owner: Owner, _ snapshot: Snapshot) throws(CommandFailure) {
    let authority = Authority(
      deployment: loaded.project.deployment, owner: owner, isFirstWrite: false,
      before: Dictionary(byAddress: try RegisterSplit.decode(snapshot.rows)))
    let found = authority.prohibitionsOfSettings(by: person ?? actor, what: AdoptionJudge.what)
    if !found.isEmpty { throw .prohibited(found) }
  }

  // MARK: A proposal

  private var file: ProposalFile {
    ProposalFile(invocation: invocation, reporter: reporter, store: store)
  }

  private func runProposal(
    _ run: ProposalRun, _ snapshot: Snapshot, _ identity: StoreIdentity
  ) throws(CommandFailure) -> ExitCode {
    try PlanFreshness.require(run.plan, snapshot, in: store)
    let decided = try plan(draft(snapshot), snapshot, identity, run.plan.command)
    let own = try ownApplier()
    let applier = run.applier ?? own
    let header = try header(of: decided, snapshot, by: applier)
    try requireRight(basis(decided, header, snapshot, identity))
    if case .ask = run.purpose { return .done }
    try file.requireTime(run, snapshot)
    try file.requireSame(decided, as: run)
    guard case .carryOut(_, let approvals) = run.purpose else {
      run.found.leave(
        ProposalFinding(
          plan: decided, identity: identity,
          resources: Dictionary(byAddress: try RegisterSplit.decode(snapshot.rows))))
      return .done
    }
    return try commit(decided, self.header(of: decided, snapshot, by: applier, approvals))
  }

  // MARK: The commit

  private func commit(_ plan: Plan, _ header: CommitHeader) throws(CommandFailure) -> ExitCode {
    let receipt = try ApplyPipeline.commit(plan, header, store, nil, judge.judgement)
    let count = plan.changes.count
    invocation.output.write(
      "Adopted: revision \(receipt.revision), \(count) \(count == 1 ? "resource" : "resources"), "
        + "apply id \(receipt.applyID)\nAudit head \(receipt.auditHead)\n")
    reporter.hint(["plan"])
    return .done
  }

  private func plan(
    _ draft: AdoptionDraft, _ snapshot: Snapshot, _ identity: StoreIdentity, _ words: [Text]
  ) throws(CommandFailure) -> Plan {
    let declared = loaded.declared
    let scopes = Set(draft.changes.lazy.map(\.address.scope)).union([.global])
    return Plan(
      owner: loaded.project.name, deployment: identity.deployment,
      createdAt: try invocation.judgedAt(writingTo: identity.deployment),
      author: person ?? actor,
      base: Plan.Base(
        store: identity.lineage, revision: snapshot.revision,
        scopes: scopes.map { scope in
          (scope: scope, digest: snapshot.scopes[scope]?.digest ?? ScopeDigest.ofUntouched(scope))
        }),
      desired: Plan.Desired(
        digest: DesiredDigest.of(declared), resources: declared.count,
        commit: CommitOfTree.commit(loaded.tree)),
      changes: draft.changes, waiting: [], guardrails: [],
      effects: PlanEffects(
        requiredApprovals: Authority.approvalsOfSettings(
          in: identity.deployment, what: AdoptionJudge.what)),
      command: words)
  }

  private func ownApplier() throws(CommandFailure) -> ProposalRun.Applier {
    ProposalRun.Applier(actor: actor, onBehalfOf: person, reason: try invocation.reason())
  }

  private func header(
    of plan: Plan, _ snapshot: Snapshot, by applier: ProposalRun.Applier,
    _ approvals: [PlanApproval] = []
  ) throws(CommandFailure) -> CommitHeader {
    let now = invocation.context.now()
    let rows = Dictionary(byAddress: snapshot.rows)
    let owner = snapshot.owner(named: plan.owner).flatMap {
      Adoption(by: $0, row: { rows[$0] }).protecting(plan.changes, among: snapshot.owners)
    }
    return CommitHeader(
      applyID: invocation.context.randomName(), command: "adopt", actor: applier.actor,
      onBehalfOf: applier.onBehalfOf, reason: try invocation.reason() ?? applier.reason,
      at: invocation.proposal == nil ? plan.createdAt : max(plan.createdAt, now), wallClock: now,
      owner: owner, lifts: [], approvals: approvals)
  }

  /// What a commit would see now.
  private func basis(
    _ plan: Plan, _ header: CommitHeader, _ snapshot: Snapshot, _ identity: StoreIdentity
  ) -> CommitBasis {
    CommitBasis(
      identity: identity, owners: snapshot.owners, rows: snapshot.rows, keyRows: [],
      knownScopes: Set(snapshot.scopes.keys), isFirstWrite: snapshot.revision == 0, plan: plan,
      header: header)
  }
}
