import Diagnostics

/// What decisions about one principal come down to, worked out once for all of its calls.
package final class PrincipalGate {
  private let obstacle: AccessReason?
  /// Retail: the key that the principal is, judged at the instant of the question; what is
  /// remembered of a span of time must not depend on the seconds at which keys were made.
  private let key: KeyRecord?
  /// Rows that grants of other times name and those of now do not.
  private let atOtherTimes: EndpointSet
  /// Rows that want a licence which is not there.
  private let barred: EndpointSet
  /// Rows that are granted, approved and below the ceiling, and the base rows.
  private let reached: EndpointSet
  private let accounts: AccountsByClass
  private let networks: AddressSet
  private let directory: Directory

  /// Where the numbers of accounts are looked up.
  private enum Directory {
    case institution(InstitutionView)
    case client(Resource?)

    func accountName(_ text: Text) -> Text? {
      switch self {
      case .institution(let institution): institution.accountName(text)
      case .client(let client): client?.retailAccountName(text)
      }
    }
  }

  init(_ facts: AccessFacts, in view: AccessView) {
    key = facts.sources.key
    obstacle =
      facts.sources.key.map { view.retailObstacle($0, facts.sources.client) } ?? facts.obstacle
    let base = view.baseRows
    atOtherTimes = facts.grantedAtOtherTimes.subtracting(facts.granted).subtracting(base)
    barred =
      facts.isLicensed
      ? view.register.table.none : view.everyRow.subtracting(view.unlicensed)
    var reached = facts.granted.intersection(facts.approved)
    if let ceiling = facts.ceiling { reached.formIntersection(ceiling) }
    self.reached = reached.union(base)
    accounts = facts.accounts
    networks = facts.networks
    directory =
      facts.sources.key == nil
      ? .institution(view.institution(facts.principal.institution))
      : .client(facts.sources.client)
  }

  /// Whether the principal is a key none of whose secrets is alive.
  func isExpired(at now: Instant) -> Bool { key.map { !$0.isAlive(at: now) } ?? false }

  /// The first reason that applies to a call of a row that is in force.
  ///
  /// Without an account or an address it is asked whether there is any; a call that must name an
  /// account is refused before, and so is a key that has expired.
  func reason(
    _ place: Int, _ row: CallShape, account: Text?, address: IPAddress?
  ) -> AccessReason {
    if let obstacle { return obstacle }
    if atOtherTimes.contains(place) { return .outsideValidity }
    if barred.contains(place) { return .licenceInactive }
    guard reached.contains(place) else { return .endpointNotGranted }
    // A retail key is nothing without its account, and its account nothing unless it is ACTIVE.
    if key != nil, accounts.read.isEmpty { return .accountNotPermitted }
    if row.needsAccount, !reaches(account, accounts[row.riskClass]) { return .accountNotPermitted }
    let isListed = address.map(networks.contains) ?? !networks.isEmpty
    return isListed ? .allowed : .addressNotListed
  }

  private func reaches(_ account: Text?, _ reachable: [Text]) -> Bool {
    guard let account else { return !reachable.isEmpty }
    if Self.holds(reachable, account) { return true }
    guard let name = directory.accountName(account) else { return false }
    return name != account && Self.holds(reachable, name)
  }

  private static func holds(_ names: [Text], _ name: Text) -> Bool {
    var low = 0
    var high = names.count
    while low < high {
      let middle = low + (high - low) / 2
      if names[middle] == name { return true }
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return false
  }
}

/// What a decision reads of an endpoint; small, where a row holds a dozen references.
struct CallShape: Sendable {
  let riskClass: EndpointTable.RiskClass
  let needsAccount: Bool

  init(_ row: EndpointTable.Row) {
    riskClass = row.riskClass
    needsAccount = row.needsAccount
  }
}
