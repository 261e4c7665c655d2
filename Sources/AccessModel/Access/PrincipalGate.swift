import Diagnostics

/// What decisions about one principal come down to, worked out once for all of its calls.
package final class PrincipalGate {
  private let obstacle: AccessReason?
  /// Rows that grants of other times name and those of now do not.
  private let atOtherTimes: EndpointSet
  /// Rows that want a licence which is not there.
  private let barred: EndpointSet
  /// Rows that are granted, approved and below the ceiling, and the base rows.
  private let reached: EndpointSet
  private let accounts: AccountsByClass
  private let networks: AddressSet
  private let institution: InstitutionView

  init(_ facts: AccessFacts, in view: AccessView) {
    obstacle = facts.obstacle
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
    institution = view.institution(facts.principal.institution)
  }

  /// The first reason that applies to a call of a row that is in force.
  ///
  /// Without an account or an address it is asked whether there is any; a call that must name an
  /// account is refused before.
  func reason(
    _ place: Int, _ row: CallShape, account: Text?, address: IPAddress?
  ) -> AccessReason {
    if let obstacle { return obstacle }
    if atOtherTimes.contains(place) { return .outsideValidity }
    if barred.contains(place) { return .licenceInactive }
    guard reached.contains(place) else { return .endpointNotGranted }
    if row.needsAccount, !reaches(account, accounts[row.riskClass]) { return .accountNotPermitted }
    let isListed = address.map(networks.contains) ?? !networks.isEmpty
    return isListed ? .allowed : .addressNotListed
  }

  private func reaches(_ account: Text?, _ reachable: [Text]) -> Bool {
    guard let account else { return !reachable.isEmpty }
    if Self.holds(reachable, account) { return true }
    guard let name = institution.accountName(account) else { return false }
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
