import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

/// What a command that records something reads of the store: one moment of some scopes.
struct RecordRegister {
  let snapshot: Snapshot
  let identity: StoreIdentity
  let now: Instant
  let resources: [Resource]
  private let rows: [Address: StoredRow]
  private let found: [Address: Resource]

  init(
    _ invocation: Invocation, _ store: any RegisterStore, _ scopes: ScopeSelection,
    toWrite: Bool = true
  ) throws(CommandFailure) {
    snapshot = try asking { () throws(StoreError) in try store.snapshot(scopes) }
    guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
    self.identity = identity
    let asked =
      toWrite
      ? try invocation.judgedAt(writingTo: identity.deployment) : try invocation.judgedAt()
    // A commit is recorded no earlier than the last one, and what is said of it goes by that time.
    // A proposal is decided at its own time.
    let isLifted = toWrite && invocation.proposal == nil
    now = isLifted ? asked.lifted(to: snapshot.lastRecorded, in: identity.deployment) : asked
    resources = try RegisterSplit.decode(snapshot.rows)
    rows = Dictionary(byAddress: snapshot.rows)
    found = Dictionary(byAddress: resources)
  }

  var deployment: Deployment { identity.deployment }

  func resource(_ address: Address) -> Resource? { found[address] }

  /// Access as it stands before the command.
  func makeView() -> AccessView {
    AccessView(AccessRegister(resources, deployment: deployment), at: now)
  }

  func person(_ actor: Actor) -> ActingPerson {
    ActingPerson(
      actor, in: deployment, knowsStaff: resources.contains { $0.kind == .staffMember },
      resource: resource)
  }

  /// The recorded life of an application; nil when `subject` is none.
  func life(of subject: Address) -> ApplicationLife? {
    ApplicationLife(of: subject, recorded: resource(Address(.review, of: subject)))
  }

  func stop(over subject: Address) -> OverrideLife {
    OverrideLife(of: subject, recorded: resource(Address(.override, of: subject)))
  }

  /// In the order of their ids.
  var mails: [Mail] {
    resources.filter { $0.kind == .notification }.map { Mail($0) }
      .sorted { $0.number < $1.number }
  }

  /// The change that puts `after` at an address, or removes what is there; nil when it is the same.
  func change(at address: Address, to after: Resource?) -> Change? {
    let before = found[address].flatMap { resource in
      rows[address].map { Change.Version(resource: resource, digest: $0.digest) }
    }
    let version = after.map {
      Change.Version(resource: $0, digest: Digest.of(CanonicalJSON.bytes(of: $0)))
    }
    guard before?.digest != version?.digest else { return nil }
    return Change(before: before, after: version, source: nil)
  }

  /// What the plan of these changes was made against: `scopes`, as they were read.
  func base(of scopes: Set<Scope>) -> Plan.Base {
    Plan.Base(
      store: identity.lineage, revision: snapshot.revision,
      scopes: scopes.map { scope in
        (scope: scope, digest: snapshot.scopes[scope]?.digest ?? ScopeDigest.ofUntouched(scope))
      })
  }

  /// Everything as it will be after the changes.
  func planned(after changes: [Change]) -> [Resource] {
    var after = found
    for change in changes {
      if let before = change.before?.resource { after[before.address] = nil }
      if let new = change.after?.resource { after[new.address] = new }
    }
    return Array(after.values)
  }
}
