import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Stores

/// From manifests and a store to a plan: everything that `plan` and `apply` share.
struct PlanPipeline {
  let project: Project
  let store: any RegisterStore
  let now: Instant
  let author: Actor?
  let selection: PlanSelection
  let lifts: [Lift]
  /// Whether only what takes access away is wanted.
  var isNarrowingOnly = false
  /// The git commit of the files that were read.
  var commit: @Sendable (ManifestTree) -> Text?
  var progress = Progress.none
  /// A tree that was read already, such as one that is edited and not written yet.
  var overlay: LoadedTree?

  /// What was found out on the way.
  struct Outcome {
    /// Nil when errors stood in the way.
    let plan: Plan?
    let diagnostics: [Diagnostic]
    /// Rules that forbid the plan whoever carries it out.
    let prohibitions: [Prohibition]
    let exit: ExitCode
    /// How many changes `--only narrowing` leaves for later.
    var leftOut = 0
    /// What the plan was made from; nil like the plan.
    var material: PlanMaterial?
  }

  func makePlan() throws(CommandFailure) -> Outcome {
    let (loaded, answer) = read()
    let snapshot = try answer.get()
    if let mismatch = Diagnostic.mismatch(of: project, with: snapshot) { return failed([mismatch]) }
    guard !loaded.diagnostics.hasErrors else { return failed(loaded.diagnostics) }
    // What it refers to is the broker's, and is nowhere: every reference would read as a mistake.
    if snapshot.store == nil, loaded.isInstitutionTree {
      throw .store(.missing(place: store.place))
    }
    return try plan(loaded, snapshot)
  }

  /// The tree and what the store holds, at the same time unless the tree tells what to ask for.
  private func read() -> (LoadedTree, Result<Snapshot, CommandFailure>) {
    guard project.institution == nil, overlay == nil else {
      let loaded = overlay ?? LoadedTree(project, telling: progress)
      return (loaded, snapshotAnswer(loaded.scopesRead))
    }
    return SideBySide.run({ LoadedTree(project, telling: progress) }, { snapshotAnswer(.all) })
  }

  private func snapshotAnswer(_ scopes: ScopeSelection) -> Result<Snapshot, CommandFailure> {
    do throws(StoreError) {
      return .success(try store.snapshot(scopes))
    } catch {
      return .failure(.store(error))
    }
  }

  private func plan(
    _ loaded: LoadedTree, _ snapshot: Snapshot
  ) throws(CommandFailure) -> Outcome {
    progress.phase("comparing \(loaded.declarations.count) resources with the store")
    let declared = try selection.limit(loaded.declared)
    let register = try RegisterSplit(snapshot.rows, owner: project.name)
    progress.phase("checking and planning \(loaded.declarations.count) resources")
    // Judging looks at the tree and drafting at the changes; a draft of a wrong tree is dropped.
    let (judged, drafted) = SideBySide.run(
      { judge(loaded, snapshot, register) },
      {
        Result { () throws(CommandFailure) in
          try makeDraft(declared, loaded.tree, snapshot, register)
        }
      })
    var diagnostics = loaded.diagnostics + judged
    guard !diagnostics.hasErrors || diagnostics.errorsAreOfPolicies else {
      return failed(diagnostics)
    }
    let draft = try drafted.get()
    diagnostics += draft.diagnostics
    if let changes = draft.plan?.changes {
      diagnostics +=
        isPartial
        ? try register.broken(by: changes, in: project.deployment, at: now)
        : loaded.broken(by: changes, beside: register.others, at: now)
    }
    guard !diagnostics.hasErrors, let plan = draft.plan else { return failed(diagnostics) }
    let prohibitions = plan.guardrails.prohibitions + unregistered(snapshot)
    return Outcome(
      plan: plan, diagnostics: diagnostics, prohibitions: prohibitions,
      exit: (prohibitions.isEmpty ? ExitCode.done : .refused)
        .joined(with: plan.effects.tests.hasBindingFailure ? .testFailed : .done),
      leftOut: draft.leftOut,
      material: PlanMaterial(
        changes: plan.changes, declared: declared, others: register.others, snapshot: snapshot,
        now: now))
  }

  /// What the checks and the rules of ownership say of the tree.
  private func judge(
    _ loaded: LoadedTree, _ snapshot: Snapshot, _ register: RegisterSplit
  ) -> [Diagnostic] {
    lazy var stored = Set(register.ownRows.lazy.map(\.address))
    var diagnostics = loaded.judged(
      beside: register.others, at: now, hidesBroker: false, isStored: { stored.contains($0) })
    let breaches = ownershipDiagnostics(loaded, snapshot)
    // What another owner holds is refused, not wrong; the breach names the owner and the line.
    let refused = Set(breaches.compactMap(\.range))
    diagnostics.removeAll { found in
      found.code == .duplicateAddress && found.range.map(refused.contains) == true
    }
    return diagnostics + breaches
  }

  /// A plan that nobody has judged yet.
  private struct Draft {
    /// Nil when the changes have no order or leave something dangling.
    let plan: Plan?
    let diagnostics: [Diagnostic]
    /// How many changes `--only narrowing` leaves for later.
    var leftOut = 0
  }

  private func makeDraft(
    _ declared: [Declared], _ tree: ManifestTree, _ snapshot: Snapshot, _ register: RegisterSplit
  ) throws(CommandFailure) -> Draft {
    var diagnostics: [Diagnostic] = []
    let outlook = try makeOutlook(declared, register)
    let changes = ordered(outlook.changes, outlook.effects.directions, &diagnostics)
    diagnostics += dangling(changes, register.others)
    guard !diagnostics.hasErrors, let changes else {
      return Draft(plan: nil, diagnostics: diagnostics)
    }
    if isPartial { diagnostics += limitedErrors(outlook.own, register.others) }
    guard !diagnostics.hasErrors else { return Draft(plan: nil, diagnostics: diagnostics) }
    diagnostics += NeglectedKeys.warnings(
      among: outlook.own + register.others, touchedBy: changes, in: project.deployment, at: now,
      endedKeys: outlook.effects.endedKeys)
    return Draft(
      plan: assemble(changes, outlook, declared, tree, snapshot, register),
      diagnostics: diagnostics, leftOut: outlook.leftOut)
  }

  /// Whether what follows is not what the whole tree says.
  private var isPartial: Bool { selection.isLimited || isNarrowingOnly }

  /// The changes, what the owner has after them, and what they bring about.
  private struct Outlook {
    let changes: [Change]
    let own: [Resource]
    let effects: PlanEffects
    /// How many changes of the tree are not among them.
    var leftOut = 0
  }

  private func makeOutlook(
    _ declared: [Declared], _ register: RegisterSplit
  ) throws(CommandFailure) -> Outlook {
    let found = try register.changes(to: declared, keepsUndeclared: selection.isLimited)
    let own =
      selection.isLimited ? try register.overlaid(with: found) : declared.map(\.resource)
    var outlook = Outlook(changes: found, own: own, effects: effects(of: found, own, register))
    guard isNarrowingOnly else { return outlook }
    // Parts that narrow in the whole can widen alone; what does is left out until nothing does.
    while true {
      let part = NarrowingPart.of(outlook.changes, outlook.effects)
      let own = try register.overlaid(with: part)
      let isDone = part.count == outlook.changes.count
      outlook = Outlook(
        changes: part, own: own, effects: effects(of: part, own, register),
        leftOut: found.count - part.count)
      if isDone { return outlook }
    }
  }

  private func effects(
    of changes: [Change], _ own: [Resource], _ register: RegisterSplit
  ) -> PlanEffects {
    Effects.of(
      changes, planned: own + register.others, deployment: project.deployment, at: now,
      rules: project.guardrails.rules,
      wantsTouched: own.contains { $0.kind == .accessTest }
        || register.others.contains { $0.kind == .accessTest })
  }

  /// What would be wrong with the register if only a part of the tree is applied to it.
  private func limitedErrors(_ own: [Resource], _ others: [Resource]) -> [Diagnostic] {
    let state = DesiredState(
      deployment: project.deployment, now: now, own: own, others: others)
    return Checks.findings(in: state).errors(about: own)
  }

  private func failed(_ diagnostics: [Diagnostic]) -> Outcome {
    Outcome(
      plan: nil, diagnostics: diagnostics, prohibitions: [],
      exit: diagnostics.errorsAreRefusals ? .refused : .wrongInput)
  }

  // MARK: Refusals

  private func unregistered(_ snapshot: Snapshot) -> [Prohibition] {
    guard snapshot.store != nil, snapshot.revision > 0,
      snapshot.owner(named: project.name) == nil
    else { return [] }
    let option = project.institution.map { " --institution \($0)" } ?? ""
    return [
      Prohibition(
        rule: "owner-unregistered",
        message: "no owner `\(project.name)` is registered in this store",
        help: ["run mandate owner register \(project.name)\(option) --as staff:NAME"])
    ]
  }

  private func ownershipDiagnostics(_ loaded: LoadedTree, _ snapshot: Snapshot) -> [Diagnostic] {
    let rows = Dictionary(
      byAddress: snapshot.rows.lazy.filter { $0.owner != project.name })
    let institution = snapshot.owner(named: project.name)?.institution
    guard institution != nil || !rows.isEmpty else { return [] }
    let places = Dictionary(
      zip(loaded.declarations.lazy.map(\.resource.address), 0...),
      uniquingKeysWith: { first, _ in first })
    let breaches = Ownership.breaches(
      of: project.name, for: institution,
      among: loaded.declarations.map(\.resource.address), holder: { rows[$0] })
    var locator = SiteLocator(files: loaded.tree.files, declarations: loaded.declarations)
    return locator.diagnostics(
      for: breaches.map { breach in
        Finding(
          .error, .notOwner, breach.message, at: Site(places[breach.address] ?? 0),
          help: breach.help)
      })
  }

  private func dangling(_ changes: [Change]?, _ others: [Resource]) -> [Diagnostic] {
    DanglingReferences.breaches(of: changes ?? [], others: others).map { breach in
      .error(
        .deleteReferenced, "\(breach.removed) would go, and \(breach.referrer) refers to it",
        at: nil, help: "change or remove \(breach.referrer) first")
    }
  }

  // MARK: The plan

  private func ordered(
    _ changes: [Change], _ directions: [Address: Direction], _ diagnostics: inout [Diagnostic]
  ) -> [Change]? {
    do throws(Orderer.Cycle) {
      return try Orderer.ordered(changes, directions: directions)
    } catch {
      let path = error.path.map(\.text).joined(separator: " -> ")
      diagnostics.append(
        .error(
          .orderCycle, "these changes wait for each other: \(path)", at: nil,
          help: "do it in two plans"))
      return nil
    }
  }

  private func assemble(
    _ changes: [Change], _ outlook: Outlook, _ declared: [Declared], _ tree: ManifestTree,
    _ snapshot: Snapshot, _ register: RegisterSplit
  ) -> Plan {
    let planned = outlook.own + register.others
    let owner = snapshot.owner(named: project.name)
    let place = LeastGuardrails.address(of: project.name)
    let least = LeastGuardrails.settings(register.others.first { $0.address == place })
    let assessment = PlanAssessment(
      PlanAssessment.Subject(
        deployment: project.deployment, now: now, owner: owner,
        isFirstWrite: snapshot.revision == 0, author: author,
        settings: project.guardrails.joined(with: owner).tightened(by: least), lifts: lifts,
        changes: changes, ownedBefore: register.ownRows.count, ownedAfter: outlook.own.count,
        planned: planned, tests: tests(snapshot, planned)), outlook.effects)
    let desks = PlannedDesks(planned)
    let reviews = RecordedReviews(
      RecordConsequences.followed(in: planned, after: changes, at: now))
    return Plan(
      owner: project.name, deployment: project.deployment, createdAt: now, author: author,
      base: base(of: snapshot, declared, changes, planned, register),
      desired: Plan.Desired(
        digest: DesiredDigest.of(declared), resources: declared.count,
        commit: commit(tree)),
      changes: changes,
      waiting: WaitingList(
        deployment: project.deployment, desk: desks.desk, review: reviews.review
      ).waiting(among: changes, awaited: outlook.effects.evidence.awaited),
      guardrails: assessment.guardrails, effects: assessment.effects)
  }

  private func tests(_ snapshot: Snapshot, _ planned: [Resource]) -> [StandingTest] {
    StandingTest.visible(
      to: project.name,
      of: snapshot.owner(named: project.name)?.institution ?? project.institution, among: planned,
      rows: snapshot.rows, owners: snapshot.owners)
  }

  /// The scopes that the plan read: the global one, those it declares or owns something in, and
  /// those of every institution whose access its changes can move.
  private func base(
    of snapshot: Snapshot, _ declared: [Declared], _ changes: [Change], _ planned: [Resource],
    _ register: RegisterSplit
  ) -> Plan.Base {
    guard let store = snapshot.store else {
      return Plan.Base(store: nil, revision: 0, scopes: [])
    }
    var scopes: Set<Scope> = [.global]
    var lastScope = Scope.global
    for declaration in declared where declaration.resource.address.scope != lastScope {
      lastScope = declaration.resource.address.scope
      scopes.insert(lastScope)
    }
    if !isPartial {
      for row in register.ownRows where row.address.scope != lastScope {
        lastScope = row.address.scope
        scopes.insert(lastScope)
      }
    }
    scopes.formUnion(
      ReachedScopes.of(changes, planned: planned, known: snapshot.scopes.keys))
    return Plan.Base(
      store: store.lineage, revision: snapshot.revision,
      scopes: scopes.map { scope in
        (scope: scope, digest: snapshot.scopes[scope]?.digest ?? ScopeDigest.ofUntouched(scope))
      })
  }
}

/// Finds planned desks by address; the table is made when it is first asked.
final class PlannedDesks {
  private let resources: [Resource]
  private lazy var table = Dictionary(byAddress: resources.lazy.filter { $0.kind == .desk })

  init(_ resources: [Resource]) { self.resources = resources }

  func desk(at address: Address) -> Resource? { table[address] }
}

/// Finds the recorded reviews of applications; the table is made when it is first asked.
final class RecordedReviews {
  private let resources: [Resource]
  private lazy var table = Dictionary(byAddress: resources.lazy.filter { $0.kind == .review })

  init(_ resources: [Resource]) { self.resources = resources }

  func review(of application: Address) -> Resource? { table[Address(.review, of: application)] }
}

extension [GuardrailOutcome] {
  /// The guardrails that refuse, as rules that forbid.
  var prohibitions: [Prohibition] {
    filter { $0.verdict == .refuse }.map { outcome in
      Prohibition(
        rule: outcome.name, message: outcome.message,
        help: outcome.lift.map { ["to lift it once: mandate apply \($0) --reason TEXT"] } ?? [])
    }
  }
}

extension GuardrailSettings {
  /// The project's settings with what the store remembers as protected.
  func joined(with owner: Owner?) -> GuardrailSettings {
    guard let owner else { return self }
    var joined = self
    joined.protected = Set(protected).union(owner.protected).sorted()
    return joined
  }
}
