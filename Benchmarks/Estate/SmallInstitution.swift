/// An institution with one application and one list, in one file.
struct SmallInstitution {
  let name: String
  let number: Int
  /// How many accounts, named `book-0` and so on.
  let accounts: Int
  var tier: String?

  /// The manifests, with a person and an authorization for each of `authorizations`.
  ///
  /// An authorization is the rest of its fields; it holds for all accounts unless it names some.
  func text(authorizations: [String]) -> String {
    institution + accountItems
      + authorizations.enumerated().map { person("person-\(padded($0, 3))", $1) }.joined()
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
      licence: {held: true, regulator: SFC, number: ABC\(padded(number % 1000, 3)), types: [1, 4, 9]}
    \(tier.map { "  tier: \($0)\n" } ?? "")---
    apiVersion: mandate/v1
    kind: TradingApplication
    metadata: {name: floor, institution: \(name)}
    spec: {purpose: Order entry and market data, requestedEndpoints: ["*"]}
    ---
    apiVersion: mandate/v1
    kind: IPWhitelist
    metadata: {name: floor, institution: \(name)}
    spec: {mode: restricted, entries: [{cidr: 10.\(number / 256).\(number % 256).0/24}]}
    ---
    apiVersion: mandate/v1
    kind: Account
    metadata: {institution: \(name)}
    items:

    """
  }

  private var accountItems: String {
    (0..<accounts).map { place in
      """
        book-\(place): {number: "8\(padded(number * 100 + place, 8))", type: CASH, \
      ownership: proprietary, tradingPermissions: [HK_STOCK_NORMAL]}

      """
    }.joined()
  }

  private func person(_ person: String, _ fields: String) -> String {
    let scope =
      fields.contains("accounts:")
      ? "accountScope: listed" : "accountScope: all-portal-accounts\n  acknowledged: true"
    return """
      ---
      apiVersion: mandate/v1
      kind: PortalUser
      metadata: {name: \(person), institution: \(name)}
      spec:
        email: \(person)@\(name).example
        accountRights: [{accounts: ["*"], rights: [trade, view, funds]}]
      ---
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata: {name: \(person), institution: \(name), reason: DESK-\(number) joins the desk}
      spec:
        application: floor
        \(scope)
        \(fields)
        ipWhitelists: [floor]

      """
  }
}
