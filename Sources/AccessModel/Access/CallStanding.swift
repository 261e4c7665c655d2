package import Diagnostics

/// Everything that stands between a principal and a call, not only what comes first.
package struct CallStanding: Sendable {
  package let facts: AccessFacts
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
  /// is no such principal.
  package func standing(
    of principal: PrincipalAddress, _ place: Int, account: Text?, address: IPAddress?
  ) -> CallStanding? {
    guard let facts = facts(of: principal) else { return nil }
    let finder = ObstacleFinder(
      facts: facts, place: place, account: account, address: address, view: self)
    return CallStanding(facts: facts, place: place, obstacles: finder.obstacles)
  }
}

extension AccessView {
  /// What keeps a principal from being alive.
  package func liveness(of facts: AccessFacts) -> [CallObstacle] {
    ObstacleFinder(facts: facts, place: 0, account: nil, address: nil, view: self).liveness
  }
}

/// Holds one call against every rule of section 4 of the model.
private struct ObstacleFinder {
  let facts: AccessFacts
  let place: Int
  let account: Text?
  let address: IPAddress?
  let view: AccessView

  private var row: EndpointTable.Row { view.register.table.rows[place] }

  private var institution: InstitutionView { view.institution(facts.principal.institution) }

  var obstacles: [CallObstacle] {
    var found = liveness
    if !row.isBase { found += endpoint }
    if row.needsAccount, let obstacle = accountObstacle { found.append(.account(obstacle)) }
    let isListed = address.map(facts.networks.contains) ?? !facts.networks.isEmpty
    if !isListed { found.append(.address) }
    return found
  }

  // MARK: Rule 1

  var liveness: [CallObstacle] {
    let sources = facts.sources
    var found: [CallObstacle] = []
    if let institution = sources.institution {
      let state = institution[InstitutionFields.state]
      if let state = state.text { found.append(.institutionState(state)) }
    } else {
      found.append(.noInstitution)
    }
    found += stops.map { .stopped($0) }
    if let state = sources.authorization?[TraderAuthorizationFields.state].text {
      found.append(.authorizationState(state))
    }
    if let user = sources.user {
      if let state = user[PortalUserFields.state].text { found.append(.userState(state)) }
    } else {
      found.append(.userState(nil))
    }
    if !isApproved { found.append(.applicationState(review?[ReviewFields.state].text)) }
    if let authorization = sources.authorization { found += validity(of: authorization) }
    return found
  }

  private var stops: [Resource] {
    let sources = facts.sources
    let subjects = [sources.institution, sources.user, sources.application, sources.authorization]
    return subjects.compactMap { $0.flatMap { institution.register.overrides[$0.address] } }
  }

  private var review: Resource? {
    facts.sources.application.flatMap { institution.register.reviews[$0.address] }
  }

  private var isApproved: Bool {
    facts.sources.application.flatMap { institution.register.standings[$0.address]?.isApproved }
      ?? false
  }

  private func validity(of authorization: Resource) -> [CallObstacle] {
    typealias Fields = TraderAuthorizationFields
    if let start = authorization[Fields.validFrom].instant, view.now < start {
      return [.startsAt(start)]
    }
    if let end = authorization[Fields.validUntil].instant, end <= view.now {
      return [.endedAt(end)]
    }
    return []
  }

  // MARK: Rules 2 and 3

  private var endpoint: [CallObstacle] {
    var found: [CallObstacle] = []
    if !facts.granted.contains(place) {
      let others = facts.sources.grants.filter {
        view.rows(of: $0.grantedSelectors).contains(place)
      }
      found.append(others.isEmpty ? .notGranted : .grantsAtOtherTimes(others))
    }
    if !facts.isLicensed, !view.unlicensed.contains(place) { found.append(.licence) }
    found += approval
    if let ceiling = facts.ceiling, !ceiling.contains(place) { found.append(.aboveCeiling) }
    return found
  }

  private var approval: [CallObstacle] {
    guard let application = facts.sources.application else { return [] }
    var found: [CallObstacle] = []
    if !view.rows(of: application.requestedSelectors).contains(place) {
      found.append(.notRequested)
    }
    let standing = institution.register.standings[application.address]
    if let boundary = standing?.boundary, !view.rows(of: boundary).contains(place) {
      found.append(.outsideBoundary)
    }
    // An approval still to come would fix what is requested then, and what is asked for anew too.
    guard isApproved, found.isEmpty else { return found }
    let isPinned = view.unlicensed.contains(place) || standing?.pinned.contains(row.id) ?? false
    return isPinned ? [] : [.notPinned]
  }

  // MARK: Rule 4

  private var accountObstacle: AccountObstacle? {
    let reachable = facts.accounts[row.riskClass]
    guard let account else { return reachable.isEmpty ? AccountObstacle.none : nil }
    guard let name = institution.accountName(account) else { return .unknown }
    guard !reachable.contains(name) else { return nil }
    guard let resource = institution.account(named: name) else { return .unknown }
    if let state = resource[AccountFields.state].text { return .state(state) }
    let ownership = resource[AccountFields.ownership].text ?? .empty
    if facts.sources.authorization != nil, !ownership.is("proprietary") {
      return .ownership(ownership)
    }
    if let listed = facts.sources.listedAccounts, !listed.contains(name) { return .notListed }
    return .right(row.riskClass.accountRight)
  }
}
