package import AccessModel
package import Diagnostics
package import Plans

/// Live keys that somebody should look after, at the institutions that a plan touches.
package struct NeglectedKeys {
  private let now: Instant
  private let rows: [Resource]
  private let logins: [Address: Resource]
  /// By key id; empty where nobody ever reported uses.
  private let uses: [Text: Instant]
  private var policies: PolicyBook

  /// So long a key may lie unused before anybody is told.
  private static let unusedDays: Int64 = 90
  private static let daySeconds: Int64 = 86_400

  /// What stands after a plan; `endedKeys` are those that it ends.
  ///
  /// - Complexity: one walk over `planned`.
  private init(
    _ planned: [Resource], of institutions: Set<Text>, in deployment: Deployment,
    at now: Instant, endedKeys: [EndedKey]
  ) {
    self.now = now
    let ended = Set(endedKeys.map(\.id))
    rows = planned.filter {
      $0.kind == .key && institutions.contains($0.address.institution)
        && !ended.contains($0.address.name)
    }
    logins = Dictionary(
      byAddress: planned.lazy.filter {
        ($0.kind == .portalUser || $0.kind == .retailClient)
          && institutions.contains($0.address.institution)
      })
    uses = Dictionary(
      planned.lazy.filter { $0.kind == .keyUse }.compactMap { use in
        use[KeyUseFields.at].instant.map { (use.address.name, $0) }
      }, uniquingKeysWith: max)
    let rules = Dictionary(
      byAddress: planned.lazy.filter {
        $0.kind == .keyPolicy || $0.kind == .tier || $0.kind == .institution
      })
    policies = PolicyBook(for: deployment.environment, at: now, find: { rules[$0] })
  }

  /// One warning an institution that `changes` touch, with the command that lists the keys.
  package static func warnings(
    among planned: [Resource], touchedBy changes: [Change], in deployment: Deployment,
    at now: Instant, endedKeys: [EndedKey]
  ) -> [Diagnostic] {
    let institutions = Set(changes.lazy.compactMap { $0.address.keyHolders })
    guard !institutions.isEmpty, planned.contains(where: { $0.kind == .key }) else { return [] }
    var keys = NeglectedKeys(
      RecordConsequences.followed(in: planned, after: changes, at: now), of: institutions,
      in: deployment, at: now, endedKeys: endedKeys)
    return keys.warnings()
  }

  /// How many keys there are of each sort.
  private struct Counts {
    var keys = 0
    var overdue = 0
    var unused = 0
    var ownerless = 0
  }

  private mutating func warnings() -> [Diagnostic] {
    var counts: [Text: Counts] = [:]
    for row in rows {
      let key = KeyRecord(row)
      guard key.isAlive(at: now) else { continue }
      let institution = row.address.institution
      let isOverdue = isOverdue(key, of: institution)
      let isUnused = isUnused(key)
      let isOwnerless = isOwnerless(key, of: institution)
      guard isOverdue || isUnused || isOwnerless else { continue }
      counts[institution, default: Counts()].keys += 1
      if isOverdue { counts[institution]?.overdue += 1 }
      if isUnused { counts[institution]?.unused += 1 }
      if isOwnerless { counts[institution]?.ownerless += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { Self.warning($0.key, $0.value) }
  }

  private mutating func isOverdue(_ key: KeyRecord, of institution: Text) -> Bool {
    let policy = institution.isEmpty ? policies.base : policies.policy(of: institution)
    guard let ageMax = policy.ageMax, let made = key.latest?.madeAt else { return false }
    return seconds(since: made) >= ageMax.seconds
  }

  private func isUnused(_ key: KeyRecord) -> Bool {
    guard !uses.isEmpty, let first = key.generations.first?.madeAt else { return false }
    return seconds(since: uses[key.id] ?? first) >= Self.unusedDays * Self.daySeconds
  }

  private func isOwnerless(_ key: KeyRecord, of institution: Text) -> Bool {
    let kind: Kind = institution.isEmpty ? .retailClient : .portalUser
    let login = logins[Address(kind, institution: institution, name: key.user)]
    return login.map { !$0.isActiveLogin } ?? true
  }

  private func seconds(since instant: Instant) -> Int64 {
    now.secondsSince1970 - instant.secondsSince1970
  }

  private static func warning(_ institution: Text, _ counts: Counts) -> Diagnostic {
    let sorts = [
      (counts.overdue, "past the age of its policy", "--overdue"),
      (counts.unused, "unused for \(unusedDays) days", "--unused \(unusedDays)"),
      (counts.ownerless, "whose owner is not active", "--user-left"),
    ].filter { $0.0 > 0 }
    let place = institution.isEmpty ? "retail clients" : "`\(institution)`"
    let words = sorts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let list =
      institution.isEmpty ? "--product trading-retail" : "--institution \(institution)"
    return Diagnostic(
      .warning, .keysNeglected,
      "\(counts.keys) live \(counts.keys == 1 ? "key" : "keys") of \(place) to look after: \(words)",
      at: nil, help: sorts.map { "list them with mandate key list \(list) \($0.2)" })
  }
}

extension Address {
  /// The institution whose keys a change here may have to do with, empty for retail clients; nil for
  /// what belongs to nobody.
  fileprivate var keyHolders: Text? {
    switch kind {
    case .institution: name
    case .retailClient: .empty
    default: institution.isEmpty ? nil : institution
    }
  }
}

extension DiagnosticCode {
  package static let keysNeglected = DiagnosticCode(
    "keys-neglected", "Live keys should be looked after.",
    """
    Keys of an institution that a plan touches are older than `rotation.maxAge` of their policy, were \
    not used for 90 days (where uses are reported), or belong to somebody who is not active. Nothing \
    is refused: their owners reset or delete them, and admins or staff revoke them.
    """)
}
