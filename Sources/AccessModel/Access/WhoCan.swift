package import Diagnostics

/// Everybody who can make a call, and everybody who could but for one thing.
package struct WhoCan: Sendable {
  /// A principal that one passing obstacle keeps away.
  package struct Almost: Sendable {
    package let standing: CallStanding
    package let obstacle: CallObstacle
  }

  /// Sorted by address.
  package private(set) var able: [CallStanding] = []
  package private(set) var almost: [Almost] = []

  /// Asks about an endpoint in force; an account or address that is not given may be any.
  ///
  /// Of one institution where it is named, else of everybody, retail clients among them.
  package init(
    _ place: Int, account: Text?, address: IPAddress?, in view: AccessView, institution: Text?
  ) {
    let principals =
      institution.map { view.register.institutions[$0]?.principals ?? [] }
      ?? view.register.principals
    for principal in principals {
      guard
        let standing = view.standing(of: principal, place, account: account, address: address)
      else { continue }
      if standing.obstacles.isEmpty {
        able.append(standing)
      } else if standing.obstacles.count == 1, let only = standing.obstacles.first, only.isPassing {
        almost.append(Almost(standing: standing, obstacle: only))
      }
    }
  }
}
