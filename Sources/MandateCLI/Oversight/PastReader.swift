import AccessModel
import Diagnostics
import Planning
import Plans
import Stores

/// The past of a store, read once: revisions, renames and the versions of resources.
struct PastReader {
  let deployment: Deployment
  /// By number.
  let revisions: [Int64: RevisionRecord]
  let renames: [RecordedHistory.Rename]
  private let versions: [(row: StoredRow, until: Int64?)]
  /// Places among `versions` by what they belong to, so that no question walks over all of them.
  private let places: [Belonging: [Int]]
  /// What belongs to everybody, decoded once for all who ask.
  private let common: [Resource]
  /// What is read of the past; later revisions are left out.
  let last: Int64

  /// Reads what the `kinds` wanted said, up to a revision; nil: the newest.
  init(_ store: any RegisterStore, through last: Int64? = nil) throws(CommandFailure) {
    deployment = try asking { () throws(StoreError) in try store.status().identity.deployment }
    let records = try asking { () throws(StoreError) in try store.revisions(touching: nil) }
    let end = last ?? records.first?.revision ?? 0
    self.last = end
    revisions = Dictionary(
      records.filter { $0.revision <= end }.map { ($0.revision, $0) },
      uniquingKeysWith: { first, _ in first })
    renames = try Self.renames(in: store)
    versions = try Self.versions(in: store, through: end)
    places = Dictionary(grouping: versions.indices) { [versions] in
      Self.belonging(of: versions[$0].row.address)
    }
    common = try RegisterSplit.decode(
      (places[.everybody] ?? []).map { [versions] in versions[$0].row })
  }

  /// Whose history a version is a part of.
  private enum Belonging: Hashable {
    case institution(Text)
    case retail
    case everybody
  }

  private static func belonging(of address: Address) -> Belonging {
    if address.kind == .institution { return .institution(address.name) }
    if !address.institution.isEmpty { return .institution(address.institution) }
    return isRetail(address) ? .retail : .everybody
  }

  private static func versions(
    in store: any RegisterStore, through end: Int64
  ) throws(CommandFailure) -> [(row: StoredRow, until: Int64?)] {
    var versions: [(row: StoredRow, until: Int64?)] = []
    var isSound = true
    let hasher = Hasher256()
    try asking { () throws(StoreError) in
      try store.readVersions { row, until in
        guard row.sinceRevision <= end, Self.kinds.contains(row.address.kind) else { return }
        if hasher.digest(of: row.canonical) != row.digest { isSound = false }
        versions.append((row, until.flatMap { $0 <= end ? $0 : nil }))
      }
    }
    guard isSound else {
      throw .store(.damaged(reason: "a version of a resource has another content than its digest"))
    }
    return versions
  }

  /// What access is read from.
  private static let kinds: Set<Kind> = [
    .endpointCatalogue, .permissionSet, .tier, .institution, .account, .ipWhitelist, .portalUser,
    .tradingApplication, .desk, .traderAuthorization, .brokerApplication, .endpointGrant,
    .retailClient, .review, .override, .key,
  ]

  /// Every rename ever recorded, oldest first.
  static func renames(
    in store: any RegisterStore
  ) throws(CommandFailure) -> [RecordedHistory.Rename] {
    var renames: [RecordedHistory.Rename] = []
    try asking { () throws(StoreError) in
      try store.readAudit { entry in
        guard entry.action.is("rename"), let to = Address(entry.subject),
          let from = AuditFields(entry.detail)?["renamedFrom"].flatMap({ Address($0) })
        else { return }
        renames.append(RecordedHistory.Rename(revision: entry.revision, from: from, to: to))
      }
    }
    return renames
  }

  /// Every institution that ever stood; the empty text for retail clients.
  var institutions: Set<Text> {
    Set(
      versions.compactMap { version in
        let address = version.row.address
        switch address.kind {
        case .institution: return address.name
        case .retailClient: return .empty
        default: return nil
        }
      })
  }

  /// Every login that ever had a name or a mail address, as it stood last under each address.
  func logins(where isWanted: (Resource) -> Bool) throws(CommandFailure) -> Set<Address> {
    let rows = versions.filter { [.portalUser, .retailClient].contains($0.row.address.kind) }
    let resources = try RegisterSplit.decode(rows.map(\.row))
    return Set(resources.filter(isWanted).map(\.address))
  }

  /// The addresses that a principal had, its own among them.
  func names(of principal: PrincipalAddress) -> Set<PrincipalAddress> {
    let trail = PersonTrail(principal.resource, renames: renames)
    return Set(
      trail.names.map { name in
        switch principal.form {
        case .trader(let institution, _):
          PrincipalAddress(.trader(institution: institution, authorization: name))
        case .apiUser(let institution, _, let user):
          PrincipalAddress(.apiUser(institution: institution, application: name, user: user))
        case .retailKey(_, let key): PrincipalAddress(.retailKey(client: name, key: key))
        }
      })
  }

  /// What was recorded of an institution, or of retail clients, and of what belongs to all.
  func history(
    of institution: Text, for focus: ReplayFocus
  ) throws(CommandFailure) -> RecordedHistory {
    let place: Belonging = institution.isEmpty ? .retail : .institution(institution)
    let own = (places[place] ?? []).map { versions[$0] }
    let wanted = (places[.everybody] ?? []).map { versions[$0] } + own
    let resources = common + (try RegisterSplit.decode(own.map(\.row)))
    let read = zip(wanted, resources).filter { focus.reads($1) }.map { version, resource in
      RecordedHistory.Version(
        resource: resource, digest: version.row.digest, since: version.row.sinceRevision,
        until: version.until)
    }
    return RecordedHistory(read, renames: renames) { revisions[$0]?.at }
  }

  /// Whether something without an institution belongs to retail clients alone.
  private static func isRetail(_ address: Address) -> Bool {
    switch address.kind {
    case .retailClient, .review, .override, .key: true
    default: false
    }
  }
}
