/// Manifests that tests write beside their own: right in every respect, and found by no check.
enum World {
  /// Endpoints of every sort, sets for duties that are kept apart, and one tier.
  static let catalogue = """
    apiVersion: mandate/v1
    kind: EndpointCatalogue
    metadata: {name: main}
    spec:
      version: "1"
      endpoints:
        - {id: auth.token.create, method: POST, path: /token, group: auth, class: read, flags: [base], accountScoped: false}
        - {id: broker.account.open, method: POST, path: /accounts, group: broker, class: admin}
        - {id: broker.cash.move, method: POST, path: /cash, group: broker, class: funds}
        - {id: market.depth.get, method: GET, path: /depth, group: market, class: read, accountScoped: false}
        - {id: market.quote.get, method: GET, path: /quotes, group: market, class: read, accountScoped: false}
        - {id: old.chart.get, method: GET, path: /chart, group: old, class: read, removedOn: 2026-01-01T00:00:00Z}
        - {id: old.news.get, method: GET, path: /news, group: old, class: read, removedOn: 2027-01-01T00:00:00Z}
        - {id: trade.order.list, method: GET, path: /orders, group: trade, class: read}
        - {id: trade.order.place, method: POST, path: /orders, group: trade, class: trade}
        - {id: us.order.batch, method: POST, path: /batch, group: us, class: trade, regions: [us]}
    ---
    apiVersion: mandate/v1
    kind: PermissionSet
    items:
      broker-onboarding: {include: [broker.account.*]}
      broker-treasury: {include: [broker.cash.*]}
      market: {include: [market.*]}
    ---
    apiVersion: mandate/v1
    kind: Tier
    items:
      gold: {endpoints: ["*"]}

    """

  /// An institution with two admins, two accounts, an application for everything and one list.
  static let harbour = """
    apiVersion: mandate/v1
    kind: Institution
    metadata: {name: harbour}
    spec:
      legalName: Harbour Capital Limited
      country: HK
      openingEmail: onboarding@harbour.example
      licence: {held: true, regulator: SFC, number: ABC123, types: [1]}
      tier: gold
    ---
    apiVersion: mandate/v1
    kind: PortalUser
    metadata: {institution: harbour}
    items:
      amy: {email: amy@harbour.example}
      ben: {email: ben@harbour.example}
      mei: {email: mei@harbour.example, functions: [user-management]}
      raj: {email: raj@harbour.example, functions: [user-management]}
      robot: {email: robot@harbour.example, userType: dedicated}
      robot-2: {email: robot-2@harbour.example, userType: dedicated}
    ---
    apiVersion: mandate/v1
    kind: Account
    metadata: {institution: harbour}
    items:
      book: {number: "8001", type: CASH, ownership: proprietary}
      client: {number: "8002", type: CASH, ownership: client}
    ---
    apiVersion: mandate/v1
    kind: TradingApplication
    metadata: {institution: harbour, name: desks}
    spec: {purpose: Orders, requestedEndpoints: ["*"]}
    ---
    apiVersion: mandate/v1
    kind: Desk
    metadata: {institution: harbour, name: equities}
    spec: {application: desks, accountScope: listed, accounts: [book], endpoints: [set:market, trade.order.place], ipWhitelists: [front]}
    ---
    apiVersion: mandate/v1
    kind: IPWhitelist
    metadata: {institution: harbour, name: front}
    spec: {mode: restricted, entries: [{cidr: 81.2.9.0/28}]}

    """

  /// A broker application of that institution, with two API users.
  static let platform = """
    apiVersion: mandate/v1
    kind: StaffMember
    metadata: {name: ida}
    spec: {email: ida@broker.example, roles: [operations]}
    ---
    apiVersion: mandate/v1
    kind: BrokerApplication
    metadata: {institution: harbour, name: platform}
    spec:
      integrationModel: Server to server
      useCases: [Orders]
      requestedEndpoints: ["*"]
      apiUsers: [robot, robot-2]
      contact: ida
      ipWhitelists: [front]

    """

  static let trading = catalogue + "---\n" + harbour
  static let broker = trading + "---\n" + platform

  /// The first lines of a document.
  static func head(_ kind: String, _ name: String, of institution: String? = nil) -> String {
    let owner = institution.map { ", institution: \($0)" } ?? ""
    return "apiVersion: mandate/v1\nkind: \(kind)\nmetadata: {name: \(name)\(owner)}\n"
  }

  /// The first lines of a document with items.
  static func items(_ kind: String, of institution: String? = nil) -> String {
    let owner = institution.map { "metadata: {institution: \($0)}\n" } ?? ""
    return "apiVersion: mandate/v1\nkind: \(kind)\n\(owner)items:\n"
  }
}
