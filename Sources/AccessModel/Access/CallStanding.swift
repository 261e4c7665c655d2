package import Diagnostics

/// Everything that stands between a principal and a call, not only what comes first.
package struct CallStanding: Sendable {
  package let facts: AccessFacts
  /// The key that is asked about; nil for a principal that is none, whichever of its keys calls.
  package let key: KeyRecord?
  /// The place of the endpoint, which is in force.
  package let place: Int
  /// In the order of the rules; empty when the call may be made.
  package let obstacles: [CallObstacle]

  /// What a decision says: the first reason that applies.
  package var reason: AccessReason {
    let reasons = Set(obstacles.map(\.reason))
    return AccessReason.allCases.first(where: reasons.contains) ?? .allowed
  }
}

extension AccessView {
  /// What stands between a principal and a call of an endpoint in force.
  ///
  /// Without an account or an address it is asked what stands before any such call. Nil when there
  /// is no such principal. With one of its keys it is asked about calls of that key.
  package func standing(
    of principal: PrincipalAddress, key: KeyRecord? = nil, _ place: Int, account: Text?,
    address: IPAddress?
  ) -> CallStanding? {
    guard let facts = facts(of: principal, key: key) else { return nil }
    let key = key ?? facts.sources.key
    let finder = ObstacleFinder(
      facts: facts, key: key, place: place, account: account, address: address, view: self)
    return CallStanding(facts: facts, key: key, place: place, obstacles: finder.obstacles)
  }

  /// What the rules make of a principal; of a retail key that is named by id, also when it has ended
  /// and is no principal any more.
  package func facts(of principal: PrincipalAddress, key: KeyRecord?) -> AccessFacts? {
    guard let key, key.product == .retail else { return facts(of: principal) }
    return retailFacts(of: key)
  }

  /// What keeps a principal, or one of its keys, from being alive.
  package func liveness(of facts: AccessFacts, key: KeyRecord? = nil) -> [CallObstacle] {
    ObstacleFinder(
      facts: facts, key: key ?? facts.sources.key, place: 0, account: nil, address: nil, view: self
    ).liveness
  }
}
