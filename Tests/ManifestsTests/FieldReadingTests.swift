import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// Values are typed by their fields, never by YAML's guesses.
@Suite struct FieldReadingTests {
  private func account(_ fields: String) -> String {
    World.head("Account", "one", of: "harbour") + "spec: {type: CASH, ownership: client, \(fields)}"
  }

  @Test(arguments: [
    "no", "on", "off", "yes", "true", "1e5", "00123", "0x1F", "1:20", "2026-11-20", "123", "1.5",
    "1_000", ".inf", "=", "0o17",
  ])
  func aPlainTextThatReadersDisagreeAboutNeedsQuotes(_ text: String) {
    expectReading(account("number: ⟦\(text)⟧}").dropLast() + "  # ERROR string-needs-quotes")
    let quoted = expectReading(account("number: \"\(text)\""))
    #expect(quoted.resources.first?[AccountFields.number].text == Text(text))
  }

  @Test func theErrorShowsTheQuotesToAdd() {
    let loaded = LoadedTree(account("number: 00123"))
    #expect(
      loaded.diagnostics.map(\.message) == ["`00123` is a number here, and `number` is text"])
    #expect(
      loaded.diagnostics.map(\.help) == [["write \"00123\"; leading zeros are part of the text"]])
  }

  @Test(arguments: ["VL-1", "8-1", "1 2", "a:b", "1.2.3", "null-1"])
  func aPlainTextThatAllReadersTakeForTextIsTaken(_ text: String) {
    let loaded = expectReading(
      World.head("KeyPolicy", "one") + "spec: {exceptions: [{principal: RetailClient/a/b, "
        + "rule: wildcards, reason: \(text), validUntil: 2027-01-01T00:00:00Z}]}")
    #expect(!loaded.resources.isEmpty)
  }

  @Test func theRuleHoldsForEveryTypeOfText() {
    expectReading(
      """
      apiVersion: mandate/v1
      kind: Institution
      metadata: {name: ⟦off⟧}  # ERROR string-needs-quotes
      spec: {}
      ---
      apiVersion: mandate/v1
      kind: Institution
      metadata: {name: one}
      spec:
        legalName: ⟦2026-11-20⟧  # ERROR string-needs-quotes
        country: ⟦NO⟧  # ERROR string-needs-quotes: `NO` is a truth value to some YAML readers, and `country` is text
        openingEmail: a@b.example
        licence: {held: true}
        tier: ⟦on⟧  # ERROR string-needs-quotes
        state: ⟦yes⟧  # ERROR unknown-word
      ---
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: one}
      spec:
        version: ⟦1.2⟧  # ERROR string-needs-quotes
        endpoints: [{id: a.b, method: GET, path: /, group: ⟦1e5⟧, class: read}]  # ERROR string-needs-quotes
      """)
  }

  @Test func truthValuesAndNumbersStandWithoutQuotes() {
    func institution(_ licence: String) -> String {
      World.head("Institution", "one")
        + "spec: {legalName: A, country: HK, openingEmail: a@b.example, licence: {\(licence)"
    }
    for held in ["true", "false"] {
      expectReading(institution("held: \(held)}}"))
    }
    for held in ["yes", "no", "1", "\"true\"", "y"] {
      expectReading(institution("held: ⟦\(held)⟧}}  # ERROR wrong-type"))
    }
    for types in ["1", "99"] {
      expectReading(institution("held: true, types: [\(types)]}}"))
    }
    for types in ["\"1\"", "one", "1e1", "1.0", "017"] {
      expectReading(institution("held: true, types: [⟦\(types)⟧]}}  # ERROR wrong-type"))
    }
    for types in ["0", "100", "-1"] {
      expectReading(institution("held: true, types: [⟦\(types)⟧]}}  # ERROR number-out-of-range"))
    }
  }

  @Test func anInstantStandsWithOrWithoutQuotesAndADayDoesNot() {
    func authorization(_ end: String) -> String {
      World.head("TraderAuthorization", "amy", of: "harbour")
        + "spec: {desk: equities, validUntil: \(end)"
    }
    let plain = expectReading(authorization("2026-12-31T00:00:00+08:00}"))
    let quoted = expectReading(authorization("\"2026-12-30T16:00:00Z\"}"))
    #expect(plain.resources == quoted.resources)
    let end = plain.resources.first?[TraderAuthorizationFields.validUntil].text
    #expect(end == "2026-12-30T16:00:00Z")
    expectReading(authorization("⟦2026-12-31⟧}  # ERROR time-not-instant"))
    expectReading(authorization("⟦\"2026-12-31\"⟧}  # ERROR time-not-instant"))
  }

  @Test func absentIsNotNullAndNotEmpty() {
    func desk(_ field: String) -> String {
      World.head("Desk", "one", of: "harbour") + """
        spec:
          application: desks
          accountScope: listed
          endpoints: [market.*]
        \(field)
        """
    }
    func lists(_ field: String) -> Value? {
      expectReading(desk(field)).resources.first?[DeskFields.ipWhitelists]
    }
    #expect(lists("") == .absent)
    #expect(lists("  ipWhitelists: ⟦null⟧  # ERROR null-value: `ipWhitelists` has no value") == nil)
    #expect(lists("  ipWhitelists: ⟦~⟧  # ERROR null-value") == nil)
    #expect(lists("  ipWhitelists:⟦⟧  # ERROR null-value") == nil)
    #expect(lists("  ipWhitelists: ⟦[]⟧  # ERROR empty-list") == nil)
    #expect(lists("  ipWhitelists: ⟦office⟧  # ERROR wrong-type") == nil)
    #expect(lists("  ipWhitelists: [⟦null⟧]  # ERROR null-value") == nil)
    #expect(lists("  ipWhitelists: [office]") == .list([.text("office")]))
  }

  @Test func aScalarOrObjectWithoutAValueIsRefused() {
    expectReading(
      """
      apiVersion: mandate/v1
      kind: Institution
      metadata: {name: one}
      spec:
        legalName: A
        country: HK
        openingEmail: a@b.example
        lei: ⟦null⟧  # ERROR null-value
        tier: ⟦~⟧  # ERROR null-value
        licence: ⟦null⟧  # ERROR null-value
        accountAlignment:⟦⟧  # ERROR null-value
      """)
  }

  @Test func anElementWrittenTwiceIsDroppedWithAWarning() {
    let loaded = expectReading(
      """
      apiVersion: mandate/v1
      kind: PermissionSet
      metadata: {name: one}
      spec: {include: [b.*, a.*, ⟦b.*⟧, ⟦a.*⟧], classes: [trade, read, ⟦trade⟧]}  # WARNING repeated-element: `b.*` stands twice in `include` # WARNING repeated-element: `a.*` stands twice in `include` # WARNING repeated-element: `trade` stands twice in `classes`
      """)
    let set = loaded.resources.first
    #expect(set?[PermissionSetFields.include].texts == ["a.*", "b.*"])
    #expect(set?[PermissionSetFields.classes].texts == ["read", "trade"])
  }

  @Test func aRepeatedKeyIsAnError() {
    expectReading(
      """
      apiVersion: mandate/v1
      kind: IPWhitelist
      metadata: {name: one, institution: harbour}
      spec:
        mode: restricted
        entries: [{cidr: 203.0.113.7, note: A}, {cidr: 203.0.113.0/28}, {cidr: ⟦203.0.113.7/32⟧, note: B}]  # ERROR repeated-key: `203.0.113.7/32` stands twice in `entries`
      ---
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: one}
      spec:
        version: "1"
        endpoints:
          - {id: a.b, method: GET, path: /a, group: a, class: read}
          - {id: ⟦a.b⟧, method: GET, path: /a, group: a, class: read}  # ERROR repeated-key
      ---
      apiVersion: mandate/v1
      kind: RetailClient
      metadata: {name: one}
      spec:
        email: a@b.example
        accounts: [{name: a, number: "1", type: CASH}, {name: ⟦a⟧, number: "2", type: CASH}]  # ERROR repeated-key
      ---
      apiVersion: mandate/v1
      kind: AccessTest
      metadata: {name: one}
      spec:
        cases:
          - {name: a, where: class=trade, expect: deny}
          - {name: ⟦a⟧, where: class=funds, expect: deny}  # ERROR repeated-key
      """)
  }
}
