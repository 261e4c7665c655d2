import AccessModel
import Diagnostics
import TestSupport

/// Small registers, questions and instants from a seed: every rule of access is met often.
extension SeededRandom {
  static let firms = ["harbour", "meridian"]
  private static let days = ["2026-11-10", "2026-11-15", "2026-11-20", "2026-11-25"]
  static let blocks = [
    "10.0.0.0/29", "10.0.0.0/30", "10.0.0.4/30", "10.0.0.2/31", "10.0.0.6/31", "10.0.0.7/32",
    "2001:db8::/126", "2001:db8::2/127",
  ]
  static let ids = [
    "auth.token.create", "broker.cash.move", "broker.account.open", "market.quote.get",
    "market.depth.get", "trade.order.list", "trade.order.place", "trade.old.place",
    "trade.us.place",
  ]
  private static let selectors = [
    "*", "market.*", "trade.*", "broker.*", "trade.order.*", "market.quote.get",
    "trade.order.place", "trade.order.list", "set:reading", "set:orders",
  ]

  mutating func estate() -> Estate {
    var estate = Estate()
    if oneIn(3) { estate.deployment = Deployment(environment: .sandbox, region: "hk") }
    estate.set("EndpointCatalogue/main", ["version": "1", "endpoints": .list(catalogue())])
    estate.set("PermissionSet/reading", ["include": ["*"], "classes": ["read"]])
    estate.set(
      "PermissionSet/orders",
      ["include": ["trade.*", "set:reading"], "exclude": ["trade.order.list"]])
    estate.set("Tier/gold", ["endpoints": list(Self.selectors, atLeast: 2)])
    for firm in Self.firms { addFirm(firm, to: &estate) }
    for client in Self.clients { addClient(client, to: &estate) }
    return estate
  }

  private mutating func catalogue() -> [Draft] {
    Estate.rows.map { row in
      guard oneIn(6), case .object(var fields) = row, fields["flags"] == nil else { return row }
      fields["accountScoped"] = .boolean(oneIn(2))
      if oneIn(3) { fields["removedOn"] = .text(moment()) }
      return .object(fields)
    }
  }

  private mutating func addFirm(_ firm: String, to estate: inout Estate) {
    var institution: [String: Draft] = [
      "legalName": "Firm", "country": "HK", "openingEmail": "a@b.example", "licence": licence(),
    ]
    if oneIn(2) { institution["tier"] = "gold" }
    if oneIn(3) { institution["accountAlignment"] = "user-permissions" }
    if oneIn(12) { institution["state"] = "suspended" }
    estate.set("Institution/\(firm)", institution)
    for (name, number) in [("book", 1), ("spare", 2), ("client", 3)] {
      var account: [String: Draft] = [
        "number": "800\(number)", "type": "CASH",
        "ownership": name == "client" ? "client" : "proprietary",
      ]
      if oneIn(8) { account["state"] = "FROZEN" }
      estate.set("Account/\(firm)/\(name)", account)
    }
    for user in ["amy", "ben", "robot"] { addUser(user, of: firm, to: &estate) }
    for list in ["office", "home", "firm"] { addList(list, of: firm, to: &estate) }
    addTrading(firm, to: &estate)
    addPlatform(firm, to: &estate)
    addKeys(firm, to: &estate)
  }

  private mutating func licence() -> Draft {
    var licence: [String: Draft] = ["held": .boolean(!oneIn(5))]
    if oneIn(4) { licence["validUntil"] = .text(moment()) }
    return .object(licence)
  }

  private mutating func addUser(_ user: String, of firm: String, to estate: inout Estate) {
    var fields: [String: Draft] = ["email": "\(user)@\(firm).example"]
    if oneIn(10) { fields["state"] = "locked" }
    let entries = (0...1).map { _ -> Draft in
      [
        "accounts": list(["book", "spare", "client"]),
        "rights": list(["view", "trade", "funds", "manage"]),
      ]
    }
    fields["accountRights"] = .list(
      entries + (oneIn(3) ? [["accounts": ["*"], "rights": ["view"]]] : []))
    estate.set("PortalUser/\(firm)/\(user)", fields)
    if oneIn(25) { estate.suspend("PortalUser/\(firm)/\(user)") }
  }

  private mutating func addList(_ name: String, of firm: String, to estate: inout Estate) {
    guard !oneIn(8) else {
      return estate.set("IPWhitelist/\(firm)/\(name)", ["mode": "unrestricted"])
    }
    let endsOften = oneIn(3)
    let entries = some(of: Self.blocks, atLeast: 2).map { block -> Draft in
      oneIn(endsOften ? 2 : 6)
        ? ["cidr": .text(block), "validUntil": .text(moment())] : ["cidr": .text(block)]
    }
    var fields: [String: Draft] = ["mode": "restricted", "entries": .list(entries)]
    if name == "firm", oneIn(2) { fields["institutionWide"] = true }
    estate.set("IPWhitelist/\(firm)/\(name)", fields)
  }

  private mutating func addTrading(_ firm: String, to estate: inout Estate) {
    let application = "TradingApplication/\(firm)/desks"
    estate.set(
      application, ["purpose": "Orders", "requestedEndpoints": list(Self.selectors, atLeast: 2)])
    if !oneIn(8) { estate.approve(application) }
    if oneIn(3) {
      estate.change(application, ["requestedEndpoints": list(Self.selectors, atLeast: 2)])
    }
    for desk in ["equities", "options"] { estate.set("Desk/\(firm)/\(desk)", terms()) }
    for name in ["amy", "ben"] {
      var fields = oneIn(3) ? terms() : ["desk": .text(pick(["equities", "options"]))]
      if oneIn(4) { fields["validUntil"] = .text(moment()) }
      if oneIn(10) { fields["state"] = "suspended" }
      estate.set("TraderAuthorization/\(firm)/\(name)", fields)
    }
  }

  private mutating func terms() -> [String: Draft] {
    var fields: [String: Draft] = [
      "application": "desks", "endpoints": list(Self.selectors, atLeast: 2),
    ]
    if oneIn(2) {
      fields["accountScope"] = "all-portal-accounts"
      fields["acknowledged"] = true
    } else {
      fields["accountScope"] = "listed"
      fields["accounts"] = list(["book", "spare", "client"])
    }
    if !oneIn(3) { fields["ipWhitelists"] = list(["office", "home"]) }
    return fields
  }

  private mutating func addPlatform(_ firm: String, to estate: inout Estate) {
    let application = "BrokerApplication/\(firm)/platform"
    estate.set(
      application,
      [
        "integrationModel": "Server", "useCases": ["Orders"], "apiUsers": ["robot"],
        "requestedEndpoints": list(Self.selectors, atLeast: 2), "contact": "ida",
      ])
    if !oneIn(8) {
      estate.approve(application, boundary: oneIn(2) ? some(of: Self.selectors, atLeast: 3) : nil)
    }
    for grant in ["one", "two"] {
      var fields: [String: Draft] = [
        "application": "platform", "endpoints": list(Self.selectors, atLeast: 2),
      ]
      if oneIn(3) { fields["validFrom"] = .text(moment()) }
      if oneIn(3) { fields["validUntil"] = .text(moment()) }
      if oneIn(6) { fields["apiUsers"] = ["somebody"] }
      estate.set("EndpointGrant/\(firm)/\(grant)", fields)
    }
  }

  // MARK: Parts

  /// Some of the choices, each once.
  mutating func some(of choices: [String], atLeast count: Int = 1) -> [String] {
    Array(choices.shuffled(using: &self).prefix(int(in: count...max(count, choices.count / 2))))
  }

  private mutating func list(_ choices: [String], atLeast count: Int = 1) -> Draft {
    .list(some(of: choices, atLeast: count).map { .text($0) })
  }

  mutating func moment() -> String { "\(pick(Self.days))T00:00:00Z" }

  /// An instant at a bound, or a second beside it.
  mutating func instant() -> Instant {
    let bound = Estate.instant(Text(moment()))
    return Instant(secondsSince1970: bound.secondsSince1970 + Int64(int(in: -1...1))) ?? bound
  }

  mutating func question() -> AccessQuestion {
    let firm = pick(Self.firms)
    let principal = pick([
      "TraderAuthorization/\(firm)/amy", "TraderAuthorization/\(firm)/ben",
      "BrokerApplication/\(firm)/platform/robot", "BrokerApplication/\(firm)/platform/robot",
      "TraderAuthorization/\(firm)/nobody", "RetailClient/gwen/phone", "RetailClient/hugo/phone",
      "RetailClient/gwen/desk",
    ])
    return AccessQuestion(
      principal: Estate.principal(Text(principal)),
      endpoint: Text(pick(Self.ids + ["no.such.row"])),
      account: oneIn(12)
        ? nil
        : Text(pick(["book", "spare", "client", "8001", "8003", "none", "main", "7001", "7002"])),
      address: Estate.ip(
        Text(pick(["10.0.0.1", "10.0.0.3", "10.0.0.7", "2001:db8::2", "192.0.2.1"]))))
  }
}

extension AccessQuestion {
  /// Whether effective access holds the call, worked out anew from the answer alone.
  func isHeld(by access: EffectiveAccess?, in view: AccessView) -> Bool {
    let table = view.register.table
    guard let access, let place = table.place(of: endpoint), access.rows.contains(place),
      access.networks.contains(address)
    else { return false }
    guard let accounts = access.accounts(of: table.rows[place]) else { return true }
    if case .retailKey = principal.form {
      let client = view.register.retail.clients[principal.resource.name]
      return account.flatMap { client?.retailAccountName($0) }.map(accounts.contains) ?? false
    }
    let institution = view.institution(principal.institution)
    return account.flatMap(institution.accountName).map(accounts.contains) ?? false
  }
}
