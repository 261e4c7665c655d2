import AccessModel
import Diagnostics
import Plans
import Stores

/// One moment of a store for overseers: access, keys, their last uses, and what was attested.
struct OversightRegister {
  let deployment: Deployment
  /// The revision that was read.
  let revision: Int64
  /// The instant at which things are judged.
  let instant: Instant
  let view: AccessView
  /// Where the manifests declare each resource.
  let sources: [Address: Source]
  private let resources: [Address: Resource]

  /// Reads what `--as-of` names, or what stands now; of one institution when one is given.
  init(
    _ invocation: Invocation, _ store: any RegisterStore, institution: Text?
  ) throws(CommandFailure) {
    let rows: [StoredRow]
    if let past = try AsOf.moment(invocation, store) {
      deployment = try asking { () throws(StoreError) in try store.status().identity.deployment }
      rows = try asking { () throws(StoreError) in
        try store.rows(RowFilter(), asOf: past.revision)
      }
      revision = past.revision
      instant =
        if let recorded = past.instant, !invocation.arguments.has("--at") {
          recorded
        } else { try invocation.judgedAt() }
    } else {
      let scopes = institution.map {
        ScopeSelection.only([.global, .institution($0), .keys(of: $0)])
      }
      let snapshot = try asking { () throws(StoreError) in try store.snapshot(scopes ?? .all) }
      guard let identity = snapshot.store else { throw .store(.missing(place: store.place)) }
      deployment = identity.deployment
      rows = snapshot.rows
      revision = snapshot.revision
      instant = try invocation.judgedAt()
    }
    let resources = try RegisterSplit.decode(rows)
    self.resources = Dictionary(byAddress: resources)
    sources = Dictionary(
      rows.compactMap { row in row.source.map { (row.address, $0) } },
      uniquingKeysWith: { first, _ in first })
    view = AccessView(
      AccessRegister(resources, deployment: deployment, limitedTo: institution.map { [$0] }),
      at: instant)
    try require(institution)
  }

  /// Throws `request` when an institution that was named is not in the register.
  private func require(_ institution: Text?) throws(CommandFailure) {
    guard let institution, view.register.institutions[institution]?.institution == nil else {
      return
    }
    throw .request("there is no institution `\(institution)` in the register", help: nil)
  }

  func resource(_ address: Address) -> Resource? { resources[address] }

  /// The last uses that were imported, by key id.
  var uses: [Text: Instant] {
    Dictionary(
      resources.values.compactMap { resource in
        guard resource.kind == .keyUse, let at = resource[KeyUseFields.at].instant else {
          return nil
        }
        return (resource.address.name, at)
      }, uniquingKeysWith: max)
  }

  var policies: PolicyBook {
    PolicyBook(for: deployment.environment, at: instant, find: resource)
  }

  /// Every key application, by institution and id.
  func keys() -> [KeyStanding] {
    var ledger = KeyLedger(view, uses: uses, policies: policies)
    return ledger.standings()
  }
}
