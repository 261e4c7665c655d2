package import AccessModel
package import Diagnostics
package import Lifecycle

/// What people are shown of one key: its life, and what it may do at the instant asked about.
package struct KeyEntry {
  package let key: KeyRecord
  package let holder: KeyHolder
  package let now: Instant
  /// Why it opens nothing, in words; nil for a key that is alive.
  package let obstacle: String?
  /// Where it may be used from, every level among it.
  package let networks: AddressSet
  /// What it may call, by class and with or without an account; empty for a key that ended.
  package let rights: [Right]
  package let stop: OverrideLife.Stop?
  package let isInvitationAccepted: Bool
  package let lastUse: Instant?
  package let zone: Zone

  /// Endpoints of one class that reach the same accounts.
  package struct Right {
    /// Nil for the rows that every key has.
    package let riskClass: EndpointTable.RiskClass?
    /// Nil when they need none.
    package let accounts: [Text]?
    package let endpoints: [Text]
  }

  /// How a secret of the key stands.
  package enum SecretState: String {
    case current, retiring, pending, dead
  }

  package init(_ key: KeyRecord, in grounds: KeyGrounds, lastUse: Instant?) {
    self.key = key
    self.lastUse = lastUse
    holder = grounds.holder
    now = grounds.now
    zone = Zone.of(region: grounds.deployment.region)
    stop = grounds.stop(over: key)
    isInvitationAccepted = grounds.isInvitationAccepted
    obstacle = Self.obstacle(key, stop, grounds)
    let facts = key.state == .deleted ? nil : grounds.view.facts(of: key.principal)
    let declared = facts?.networks ?? AddressSet()
    networks = key.ownLevel.map { declared.intersection($0) } ?? declared
    rights = facts.map { Self.rights($0, grounds.view) } ?? []
  }

  package func state(of secret: SecretGeneration) -> SecretState {
    guard secret.hasNotEnded(at: now) else { return .dead }
    guard secret.isDelivered else { return .pending }
    return secret.until == nil ? .current : .retiring
  }

  private static func obstacle(
    _ key: KeyRecord, _ stop: OverrideLife.Stop?, _ grounds: KeyGrounds
  ) -> String? {
    if let ending = key.ending { return "ended \(ending.at) by \(ending.cause.rawValue)" }
    if let stop { return "\(stop.word) for \(stop.incident), by \(stop.by)" }
    if let obstacle = grounds.obstacle { return obstacle.words }
    if key.state == .registered { return "it has no secret yet" }
    if !key.isAlive(at: grounds.now) { return "its secret was never delivered" }
    let facts = grounds.view.facts(of: key.principal)
    guard key.product == .retail, facts?.obstacle == .accountNotPermitted else { return nil }
    return "account \(key.account ?? "-") is not ACTIVE"
  }

  private static func rights(_ facts: AccessFacts, _ view: AccessView) -> [Right] {
    // The key's own addresses may leave nothing over; what it could call is shown all the same.
    guard let access = view.access(from: facts) else { return [] }
    let all = access.rows.map { view.register.table.rows[$0] }
    let base = all.filter(\.isBase).map(\.id)
    let rows = all.filter { !$0.isBase }
    let every = base.isEmpty ? [] : [Right(riskClass: nil, accounts: nil, endpoints: base)]
    return every
      + EndpointTable.RiskClass.allCases.flatMap { riskClass in
        [false, true].compactMap { needsAccount in
          let own = rows.filter { $0.riskClass == riskClass && $0.needsAccount == needsAccount }
          guard let first = own.first else { return nil }
          return Right(
            riskClass: riskClass, accounts: access.accounts(of: first), endpoints: own.map(\.id))
        }
      }
  }
}
