import TestSupport
import Testing

@testable import Manifests

/// What the key policy says about the breadth of grants.
@Suite struct DutyCheckTests {
  @Test func aWildcardInProdGrantsReadsOnly() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [market.*, ⟦trade.*⟧]}  # ERROR wildcard-grants: `trade.*` grants class trade by a wildcard: `trade.order.place`
          two: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [trade.order.place, old.*]}
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [⟦broker.account.*⟧]}  # ERROR wildcard-grants: `broker.account.*` grants class admin by a wildcard: `broker.account.open`
          ---

          """ + World.head("EndpointGrant", "orders", of: "harbour").withReason + """
          spec: {application: platform, apiUsers: [robot], endpoints: [⟦broker.cash.*⟧]}  # ERROR wildcard-grants
          """, beside: World.broker, in: .prod)
  }

  @Test func aWildcardOfTheSandboxGrantsAnything() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [market.*, trade.*]}
        """, beside: World.trading)
  }

  @Test func anExceptionLiftsARuleForOnePrincipalUntilItEnds() throws {
    func policy(until end: String) -> String {
      World.head("KeyPolicy", "default") + """
        spec:
          exceptions:
            - {principal: TraderAuthorization/harbour/amy, rule: wildcards, reason: Moving, validUntil: \(end)}
        ---

        """
    }
    let own =
      "{application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: "
    try expectFindings(
      policy(until: "2027-01-01T00:00:00Z") + World.items("TraderAuthorization", of: "harbour")
        + """
          amy: \(own)[trade.*]}
          ben: \(own)[⟦trade.*⟧]}  # ERROR wildcard-grants
        """, beside: World.trading, in: .prod)
    try expectFindings(
      policy(until: "⟦2026-11-01T00:00:00Z⟧").replacingFirst(
        "⟧}",
        with:
          "⟧}  # WARNING exception-ended: this exception ended on 2026-11-01 00:00Z: `wildcards` holds again for TraderAuthorization/harbour/amy"
      )
        + World.items("TraderAuthorization", of: "harbour") + """
            amy: \(own)[⟦trade.*⟧]}  # ERROR wildcard-grants
          """, beside: World.trading, in: .prod)
  }

  @Test func nobodyIsGivenBothSetsThatAreKeptApart() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one:
            application: desks
            accountScope: listed
            accounts: [book]
            ipWhitelists: [front]
            endpoints: ⟦[broker.account.open, broker.cash.move]⟧  # ERROR segregation: Desk/harbour/one combines broker-onboarding and broker-treasury
          two: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [broker.account.open, market.*]}
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: ⟦[set:broker-onboarding, set:broker-treasury]⟧}  # ERROR segregation: TraderAuthorization/harbour/amy combines broker-onboarding and broker-treasury
          """, beside: World.trading, in: .prod)
  }

  @Test func grantsOfOneApiUserCountTogether() throws {
    let grants =
      World.items("EndpointGrant", of: "harbour") + """
          both: {application: platform, apiUsers: [robot], endpoints: [market.*], reason: Prices}
          cash: {application: platform, apiUsers: [robot], endpoints: [set:broker-treasury], reason: Cash}
          over: {application: platform, apiUsers: [robot-2], validUntil: ⟦2026-10-01T00:00:00Z⟧, endpoints: [set:broker-treasury], reason: Ended}  # WARNING validity-past

        """
    try expectFindings(
      grants + """
          open: {application: platform, apiUsers: [robot-2], endpoints: [set:broker-onboarding], reason: Opening}
        """, beside: World.broker)
    try expectFindings(
      grants + """
          open: {application: platform, endpoints: ⟦[set:broker-onboarding]⟧, reason: Opening}  # WARNING segregation: BrokerApplication/harbour/platform/robot combines broker-onboarding and broker-treasury
        """, beside: World.broker)
  }

  @Test func aRowOfBothSetsIsOfNeitherSide() throws {
    try expectFindings(
      World.head("KeyPolicy", "default") + """
        spec: {segregation: [[orders, prices]]}
        ---

        """ + World.items("PermissionSet") + """
            orders: {include: [trade.order.list, broker.cash.move]}
            prices: {include: [broker.cash.move, broker.account.open]}
          ---

          """ + World.items("Desk", of: "harbour") + """
            one: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [trade.order.list, broker.cash.move]}
            two: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: ⟦[trade.order.list, broker.account.open]⟧}  # WARNING segregation: Desk/harbour/two combines orders and prices
          """, beside: World.trading)
  }

  @Test func setsThatSegregationNamesMayBeAbsent() throws {
    try expectFindings(
      World.head("KeyPolicy", "default") + """
        spec: {segregation: [[market, no-such-set]]}
        ---

        """ + World.items("Desk", of: "harbour") + """
            one: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [front], endpoints: [broker.account.open, broker.cash.move]}
          """, beside: World.trading, in: .prod)
  }
}

extension String {
  /// The same document head with a reason in its metadata.
  fileprivate var withReason: String {
    replacingFirst("}\n", with: ", reason: Orders}\n")
  }

  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
