package import Diagnostics

/// The key applications of a register at one instant.
package struct KeyLedger {
  private let view: AccessView
  private let uses: [Text: Instant]
  private var policies: PolicyBook
  /// What the keys of one principal have in common.
  private var shared: [PrincipalAddress: Shared] = [:]

  private struct Shared {
    let networks: AddressSet
    let obstacle: AccessReason?
  }

  /// `uses` are the last uses by key id; `policies` those of the same register.
  package init(_ view: AccessView, uses: [Text: Instant], policies: PolicyBook) {
    self.view = view
    self.uses = uses
    self.policies = policies
  }

  /// Every key application, those that ended too: by institution, oldest first.
  package mutating func standings() -> [KeyStanding] {
    let register = view.register
    var found = register.retail.keys.map { standing(of: $0, register.retail.clients[$0.user]) }
    for name in register.institutions.keys.sorted() {
      guard let institution = register.institutions[name] else { continue }
      found += institution.keys.map { standing(of: $0, institution.users[$0.user]) }
    }
    // By time: ids are random, and say nothing to anybody.
    return found.sorted {
      ($0.institution, $0.key.registeredAt, $0.madeAt, $0.key.id)
        < ($1.institution, $1.key.registeredAt, $1.madeAt, $1.key.id)
    }
  }

  private mutating func standing(of key: KeyRecord, _ owner: Resource?) -> KeyStanding {
    let institution = key.principal.institution
    let policy = institution.isEmpty ? policies.base : policies.policy(of: institution)
    let own = key.ownLevel
    let shared = shared(by: key.principal)
    return KeyStanding(
      key: key, institution: institution, owner: owner, lastUse: uses[key.id],
      networks: own.map { shared?.networks.intersection($0) ?? $0 } ?? shared?.networks ?? .all,
      obstacle: obstacle(to: key, owner, shared), ageMax: policy.ageMax, now: view.now)
  }

  /// What stands in the way of a key beside its secrets; nil for one that ended.
  private func obstacle(
    to key: KeyRecord, _ owner: Resource?, _ shared: Shared?
  ) -> AccessReason? {
    guard key.ending == nil else { return nil }
    if key.product == .retail { return view.retailObstacle(key, owner) }
    if view.register.isStopped(key.address) { return .suspended }
    return shared.map(\.obstacle) ?? .notAuthorized
  }

  /// Nil when there is no such principal.
  private mutating func shared(by principal: PrincipalAddress) -> Shared? {
    if let known = shared[principal] { return known }
    let found = view.facts(of: principal).map {
      Shared(networks: $0.networks, obstacle: $0.obstacle)
    }
    shared[principal] = found
    return found
  }
}
