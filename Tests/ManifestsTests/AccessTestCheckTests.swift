import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct AccessTestCheckTests {
  private let end = "expect: deny}"
  /// A trader beside the usual manifests, so that cases can name one.
  private let world =
    World.broker + "---\n" + World.items("TraderAuthorization", of: "harbour")
    + "  amy: {desk: equities}\n"

  @Test func aTestCaseSaysWhomAndWhatItAsksAbout() throws {
    try expectFindings(
      World.head("AccessTest", "shape") + """
        spec:
          cases:
            - {name: a, principal: TraderAuthorization/harbour/amy, endpoint: trade.order.place, \(end)
            - {name: b, user: amy, institution: harbour, endpoint: trade.order.place, \(end)
            - {name: c, where: class=trade, \(end)
            - {name: d, where: class=trade, endpoint: trade.order.place, \(end)
            - {name: e, principal: TraderAuthorization/harbour/amy, where: class=trade, \(end)
            - {name: ⟦f⟧, principal: TraderAuthorization/harbour/amy, user: amy, endpoint: trade.order.place, \(end)  # ERROR test-case-shape: `f` names a principal and a user
            - {name: ⟦g⟧, user: amy, endpoint: trade.order.place, \(end)  # ERROR test-case-shape: `g` names a user without an institution
            - {name: ⟦h⟧, institution: harbour, where: class=trade, \(end)  # ERROR test-case-shape: `h` names an institution without a user
            - {name: ⟦i⟧, endpoint: trade.order.place, \(end)  # ERROR test-case-shape: `i` does not say whom it asks about
            - {name: ⟦j⟧, principal: TraderAuthorization/harbour/amy, \(end)  # ERROR test-case-shape: `j` does not say what it asks about
        ---

        """ + World.head("AccessTest", "own", of: "harbour") + """
          spec: {cases: [{name: a, user: amy, endpoint: trade.order.place, \(end)]}
          """, beside: world)
  }

  @Test func aReasonFitsTheAnswer() throws {
    try expectFindings(
      World.head("AccessTest", "reasons") + """
        spec:
          cases:
            - {name: a, where: class=trade, expect: deny, reason: suspended}
            - {name: b, where: class=trade, expect: allow, reason: allowed}
            - {name: ⟦c⟧, where: class=trade, expect: allow, reason: suspended}  # ERROR test-case-shape: `c` expects allow, and `suspended` is a reason to deny
            - {name: ⟦d⟧, where: class=trade, expect: deny, reason: allowed}  # ERROR test-case-shape: `d` expects deny, and `allowed` is a reason to allow
        """, beside: world)
    let unknown = try diagnostics(
      World.head("AccessTest", "unknown")
        + "spec: {cases: [{name: a, where: class=trade, expect: deny, reason: suspendd}]}\n")
    #expect(unknown.first?.help.first == "did you mean `suspended`?")
  }

  @Test func aConditionComparesWhatCallsHave() throws {
    try expectFindings(
      World.head("AccessTest", "conditions") + """
        spec:
          cases:
            - {name: a, where: network=any and class~tr*, \(end)
            - {name: b, where: ⟦class=trades⟧, \(end)  # ERROR query-malformed: there is no class `trades`
            - {name: c, where: ⟦network=10.0.0.1/8⟧, \(end)  # ERROR query-malformed
        """, beside: world)
  }

  @Test func aCaseNamesSomebodyWhoExists() throws {
    let ask = "endpoint: trade.order.place, \(end)"
    try expectFindings(
      World.head("AccessTest", "names") + """
        spec:
          cases:
            - {name: a, principal: ⟦TraderAuthorization/harbour/amyy⟧, \(ask)  # WARNING test-principal-unknown: there is no principal `TraderAuthorization/harbour/amyy`
            - {name: b, principal: BrokerApplication/harbour/platform/robot, \(ask)
            - {name: c, principal: ⟦BrokerApplication/harbour/platform/robot-3⟧, \(ask)  # WARNING test-principal-unknown: `robot-3` is no API user of BrokerApplication/harbour/platform
            - {name: d, principal: ⟦BrokerApplication/harbour/platforms/robot⟧, \(ask)  # WARNING test-principal-unknown: there is no principal `BrokerApplication/harbour/platforms/robot`
            - {name: e, user: ⟦amyy⟧, institution: harbour, \(ask)  # WARNING test-principal-unknown: there is no PortalUser/harbour/amyy
            - {name: f, user: ben, institution: harbour, \(ask)
            - {name: g, principal: ⟦RetailClient/nobody/key⟧, \(ask)  # WARNING test-principal-unknown: there is no principal `RetailClient/nobody/key`
            - {name: h, user: ⟦amy⟧, institution: harbor, \(ask)  # WARNING test-principal-unknown
        """, beside: world)
  }

  @Test func aMissingPrincipalIsSaidWithANameNearIt() throws {
    let text =
      World.head("AccessTest", "names")
      + "spec: {cases: [{name: a, principal: BrokerApplication/harbour/platforms/robot, "
      + "endpoint: trade.order.place, \(end), {name: b, user: amyy, institution: harbour, "
      + "endpoint: trade.order.place, \(end)]}\n"
    let found = try diagnostics(text, beside: world)
    #expect(
      found.flatMap(\.help)
        == ["did you mean `BrokerApplication/harbour/platform/robot`?", "did you mean `amy`?"])
  }

  @Test func aTestOfAnInstitutionNamesItsOwnPeople() throws {
    let other =
      World.items("Institution") + """
          other: {legalName: O, country: HK, openingEmail: o@o.example, licence: {held: true}}
        ---

        """
    try expectFindings(
      World.head("AccessTest", "own", of: "other") + """
        spec:
          cases:
            - {name: a, principal: ⟦TraderAuthorization/harbour/amy⟧, endpoint: trade.order.place, \(end)  # WARNING test-principal-unknown: a test of other does not see anybody of `harbour`
            - {name: b, user: ⟦amy⟧, institution: harbour, endpoint: trade.order.place, \(end)  # WARNING test-principal-unknown: a test of other does not see anybody of `harbour`
        """, beside: world + "---\n" + String(other.dropLast(5)))
  }

  /// What the broker declares is looked up when a plan is made.
  @Test func anInstitutionsTreeIsNotToldOfApplicationsThatItCannotSee() throws {
    let text =
      World.head("AccessTest", "own")
      + "spec: {cases: [{name: a, principal: BrokerApplication/harbour/platform/robot, "
      + "where: class=trade, \(end), {name: b, user: zoe, where: class=trade, \(end)]}\n"
    let found = try diagnostics(text, in: .harbour).filter { $0.severity != .note }
    #expect(found.map(\.message) == ["there is no PortalUser/harbour/zoe"])
  }
}
