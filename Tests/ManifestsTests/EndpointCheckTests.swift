import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct EndpointCheckTests {
  /// An application of harbour that asks for market data and orders, below tier silver.
  private let silver =
    World.catalogue + """
      ---
      apiVersion: mandate/v1
      kind: Tier
      metadata: {name: silver}
      spec: {endpoints: [market.*, trade.order.place, old.*]}
      ---
      apiVersion: mandate/v1
      kind: Institution
      metadata: {name: harbour}
      spec:
        legalName: Harbour Capital Limited
        country: HK
        openingEmail: onboarding@harbour.example
        licence: {held: true, regulator: SFC, number: ABC123, types: [1]}
        tier: silver
      ---
      apiVersion: mandate/v1
      kind: TradingApplication
      metadata: {institution: harbour, name: desks}
      spec: {purpose: Orders, requestedEndpoints: [market.*, trade.*, old.*]}
      ---
      apiVersion: mandate/v1
      kind: Account
      metadata: {institution: harbour, name: book}
      spec: {number: "8001", type: CASH, ownership: proprietary}
      ---
      apiVersion: mandate/v1
      kind: PortalUser
      metadata: {institution: harbour, name: amy}
      spec: {email: amy@harbour.example}

      """

  @Test func i11ASelectorOutsideTheRequestIsExplained() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one:
            application: desks
            accountScope: listed
            accounts: [book]
            endpoints:
              - market.*
              - trade.order.place
              - ⟦broker.*⟧  # WARNING endpoint-outside-request: `broker.*` grants nothing here: 2 endpoints are not in application desks
              - ⟦broker.cash.move⟧  # WARNING endpoint-outside-request: `broker.cash.move` grants nothing here: it is not in application desks
              - ⟦set:broker-treasury⟧  # WARNING endpoint-outside-request: `set:broker-treasury` grants nothing here: its one endpoint is not in application desks
              - "*"
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {application: desks, accountScope: listed, accounts: [book], endpoints: [⟦broker.*⟧]}  # WARNING endpoint-outside-request
          """, beside: silver)
  }

  @Test func i11TheHelpOfAnUnrequestedSelectorNamesTheApplication() throws {
    let found = try diagnostics(
      World.items("TraderAuthorization", of: "harbour")
        + "  amy: {application: desks, accountScope: listed, accounts: [book], "
        + "endpoints: [broker.*]}\n", beside: silver)
    #expect(
      found.map(\.help) == [
        [
          "add it to TradingApplication/harbour/desks requestedEndpoints (needs staff approval), "
            + "or remove it here"
        ]
      ])
  }

  @Test func i11ASelectorAboveTheTierIsExplained() throws {
    try expectFindings(
      World.head("TradingApplication", "more", of: "harbour") + """
        spec: {purpose: Orders, requestedEndpoints: ["*", ⟦broker.*⟧, market.*]}  # WARNING endpoint-outside-tier: `broker.*` asks for nothing here: 2 endpoints are above tier silver
        ---

        """ + World.items("Desk", of: "harbour") + """
            one: {application: desks, accountScope: listed, accounts: [book], endpoints: [trade.*, ⟦trade.order.list⟧]}  # WARNING endpoint-outside-tier: `trade.order.list` grants nothing here: it is above tier silver
          """, beside: silver)
  }

  @Test func aSelectorOfOtherRegionsIsExplained() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {application: desks, accountScope: listed, accounts: [book], endpoints: [market.*, ⟦us.*⟧]}  # WARNING endpoint-other-region: `us.*` grants nothing here: its one endpoint is of region us, and this is hk
        """, beside: World.trading)
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {application: desks, accountScope: listed, accounts: [book], endpoints: [market.*, us.*]}
        """, beside: World.trading, in: TestProject(region: "us"))
  }

  @Test func i29ARemovedEndpointIsAnnounced() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one:
            application: desks
            accountScope: listed
            accounts: [book]
            endpoints:
              - ⟦old.chart.*⟧  # WARNING endpoint-removed: `old.chart.*` grants nothing here: its one endpoint is removed on 2026-01-01 00:00Z
              - ⟦old.chart.get⟧  # WARNING endpoint-removed: `old.chart.get` grants nothing here: it is removed on 2026-01-01 00:00Z
              - ⟦old.news.get⟧  # WARNING endpoint-removed: `old.news.get` will be removed on 2027-01-01 00:00Z
              - old.*
              - market.quote.get
        ---

        """ + World.items("PermissionSet") + """
            charts: {include: [⟦old.chart.get⟧, market.*]}  # WARNING endpoint-removed: `old.chart.get` adds nothing here: it is removed on 2026-01-01 00:00Z
            news: {include: [⟦old.news.get⟧]}  # WARNING endpoint-removed
          """, beside: World.trading)
  }

  @Test func i29AnEndpointRemovedThisInstantIsGone() throws {
    let desk =
      World.items("Desk", of: "harbour") + """
          one: {application: desks, accountScope: listed, accounts: [book], endpoints: [⟦old.news.get⟧]}
        """
    let gone = "grants nothing here: it is removed on 2027-01-01 00:00Z"
    try expectFindings(
      desk + "  # WARNING endpoint-removed: `old.news.get` \(gone)", beside: World.trading,
      in: TestProject(now: "2027-01-01T00:00:00Z"))
    try expectFindings(
      desk + "  # WARNING endpoint-removed: `old.news.get` will be removed on 2027-01-01 00:00Z",
      beside: World.trading, in: TestProject(now: "2026-12-31T23:59:59Z"))
  }

  @Test func aSetThatHoldsNothingIsReportedOnce() throws {
    try expectFindings(
      World.items("PermissionSet") + """
          ⟦none⟧: {include: [market.*], classes: [funds]}  # WARNING set-empty: PermissionSet/none holds no endpoint
          some: {include: [market.*], classes: [read, funds]}
        ---

        """ + World.items("Desk", of: "harbour") + """
            one: {application: desks, accountScope: listed, accounts: [book], endpoints: [market.*, set:none]}
          """, beside: World.trading)
  }

  @Test func anEmptySetOfAnotherOwnerIsReportedWhereItIsNamed() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {application: desks, accountScope: listed, accounts: [book], endpoints: [market.*, ⟦set:none⟧]}  # WARNING set-empty: `set:none` grants nothing here: the set is empty
        """, beside: World.trading,
      others: World.items("PermissionSet") + "  none: {include: [market.*], classes: [funds]}\n")
  }
}
