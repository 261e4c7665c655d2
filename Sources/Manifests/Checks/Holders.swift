import AccessModel
import Diagnostics

/// Who holds what desks and broker applications give, and whom address lists bound.
///
/// Each table is made when it is first asked: most states break no rule that asks.
final class Holders {
  private let state: DesiredState
  private lazy var tradersOfDesk = makeTraders()
  private lazy var usersOfList = makeUsersOfLists()
  private lazy var principalsOfInstitution = makePrincipals()
  private lazy var grantsOfApplication = makeGrants()

  init(_ state: DesiredState) { self.state = state }

  /// The places of the authorizations at a desk; those that have ended are none.
  func traders(of desk: Address) -> [Int] { tradersOfDesk[desk] ?? [] }

  func principals(of desk: Address) -> [Text] { traders(of: desk).map(principal) }

  /// Whom an own grant, a desk or an authorization is for.
  func principals(of use: EndpointUse) -> [Text] {
    switch use.resource.kind {
    case .desk: principals(of: use.resource.address)
    case .traderAuthorization: [principal(at: use.index)]
    default: use.application.map { principals(of: use.resource, for: $0) } ?? []
    }
  }

  /// The API users whom a grant for an application reaches.
  func principals(of grant: Resource, for application: Resource) -> [Text] {
    let named = grant[EndpointGrantFields.apiUsers]
    return application[BrokerApplicationFields.apiUsers].texts
      .filter { named.isAbsent || named.texts.contains($0) }
      .map { Self.principal($0, of: application) }
  }

  /// The places of the grants for a broker application that have not ended.
  func grants(for application: Address) -> [Int] { grantsOfApplication[application] ?? [] }

  /// Whom an address list bounds: those of the desks and applications that name it, or everybody.
  func principals(boundBy list: Resource) -> [Text] {
    list.isInstitutionWide
      ? principalsOfInstitution[list.address.institution] ?? [] : usersOfList[list.address] ?? []
  }

  static func principal(_ user: Text, of application: Resource) -> Text {
    Text("\(application.address)/\(user)")
  }

  private func principal(at index: Int) -> Text { Text(state.resources[index].address.text) }

  // MARK: Tables

  private func forEachTrader(_ body: (Int, Resource) -> Void) {
    for (index, trader) in state.all(.traderAuthorization) where !hasEnded(trader) {
      body(index, trader)
    }
  }

  /// Whether nothing but a new authorization would give this one access again.
  func hasEnded(_ trader: Resource) -> Bool {
    let until = trader[TraderAuthorizationFields.validUntil]
    if trader.isWithdrawn || Period(from: .absent, until: until).isPast(at: state.now) {
      return true
    }
    let user = state.target(of: trader, .portalUser, named: trader.traderName)
    return user?.userState.is("left") ?? false
  }

  private func makeTraders() -> [Address: [Int]] {
    var traders: [Address: [Int]] = [:]
    forEachTrader { index, trader in
      guard let desk = trader[TraderAuthorizationFields.desk].text else { return }
      traders[trader.target(.desk, named: desk), default: []].append(index)
    }
    return traders
  }

  private func makeGrants() -> [Address: [Int]] {
    var grants: [Address: [Int]] = [:]
    for (index, grant) in state.all(.endpointGrant) {
      let until = grant[EndpointGrantFields.validUntil]
      guard !Period(from: .absent, until: until).isPast(at: state.now),
        let name = grant[EndpointGrantFields.application].text
      else { continue }
      grants[grant.target(.brokerApplication, named: name), default: []].append(index)
    }
    return grants
  }

  private func makePrincipals() -> [Text: [Text]] {
    var principals: [Text: [Text]] = [:]
    forEachTrader { index, trader in
      principals[trader.address.institution, default: []].append(principal(at: index))
    }
    for (_, application) in state.all(.brokerApplication) {
      principals[application.address.institution, default: []] += apiUsers(of: application)
    }
    return principals
  }

  private func makeUsersOfLists() -> [Address: [Text]] {
    var users: [Address: [Text]] = [:]
    func add(_ lists: Value, of resource: Resource, _ principals: [Text]) {
      for name in lists.texts {
        users[resource.target(.ipWhitelist, named: name), default: []] += principals
      }
    }
    for (_, desk) in state.all(.desk) {
      add(desk[DeskFields.ipWhitelists], of: desk, principals(of: desk.address))
    }
    forEachTrader { index, trader in
      add(trader[TraderAuthorizationFields.ipWhitelists], of: trader, [principal(at: index)])
    }
    for (_, application) in state.all(.brokerApplication) {
      add(
        application[BrokerApplicationFields.ipWhitelists], of: application,
        apiUsers(of: application))
    }
    return users
  }

  private func apiUsers(of application: Resource) -> [Text] {
    application[BrokerApplicationFields.apiUsers].texts.map { Self.principal($0, of: application) }
  }
}
