package import Diagnostics

extension AccessView {
  /// What the rules make of a retail key (model, section 4).
  ///
  /// Its endpoints were frozen when it was made: no approval, tier or licence bounds them later.
  func retailFacts(of key: KeyRecord) -> AccessFacts {
    let client = register.retail.clients[key.principal.resource.name]
    let account = key.account.flatMap { client?.retailAccount(named: $0) }
    let isActive = account?[RetailClientFields.accountState].isAbsent ?? false
    return AccessFacts(
      principal: key.principal, sources: AccessSources(client: client, key: key), user: key.user,
      obstacle: key.isAlive(at: now)
        ? retailObstacle(key, client) ?? (isActive ? nil : .accountNotPermitted) : .keyExpired,
      granted: rows(fixed: key.endpoints), grantedAtOtherTimes: register.table.none,
      approved: everyRow, ceiling: nil, isLicensed: true,
      accounts: AccountsByClass(all: isActive ? key.account.map { [$0] } ?? [] : []),
      networks: key.ownLevel ?? .all, validFrom: nil, validUntil: nil)
  }

  /// What stands in the way of a retail key beside the key itself and its account.
  func retailObstacle(_ key: KeyRecord, _ client: Resource?) -> AccessReason? {
    let retail = register.retail
    let subjects = [key.address, key.principal.resource]
    if subjects.contains(where: { retail.overrides[$0] != nil }) { return .suspended }
    guard client?[RetailClientFields.state].isAbsent ?? false else { return .notAuthorized }
    guard retail.standings[key.principal.resource.name]?.isApproved ?? false else {
      return .applicationNotApproved
    }
    return nil
  }
}

extension Resource {
  /// The account of a retail client that has this name, or nil.
  package func retailAccount(named name: Text) -> Value? {
    self[RetailClientFields.accounts].elements.first {
      $0[RetailClientFields.accountName].text == name
    }
  }

  /// The number of the account of a retail client that has this name.
  package func number(ofRetailAccount name: Text) -> Text? {
    retailAccount(named: name)?[RetailClientFields.accountNumber].text
  }

  /// The name of a retail client's account that a name or a number means; the name comes first.
  package func retailAccountName(_ text: Text) -> Text? {
    if retailAccount(named: text) != nil { return text }
    return self[RetailClientFields.accounts].elements.first {
      $0[RetailClientFields.accountNumber].text == text
    }?[RetailClientFields.accountName].text
  }
}
