import Diagnostics

/// Holds one call against every rule of section 4 of the model.
struct ObstacleFinder {
  let facts: AccessFacts
  let key: KeyRecord?
  let place: Int
  let account: Text?
  let address: IPAddress?
  let view: AccessView

  private var row: EndpointTable.Row { view.register.table.rows[place] }

  private var institution: InstitutionView { view.institution(facts.principal.institution) }

  var obstacles: [CallObstacle] {
    var found = liveness
    if !row.isBase { found += endpoint }
    let account = facts.sources.key.map(retailAccount) ?? (row.needsAccount ? reached : nil)
    if let account { found.append(.account(account)) }
    return found + networks
  }

  private var networks: [CallObstacle] {
    let isListed = address.map(facts.networks.contains) ?? !facts.networks.isEmpty
    guard facts.sources.key == nil else { return isListed ? [] : [.keyAddress] }
    guard let ownLevel = key?.ownLevel else { return isListed ? [] : [.address] }
    let isKeyListed = address.map(ownLevel.contains) ?? facts.networks.overlaps(ownLevel)
    return (isListed ? [] : [.address]) + (isKeyListed ? [] : [.keyAddress])
  }

  // MARK: Rule 1

  var liveness: [CallObstacle] {
    let dead = key?.deadCause(at: view.now).map { [CallObstacle.key($0)] } ?? []
    return dead + (facts.sources.key == nil ? ownLiveness : retailLiveness)
  }

  private var ownLiveness: [CallObstacle] {
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
      .map { $0?.address }
    return (subjects + [key?.address]).compactMap {
      $0.flatMap { institution.register.overrides[$0] }
    }
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

  private var reached: AccountObstacle? {
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

  // MARK: Retail

  private var retailLiveness: [CallObstacle] {
    let retail = view.register.retail
    let client = facts.principal.resource
    var found: [CallObstacle] = [client, key?.address].compactMap {
      $0.flatMap { retail.overrides[$0] }.map { .stopped($0) }
    }
    let state = facts.sources.client?[RetailClientFields.state]
    if state?.isAbsent != true { found.append(.userState(state?.text)) }
    if retail.standings[client.name]?.isApproved != true {
      found.append(.applicationState(retail.reviews[client.name]?[ReviewFields.state].text))
    }
    return found
  }

  /// Without its account a retail key does nothing, so that every call asks for it.
  private func retailAccount(of key: KeyRecord) -> AccountObstacle? {
    guard let client = facts.sources.client, let name = key.account,
      let account = client.retailAccount(named: name)
    else { return AccountObstacle.none }
    if let state = account[RetailClientFields.accountState].text { return .state(state) }
    guard row.needsAccount, let asked = self.account else { return nil }
    guard let found = client.retailAccountName(asked) else { return .unknown }
    return found == name ? nil : .notListed
  }
}
