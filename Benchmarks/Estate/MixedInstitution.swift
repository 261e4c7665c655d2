/// An institution whose people differ in everything that access looks at, in one file.
struct MixedInstitution {
  let number: Int

  private var name: String { QuestionEstate.house(number) }

  static func accountNumber(_ institution: Int, _ place: Int) -> String {
    "7\(padded(institution * QuestionEstate.accounts + place, 8))"
  }

  var text: String {
    institution + lists + accounts + (0..<QuestionEstate.traders).map(trader).joined() + broker
  }

  private var institution: String {
    """
    apiVersion: mandate/v1
    kind: Institution
    metadata: {name: \(name)}
    spec:
      legalName: \(name.asTitle) Limited
      country: HK
      openingEmail: opening@\(name).example
      licence: {held: true, regulator: SFC, number: ABC\(padded(number, 3)), types: [1, 4, 9]}
      accountAlignment: \(number % 2 == 0 ? "portal-wide" : "user-permissions")
    \(number % 4 == 1 ? "  tier: partner\n" : "")---
    apiVersion: mandate/v1
    kind: TradingApplication
    metadata: {institution: \(name)}
    items:
      floor: {purpose: Order entry, requestedEndpoints: [market.*, asset.*, trade.*]}
      \(RegisteredStore.undecidedApplication): {purpose: Not yet, requestedEndpoints: [market.*]}

    """
  }

  private var lists: String {
    """
    ---
    apiVersion: mandate/v1
    kind: IPWhitelist
    metadata: {institution: \(name)}
    items:
      floor: {mode: restricted, entries: [{cidr: 10.\(number).0.0/24}, {cidr: "2001:db8:\(number + 1)::/64"}]}
      second: {mode: restricted, entries: [{cidr: 10.\(number).1.0/25}]}
    ---
    apiVersion: mandate/v1
    kind: Account
    metadata: {institution: \(name)}
    items:

    """
  }

  private var accounts: String {
    (0..<QuestionEstate.accounts).map { place in
      """
        book-\(place): {number: "\(Self.accountNumber(number, place))", type: CASH, \
      ownership: \(place == 9 ? "client" : "proprietary"), \
      tradingPermissions: [HK_STOCK_NORMAL]}

      """
    }.joined()
  }

  private func trader(_ place: Int) -> String {
    let person = "trader-\(padded(place, 2))"
    let endpoints = [
      "[set:market-full, set:trading-trader]", "[trade.order.*, asset.balance.get]", "[\"*\"]",
      "[market.quote.*, set:trading-cancel]",
    ]
    let scope =
      place % 3 == 0
      ? "accountScope: listed\n  accounts: [book-\(place % 9), book-\((place + 4) % 9)]"
      : "accountScope: all-portal-accounts\n  acknowledged: true"
    return user(person, place) + """
      ---
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata: {name: \(person), institution: \(name), reason: DESK-\(place) joins the desk}
      spec:
        application: \(place % 13 == 12 ? RegisteredStore.undecidedApplication : "floor")
        \(scope)
        endpoints: \(endpoints[place % 4])
        ipWhitelists: \(place % 2 == 0 ? "[floor]" : "[floor, second]")
        state: \(place % 11 == 10 ? "suspended" : "active")
        validUntil: \(place % 7 == 6 ? "2026-06-01" : "2027-06-01")T00:00:00Z

      """
  }

  private func user(_ person: String, _ place: Int) -> String {
    """
    ---
    apiVersion: mandate/v1
    kind: PortalUser
    metadata: {name: \(person), institution: \(name)}
    spec:
      email: \(person)@\(name).example
      accountRights:
        - {accounts: [\(place % 2 == 0 ? "\"*\"" : "book-\(place % 9)")], rights: [trade, view]}
        - {accounts: ["*"], rights: [view\(place % 3 == 0 ? ", funds, manage" : "")]}

    """
  }

  private var broker: String {
    let users = (0..<QuestionEstate.apiUsers).map { "api-\(padded($0, 2))" }
    return users.enumerated().map { user($1, $0) }.joined() + """
      ---
      apiVersion: mandate/v1
      kind: BrokerApplication
      metadata: {name: platform, institution: \(name)}
      spec:
        integrationModel: Omnibus account, server to server
        useCases: [Orders of end clients]
        requestedEndpoints: [broker.*, market.*]
        apiUsers: [\(users.joined(separator: ", "))]
        contact: ops
        ipWhitelists: [floor, second]
      ---
      apiVersion: mandate/v1
      kind: EndpointGrant
      metadata: {institution: \(name)}
      items:
        reads: {application: platform, endpoints: [set:broker-readonly, market.*], reason: LW-1 reads}
        orders:
          application: platform
          endpoints: [set:broker-trading]
          apiUsers: [api-00, api-01, api-02]
          reason: LW-2 orders

      """
  }
}
