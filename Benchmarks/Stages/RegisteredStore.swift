import AccessModel
import Diagnostics
import Manifests
import Plans
import SQLiteStore
import Stores

/// Makes the store of an estate: its tree applied, and its applications approved.
struct RegisteredStore {
  private let folder: Folder

  /// The one application that nobody decides.
  static let undecidedApplication = "undecided"

  init(_ folder: Folder) { self.folder = folder }

  /// Writes both through the commit that commands use; nothing else writes stores.
  func make() {
    let store = StageWork.store(folder, EstateFiles.store)
    let plan = StageWork.plan(folder, EstateFiles.project, store)
    let settings = StageWork.project(folder, EstateFiles.project).guardrails
    _ = StageWork.commit(plan, to: store, settings)
    record(in: store)
    writeRegister(of: store)
  }

  /// What the store holds.
  static func snapshot(_ store: SQLiteStore) -> Snapshot {
    do throws(StoreError) { return try store.snapshot(.all) } catch {
      BenchmarkFailure.stop("the store cannot be read: \(error)")
    }
  }

  /// The resources of stored rows.
  static func resources(_ rows: [Text]) -> [Resource] {
    var diagnostics: [Diagnostic] = []
    guard let resources = RegisterDecoder.resources(of: rows, into: &diagnostics) else {
      BenchmarkFailure.stop("a row cannot be read: \(diagnostics.map(\.message))")
    }
    return resources
  }

  // MARK: Approvals

  private func record(in store: SQLiteStore) {
    let snapshot = Self.snapshot(store)
    guard let identity = snapshot.store else { BenchmarkFailure.stop("there is no store") }
    Self.commit(
      approvals(snapshot, identity.deployment), to: store, snapshot, identity, applyID: "1")
  }

  /// Records changes through the commit that commands use, which nobody judges here.
  ///
  /// `applyID` is the digit that the id of the apply begins with.
  static func commit(
    _ changes: [Change], to store: SQLiteStore, _ snapshot: Snapshot, _ identity: StoreIdentity,
    applyID: Text
  ) {
    let scopes = Set(changes.flatMap(\.scopes))
    let base = Plan.Base(
      store: identity.lineage, revision: snapshot.revision,
      scopes: scopes.map { scope in
        (scope: scope, digest: snapshot.scopes[scope]?.digest ?? ScopeDigest.ofUntouched(scope))
      })
    let plan = Plan(
      owner: Owner.ofRecords, deployment: identity.deployment, createdAt: StageWork.now,
      author: nil, base: base,
      desired: Plan.Desired(digest: Digest.of([]), resources: 0, commit: nil), changes: changes,
      waiting: [], guardrails: [])
    let header = CommitHeader(
      applyID: Text("\(applyID)123456789abcdef0123456789abcdef"), command: "application",
      actor: .staff("ops"), onBehalfOf: nil, reason: nil, at: StageWork.now,
      wallClock: StageWork.now, owner: nil, lifts: [])
    do throws(Refusal) {
      let outcome = try Stores.commit(
        plan, header: header, to: store, newStore: nil, judge: { _ in .accepted })
      guard case .applied = outcome else { BenchmarkFailure.stop("not recorded: \(outcome)") }
    } catch {
      BenchmarkFailure.stop("the records were refused: \(error)")
    }
  }

  /// The review of every application but one a house, with what its approval would pin.
  private func approvals(_ snapshot: Snapshot, _ deployment: Deployment) -> [Change] {
    let resources = Self.resources(snapshot.rows.map(\.canonical))
    let view = AccessView(AccessRegister(resources, deployment: deployment), at: StageWork.now)
    let texts = resources.map(\.address).filter {
      ($0.kind == .tradingApplication || $0.kind == .brokerApplication)
        && $0.name != Text(Self.undecidedApplication)
    }.map { application in
      let pins = view.pins(of: application).map { "\"\($0)\"" }.joined(separator: ",")
      let record = Address(.review, of: application)
      return Text(
        """
        {"apiVersion":"mandate/v1","kind":"Review","metadata":\
        {"institution":"\(record.institution)","name":"\(record.name)"},\
        "spec":{"pinned":[\(pins)],"state":"approved"}}
        """)
    }
    return Self.resources(texts).map { resource in
      let digest = Digest.of(CanonicalJSON.bytes(of: resource))
      return Change(
        before: nil, after: Change.Version(resource: resource, digest: digest), source: nil)
    }.sorted { $0.address < $1.address }
  }

  // MARK: For others

  /// Writes the register as one JSON object a line, for programs that compare with this one.
  private func writeRegister(of store: SQLiteStore) {
    let lines = Self.snapshot(store).rows.map { "\($0.canonical)\n" }
    folder.write(lines.joined(), to: EstateFiles.register)
  }
}
