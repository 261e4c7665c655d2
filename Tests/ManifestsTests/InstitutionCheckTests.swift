import TestSupport
import Testing

@testable import Manifests

@Suite struct InstitutionCheckTests {
  private let rest = "legalName: A, country: HK, openingEmail: a@a.example"

  @Test func i15ALicenceInProdIsComplete() throws {
    let text =
      World.items("Institution") + """
          one: {\(rest), licence: ⟦{held: true, number: A1}⟧}  # ERROR licence-incomplete: the licence has no `regulator`, `types`
          two: {\(rest), licence: ⟦{held: false}⟧}  # ERROR licence-incomplete: the licence is not held, and nothing says why
          three: {\(rest), licence: {held: false, reason: Only reads prices}}
          four: {\(rest), licence: {held: true, number: A1, regulator: SFC, types: [1]}}
        """
    try expectFindings(text, in: .prod)
    try expectFindings(
      World.items("Institution") + "  one: {\(rest), licence: {held: true}}\n"
        + "  two: {\(rest), licence: {held: false}}\n")
  }

  @Test func i15ALicenceOutOfDateIsAWarningInProd() throws {
    let licence = "licence: {held: true, number: A1, regulator: SFC, types: [1],"
    try expectFindings(
      World.items("Institution") + """
          one: {\(rest), \(licence) validUntil: ⟦2026-11-01T00:00:00Z⟧}}  # WARNING licence-inactive: the licence ended on 2026-11-01 00:00Z, so nothing but reading works
          two: {\(rest), \(licence) validFrom: ⟦2026-11-01T00:00:01Z⟧}}  # WARNING licence-inactive: the licence begins on 2026-11-01 00:00:01Z, so nothing but reading works
          three: {\(rest), \(licence) validFrom: 2026-11-01T00:00:00Z, validUntil: 2026-11-01T00:00:01Z}}
          four: {\(rest), state: closed, \(licence) validUntil: 2026-11-01T00:00:00Z}}
        """, in: .prod)
    try expectFindings(
      World.items("Institution")
        + "  one: {\(rest), licence: {held: true, validUntil: ⟦2026-11-01T00:00:00Z⟧}}"
        + "  # WARNING validity-past\n")
  }

  @Test func i31AnInstitutionHasRoomForSoManyUsers() throws {
    let policy = World.head("KeyPolicy", "default") + "spec: {usersPerInstitution: 6}\n---\n"
    try expectFindings(String(policy.dropLast(4)), beside: World.trading, in: .prod)
    let text = policy + World.items("PortalUser", of: "harbour")
    let gone = "  gone: {email: gone@harbour.example, state: left}\n"
    try expectFindings(
      text + gone + "  ⟦zoe⟧: {email: zoe@harbour.example}  # ERROR too-many-users: "
        + "harbour has 7 users, and its key policy allows 6\n",
      beside: World.trading, in: .prod)
    try expectFindings(
      text + gone + "  ⟦zoe⟧: {email: zoe@harbour.example}  # WARNING too-many-users\n",
      beside: World.trading)
    try expectFindings(text + gone, beside: World.trading)
  }

  @Test func aSingleAdminIsAWarning() throws {
    let open = "{\(rest), licence: {held: true}}"
    try expectFindings(
      World.items("Institution") + """
          one: \(open)
          two: \(open)
          three: {\(rest), licence: {held: true}, state: closed}
          four: \(open)
        ---

        """ + World.items("PortalUser", of: "one") + """
            amy: {email: amy@one.example, functions: [openapi-application, ⟦user-management⟧]}  # WARNING one-admin: `amy` is the only admin of one
            ben: {email: ben@one.example, functions: [user-management], state: locked}
            bot: {email: bot@one.example, functions: [user-management], userType: dedicated}
          ---

          """ + World.items("PortalUser", of: "two") + """
            amy: {email: amy@two.example, functions: [user-management]}
            ben: {email: ben@two.example, functions: [user-management]}
          ---

          """ + World.items("PortalUser", of: "three") + """
            amy: {email: amy@three.example, functions: [user-management]}
          ---

          """ + World.items("PortalUser", of: "four") + """
            amy: {email: amy@four.example}
          """)
  }

  @Test func i06AnOptionLevelIsNotAboveItsMaster() throws {
    try expectFindings(
      World.items("Account", of: "harbour") + """
          m: {number: "1", type: CASH, ownership: client, optionLevel: LV2}
          a: {number: "2", type: CASH, ownership: client, master: m, optionLevel: LV2}
          b: {number: "3", type: CASH, ownership: client, master: m, optionLevel: ⟦LV3⟧}  # ERROR option-level-above-master: Account/harbour/b has option level LV3, and its master m has LV2
          c: {number: "4", type: CASH, ownership: client, master: m}
          d: {number: "5", type: CASH, ownership: client, master: c, optionLevel: ⟦LV1⟧}  # ERROR option-level-above-master: Account/harbour/d has option level LV1, and its master c has none
        """, beside: World.trading)
  }

  @Test func i16ARetailAccountHasATypeThatKeysReach() throws {
    let text =
      World.items("RetailClient") + """
          cat:
            email: cat@x.example
            accounts:
              - {name: a, number: "1", type: stocks-isa}
              - {name: b, number: "2", type: ⟦pension⟧}  # WARNING retail-account-type: no key reaches account `b` of type `pension`
        """
    try expectFindings(text)
    try expectFindings(
      World.items("RetailClient")
        + "  cat: {email: c@x.example, accounts: [{name: b, number: \"2\", type: pension}]}\n",
      beside: World.head("KeyPolicy", "default") + "spec: {retailAccountTypes: [pension]}\n")
  }

  @Test func i13AnApiUserWhoIsNotActiveIsAWarning() throws {
    try expectFindings(
      World.items("PortalUser", of: "harbour") + """
          bot: {email: bot@harbour.example, userType: dedicated, state: locked}
        ---

        """ + World.head("BrokerApplication", "second", of: "harbour") + """
          spec:
            integrationModel: Server to server
            useCases: [Orders]
            requestedEndpoints: [market.*]
            apiUsers: [⟦bot⟧, robot]  # WARNING api-user-not-active: API user `bot` is locked
            contact: ida
          """, beside: World.broker)
  }

  @Test func aGrantIsForUsersOfItsApplication() throws {
    try expectFindings(
      World.items("EndpointGrant", of: "harbour") + """
          one: {application: platform, endpoints: [market.*], reason: Prices, apiUsers: [robot, ⟦amy⟧]}  # WARNING api-user-outside-application: nothing is granted to `amy`, who is no API user of application platform
          two: {application: platform, endpoints: [market.*], reason: Prices}
        """, beside: World.broker)
  }

  @Test func aPersonAsApiUserIsJudgedByThePolicy() throws {
    func application(_ mark: String) -> String {
      World.head("BrokerApplication", "second", of: "harbour") + """
        spec:
          integrationModel: Server to server
          useCases: [Orders]
          requestedEndpoints: [market.*]
          apiUsers: [\(mark)
          contact: ida
        """
    }
    let message = "person-api-user: API user `amy` is a person, not a dedicated user"
    try expectFindings(
      application("⟦amy⟧, robot]  # ERROR \(message)"), beside: World.broker, in: .prod)
    try expectFindings(application("⟦amy⟧, robot]  # WARNING \(message)"), beside: World.broker)
    let policy = "---\n" + World.head("KeyPolicy", "default")
    try expectFindings(
      application("amy, robot]"),
      beside: World.broker + policy + "spec: {dedicatedApiUser: allow}\n")
    let exception =
      "spec: {exceptions: [{principal: BrokerApplication/harbour/second/amy, "
      + "rule: dedicatedApiUser, reason: Moving, validUntil: 2027-01-01T00:00:00Z}]}\n"
    try expectFindings(
      application("amy, robot]"), beside: World.broker + policy + exception, in: .prod)
  }
}
