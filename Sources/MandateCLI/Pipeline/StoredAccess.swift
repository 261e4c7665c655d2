import AccessModel
import Diagnostics
import Plans
import Stores

/// One consistent moment of a store, ready for questions about access.
struct StoredAccess {
  let deployment: Deployment
  let register: AccessRegister
  /// The revision that was read.
  let revision: Int64
  /// The instant at which things are judged.
  let instant: Instant
  /// Where the manifests declare each resource.
  let sources: [Address: Source]
  let rows: [StoredRow]

  /// Reads the store that the invocation names: now, or as `--as-of` says.
  ///
  /// A question about one institution reads its scopes and the global one alone; the empty name
  /// stands for retail clients.
  init(
    _ invocation: Invocation, institution: Text? = nil
  ) throws(CommandFailure) {
    let store = try invocation.existingStore()
    let past = try AsOf.moment(invocation, store)
    var lastRecorded: Instant?
    if let past {
      let identity = try asking { () throws(StoreError) in try store.status().identity }
      deployment = identity.deployment
      rows = try asking { () throws(StoreError) in
        try store.rows(RowFilter(), asOf: past.revision)
      }
      revision = past.revision
    } else {
      let scopes = institution.map { ScopeSelection.only(Self.scopes(of: $0)) } ?? .all
      let snapshot = try asking { () throws(StoreError) in try store.snapshot(scopes) }
      guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
      deployment = identity.deployment
      rows = snapshot.rows
      revision = snapshot.revision
      lastRecorded = snapshot.lastRecorded
    }
    if let recorded = past?.instant, !invocation.arguments.has("--at") {
      instant = recorded
    } else {
      instant = try invocation.judgedAt(after: lastRecorded, in: deployment)
    }
    register = AccessRegister(
      try RegisterSplit.decode(rows), deployment: deployment,
      limitedTo: institution.map { [$0] })
    sources = Dictionary(
      rows.compactMap { row in row.source.map { (row.address, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func scopes(of institution: Text) -> Set<Scope> {
    institution.isEmpty
      ? [.global, .keys(of: .empty)]
      : [.global, .institution(institution), .keys(of: institution)]
  }

  /// Throws `request` when an institution that was named is not in the register.
  func require(_ institution: Text?) throws(CommandFailure) {
    guard let institution, register.institutions[institution]?.institution == nil else { return }
    throw .request("there is no institution `\(institution)` in the register", help: nil)
  }

  /// The register judged at the instant.
  func makeView() -> AccessView { AccessView(register, at: instant) }
}

extension AsOf {
  /// The revision that `--as-of` names and the time at which it is judged; nil without the option.
  static func moment(
    _ invocation: Invocation, _ store: any RegisterStore
  ) throws(CommandFailure) -> (revision: Int64, instant: Instant?)? {
    guard let text = invocation.arguments.value("--as-of"),
      let revision = try revision(invocation, store)
    else { return nil }
    if let instant = try? Instant(parsing: Text(text)) { return (revision, instant) }
    let revisions = try asking { () throws(StoreError) in try store.revisions(touching: nil) }
    return (revision, revisions.first { $0.revision == revision }?.at)
  }
}

extension OptionDeclaration {
  static let asOf = OptionDeclaration(
    "--as-of", value: "TIME|REV",
    "the register as it stood at a time or after a revision, judged at that time")
}
