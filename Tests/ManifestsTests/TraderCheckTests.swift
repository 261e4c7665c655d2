import TestSupport
import Testing

@testable import Manifests

@Suite struct TraderCheckTests {
  private let own =
    "application: desks, accountScope: listed, accounts: [book], endpoints: [market.*]"

  @Test func anAuthorizationHasADeskOrFieldsOfItsOwn() throws {
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour") + """
          ⟦amy⟧: {state: suspended}  # ERROR desk-and-fields: TraderAuthorization/harbour/amy has neither a desk nor fields of its own
          ⟦ben⟧: {application: desks, endpoints: [market.*]}  # ERROR desk-and-fields: TraderAuthorization/harbour/ben has no desk and no `accountScope`
          mei: {desk: equities, endpoints: ⟦[market.*]⟧}  # ERROR desk-and-fields: `endpoints` comes from the desk, and is written here too
          mei-2: {user: mei, desk: equities, accounts: ⟦[book]⟧}  # ERROR desk-and-fields: `accounts` comes from the desk, and is written here too
          mei-3: {user: mei, desk: equities}
          mei-4: {user: mei, \(own)}
        """, beside: World.trading)
  }

  @Test func reachingEveryAccountIsAcknowledged() throws {
    let rest = "application: desks, endpoints: [market.*], accountScope:"
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {\(rest) ⟦all-portal-accounts⟧}  # ERROR scope-not-acknowledged
          two: {\(rest) ⟦all-portal-accounts⟧, acknowledged: false}  # ERROR scope-not-acknowledged
          three: {\(rest) all-portal-accounts, acknowledged: true}
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {\(rest) ⟦all-portal-accounts⟧}  # ERROR scope-not-acknowledged
            ben: {\(rest) listed, accounts: [book]}
          """, beside: World.trading)
  }

  @Test func accountsFitTheScope() throws {
    let rest = "application: desks, endpoints: [market.*], accountScope:"
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {\(rest) ⟦listed⟧}  # ERROR scope-accounts: accountScope is listed, and no account is
          two: {\(rest) ⟦all-portal-accounts⟧, acknowledged: true, accounts: [book]}  # ERROR scope-accounts: all-portal-accounts reaches every account, and some are listed
          three: {\(rest) all-portal-accounts, acknowledged: true}
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {\(rest) ⟦listed⟧}  # ERROR scope-accounts
            ben: {\(rest) listed, accounts: [book]}
          """, beside: World.trading)
  }

  @Test func i07AnAccountOfClientsAddsNothingForATrader() throws {
    let rest = "application: desks, endpoints: [market.*], accountScope: listed, accounts:"
    try expectFindings(
      World.items("Desk", of: "harbour") + """
          one: {\(rest) [book, ⟦client⟧]}  # WARNING account-not-proprietary: `client` adds nothing here: it is an account of clients
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {\(rest) [⟦client⟧]}  # WARNING account-not-proprietary
            ben: {\(rest) [book]}
          """, beside: World.trading)
  }

  @Test func i10AnAuthorizationOfAnInactiveUserIsAWarning() throws {
    try expectFindings(
      World.items("PortalUser", of: "harbour") + """
          lea: {email: lea@harbour.example, state: left}
          ivo: {email: ivo@harbour.example, state: invited}
          lou: {email: lou@harbour.example, state: locked}
        ---

        """ + World.items("TraderAuthorization", of: "harbour") + """
            amy: {desk: equities}
            ⟦ivo⟧: {desk: equities}  # WARNING user-not-active: user `ivo` is invited and not active yet
            ⟦lea⟧: {desk: equities}  # WARNING user-not-active: user `lea` has left
            lea-2: {desk: equities, user: lea, state: withdrawn}
            lea-3: {desk: equities, user: lea, state: suspended}
            lou-2: {desk: equities, user: ⟦lou⟧}  # WARNING user-not-active: user `lou` is locked
          """, beside: World.trading)
  }

  @Test func aDedicatedUserIsNoTrader() throws {
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour") + """
          amy: {desk: equities}
          ⟦robot⟧: {desk: equities, state: suspended}  # ERROR dedicated-trader: `robot` is a dedicated user, and traders are persons
          robot-2: {desk: equities, state: withdrawn}
          robot-3: {desk: equities, user: ⟦robot⟧}  # ERROR dedicated-trader
        """, beside: World.trading)
  }

  @Test func aPeriodEndsAfterItBegins() throws {
    let noon = "2026-12-01T12:00:00Z"
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour") + """
          amy: {desk: equities, validFrom: \(noon), validUntil: ⟦2026-12-01T20:00:00+08:00⟧}  # ERROR validity-reversed: this ends before it begins, on 2026-12-01 12:00Z
          ben: {desk: equities, validFrom: \(noon), validUntil: 2026-12-01T20:00:01+08:00}
        ---

        """ + World.items("EndpointGrant", of: "harbour") + """
            one: {application: platform, endpoints: [market.*], reason: Prices, validFrom: \(noon), validUntil: ⟦2026-11-30T00:00:00Z⟧}  # ERROR validity-reversed
          """, beside: World.broker)
  }

  @Test func aPeriodThatIsOverIsAWarning() throws {
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour") + """
          amy: {desk: equities, validUntil: ⟦2026-11-01T08:00:00+08:00⟧}  # WARNING validity-past: this ended on 2026-11-01 00:00Z
          ben: {desk: equities, validUntil: 2026-11-01T00:00:01Z}
        ---

        """ + World.items("EndpointGrant", of: "harbour") + """
            one: {application: platform, endpoints: [market.*], reason: Prices, validUntil: ⟦2025-01-01T00:00:00Z⟧}  # WARNING validity-past
          """, beside: World.broker)
  }
}
