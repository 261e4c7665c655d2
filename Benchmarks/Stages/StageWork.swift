import AccessModel
import Diagnostics
import Glibc
import MandateCLI
import Manifests
import Plans
import SQLiteStore
import Stores

/// A stage made ready: `run` is what is timed and gives a count that tells whether it was done.
struct StageWork {
  let run: () -> Int

  /// Where things are judged from; validity periods of the estate lie around it.
  static let now = Instant(secondsSince1970: 1_795_000_000) ?? .last

  /// Prepares a stage on the estate in `folder`.
  static func ready(_ stage: Stage, in folder: Folder) -> StageWork {
    switch stage {
    case .scan:
      let files = tree(folder).files
      return StageWork { EventScan.count(files.map(\.bytes)) }
    case .read:
      let project = project(folder)
      return StageWork { read(project).files.count }
    case .load:
      let tree = tree(folder)
      return StageWork { load(tree).count }
    case .check: return check(folder)
    case .planNew: return planning(folder, EstateFiles.project, store: "none.db")
    case .planSame: return planning(folder, EstateFiles.project, store: EstateFiles.store)
    case .planOne: return planning(folder, EstateFiles.changedProject, store: EstateFiles.store)
    case .insert:
      let insert = BareInsert(folder: folder, store: store(folder, EstateFiles.store))
      return StageWork { insert.run() }
    case .applyNew: return applying(folder, EstateFiles.project, onto: nil)
    case .applyOne: return applying(folder, EstateFiles.changedProject, onto: EstateFiles.store)
    case .loadAccount, .loadRow, .loadTier:
      let tree = tree(folder, EstateFiles.changedProject)
      return StageWork { load(tree).count }
    case .impactAccount: return impact(.account, folder)
    case .impactRow: return impact(.row, folder)
    case .impactTier: return impact(.tier, folder)
    case .validateProcess, .planProcess, .applyProcess, .planAccount, .planRow, .planTier,
      .widePlan, .bulkAdd, .snapshotPlan, .wideJSON, .wideMarkdown, .accessExport, .pages,
      .filesValidate, .fmtCheck:
      BenchmarkFailure.stop("\(stage.rawValue) is a process of its own")
    }
  }

  // MARK: Reading

  static func project(_ folder: Folder, _ file: String = EstateFiles.project) -> Project {
    var diagnostics: [Diagnostic] = []
    guard let project = ProjectReader.read(folder.file(file), into: &diagnostics) else {
      BenchmarkFailure.stop("the project cannot be read: \(diagnostics.map(\.message))")
    }
    return project
  }

  private static func read(_ project: Project) -> ManifestTree {
    var diagnostics: [Diagnostic] = []
    let tree = TreeReader.read(project, into: &diagnostics)
    requireNone(diagnostics)
    return tree
  }

  static func tree(_ folder: Folder, _ file: String = EstateFiles.project) -> ManifestTree {
    read(project(folder, file))
  }

  static func load(_ tree: ManifestTree) -> [Declaration] {
    var diagnostics: [Diagnostic] = []
    let declarations = ManifestLoader.load(tree, into: &diagnostics)
    requireNone(diagnostics)
    return declarations
  }

  private static func check(_ folder: Folder) -> StageWork {
    let tree = tree(folder)
    let declarations = load(tree)
    return StageWork {
      let state = DesiredState(
        deployment: tree.project.deployment, now: now, own: declarations.map(\.resource),
        others: [])
      let findings =
        Checks.findings(in: state)
        + RenameCheck.findings(in: declarations, state: state, isStored: { _ in false })
      if let error = findings.first(where: { $0.severity == .error }) {
        BenchmarkFailure.stop("the estate is not valid: \(error.message)")
      }
      return state.resources.count
    }
  }

  private static func requireNone(_ diagnostics: [Diagnostic]) {
    guard let first = diagnostics.first else { return }
    BenchmarkFailure.stop("the estate has \(diagnostics.count) problems, first: \(first.message)")
  }

  // MARK: Planning and applying

  private static func impact(_ estate: ImpactEstate, _ folder: Folder) -> StageWork {
    let work = ImpactWork(estate, in: folder)
    return StageWork { work.run() }
  }

  static func store(_ folder: Folder, _ name: String) -> SQLiteStore {
    SQLiteStore(path: folder.file(name), lockTimeoutMilliseconds: 1_000)
  }

  static func plan(_ folder: Folder, _ file: String, _ store: SQLiteStore) -> Plan {
    guard let plan = PlanRehearsal.plan(project(folder, file), against: store, at: now) else {
      BenchmarkFailure.stop("the plan was refused")
    }
    return plan
  }

  private static func planning(_ folder: Folder, _ file: String, store name: String) -> StageWork {
    let store = store(folder, name)
    return StageWork { plan(folder, file, store).changes.count }
  }

  /// Applies to a copy of the store `base`, or to a new one.
  private static func applying(_ folder: Folder, _ file: String, onto base: String?) -> StageWork {
    let name = "applied.db"
    folder.remove(name)
    if let base { folder.copy(base, to: name) }
    let store = store(folder, name)
    let plan = plan(folder, file, store)
    let settings = project(folder, file).guardrails
    return StageWork {
      defer { folder.remove(name) }
      return commit(plan, to: store, settings)
    }
  }

  static func commit(
    _ plan: Plan, to store: SQLiteStore, _ settings: GuardrailSettings
  ) -> Int {
    let isFirst = plan.base.store == nil
    let header = CommitHeader(
      applyID: "0123456789abcdef0123456789abcdef", command: "apply", actor: .staff("ops"),
      onBehalfOf: nil, reason: nil, at: now, wallClock: now,
      owner: isFirst ? Owner(name: plan.owner, institution: nil, protected: []) : nil, lifts: [])
    let identity = StoreIdentity(
      lineage: "fedcba9876543210fedcba9876543210", deployment: plan.deployment)
    let judge = ApplyJudge(settings: settings, lifts: [])
    do throws(Refusal) {
      let outcome = try Stores.commit(
        plan, header: header, to: store, newStore: identity, judge: judge.judgement)
      guard case .applied = outcome else { BenchmarkFailure.stop("not applied: \(outcome)") }
    } catch {
      BenchmarkFailure.stop("the apply was refused: \(error)")
    }
    return plan.changes.count
  }
}
