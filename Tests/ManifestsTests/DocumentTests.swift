import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// Documents, items, metadata and the defaults of the project.
@Suite struct DocumentTests {
  @Test func itemsAreSingleDocumentsWrittenShort() {
    let items = expectReading(
      """
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata: {institution: harbour, labels: {floor: "7"}}
      items:
        ben: {desk: equities}
        cora: {desk: options, reason: DESK-77 joins, renamedFrom: cora-l}
      """)
    let documents = expectReading(
      """
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata: {name: ben, institution: harbour, labels: {floor: "7"}}
      spec: {desk: equities}
      ---
      apiVersion: mandate/v1
      kind: TraderAuthorization
      metadata:
        name: cora
        institution: harbour
        labels: {floor: "7"}
        reason: DESK-77 joins
        renamedFrom: cora-l
      spec: {desk: options}
      """)
    #expect(items.resources == documents.resources)
    #expect(items.declarations.map(\.digest) == documents.declarations.map(\.digest))
    #expect(items.declarations.map(\.renamedFrom) == [nil, "cora-l"])
    #expect(documents.declarations.map(\.renamedFrom) == [nil, "cora-l"])
    #expect(items.declarations.map(\.line) == [5, 6])
    #expect(documents.declarations.map(\.line) == [3, 9])
  }

  @Test func theProjectNamesTheInstitutionOfWhoeverNamesNone() {
    let text = """
      apiVersion: mandate/v1
      kind: Account
      metadata: {name: one}
      spec: {number: "1", type: CASH, ownership: client}
      ---
      apiVersion: mandate/v1
      kind: Account
      metadata: {name: two, institution: meridian}
      spec: {number: "2", type: CASH, ownership: client}
      ---
      apiVersion: mandate/v1
      kind: PermissionSet
      metadata: {name: three}
      spec: {include: ["*"]}
      ---
      apiVersion: mandate/v1
      kind: AccessTest
      metadata: {name: four}
      spec: {cases: [{name: a, where: class=trade, expect: deny}]}
      """
    #expect(
      expectReading(text, in: .harbour).resources.map(\.address.text) == [
        "Account/harbour/one", "Account/meridian/two", "PermissionSet/three",
        "AccessTest/harbour/four",
      ])
  }

  @Test func anInstitutionIsNamedWhereOneIsDueAndNowhereElse() {
    expectReading(
      """
      apiVersion: mandate/v1
      kind: Account
      metadata: ⟦{⟧name: one}  # ERROR institution-missing: a Account belongs to an institution, and none is named
      spec: {number: "1", type: CASH, ownership: client}
      ---
      apiVersion: mandate/v1
      kind: PermissionSet
      metadata: {name: three, institution: ⟦harbour⟧}  # ERROR institution-not-allowed
      spec: {include: ["*"]}
      ---
      apiVersion: mandate/v1
      kind: AccessTest
      metadata: {name: four}
      spec: {cases: [{name: a, where: class=trade, expect: deny}]}
      """)
  }

  @Test func aDocumentWithItemsKeepsNamesAndReasonsInThem() {
    expectReading(
      """
      apiVersion: mandate/v1
      kind: Tier
      metadata: {⟦name⟧: one, ⟦reason⟧: Why not}  # ERROR unknown-field: `metadata` of a document with `items` has no `name` # ERROR unknown-field: `metadata` of a document with `items` has no `reason`
      items:
        gold: {endpoints: ["*"], reason: Terms}
      ---
      apiVersion: mandate/v1
      kind: Tier
      items: ⟦{}⟧  # ERROR empty-list
      ---
      apiVersion: mandate/v1
      kind: Tier
      metadata: {name: silver}
      spec: {endpoints: ["*"]}
      ⟦items⟧:  # ERROR spec-and-items
        bronze: {endpoints: ["*"]}
      ---
      apiVersion: mandate/v1
      kind: Tier
      items:
        ⟦Bronze⟧: {endpoints: ["*"]}  # ERROR name-malformed
        ⟦no⟧: {endpoints: ["*"]}  # ERROR string-needs-quotes
        "off": {endpoints: ["*"]}
      """)
  }

  @Test func aMisspeltFieldIsRefusedWithTheNearestOne() throws {
    let loaded = expectReading(
      """
      apiVersion: mandate/v1
      kind: Desk
      metadata: {name: one, institution: harbour, ⟦label⟧: {a: b}}  # ERROR unknown-field: `metadata` has no field `label`
      spec:
        application: desks
        accountScope: listed
        accounts: [book]
        endpoints: [market.*]
        ⟦ipWhitelist⟧: [office]  # ERROR unknown-field: Desk `one` has no field `ipWhitelist`
        ⟦colour⟧: blue  # ERROR unknown-field: Desk `one` has no field `colour`
      ⟦specs⟧: {}  # ERROR unknown-field: a document has no field `specs`
      ---
      apiVersion: mandate/v1
      kind: IPWhitelist
      metadata: {name: one, institution: harbour}
      spec:
        mode: restricted
        entries: [{cidr: 203.0.113.0/28, ⟦notes⟧: Office}]  # ERROR unknown-field
      """)
    let help = loaded.diagnostics.sortedForReading().map { $0.help.first ?? "" }
    #expect(
      help == [
        "did you mean `labels`?", "did you mean `ipWhitelists`?",
        "the fields are application, accountScope, acknowledged, accounts, endpoints, ipWhitelists",
        "did you mean `spec`?", "did you mean `note`?",
      ])
    // What is known of a resource is kept, so that the checks speak in the same run.
    #expect(loaded.declarations.map(\.resource.address.name.string).contains("one"))
  }

  @Test func aMisspeltKindOrWordIsRefusedWithTheNearestOne() {
    let loaded = expectReading(
      """
      apiVersion: mandate/v1
      kind: ⟦TraderAuthorisation⟧  # ERROR kind-unknown: there is no kind `TraderAuthorisation`
      metadata: {name: one}
      spec: {desk: equities}
      ---
      apiVersion: ⟦mandate/v2⟧  # ERROR api-version-unknown
      kind: Tier
      metadata: {name: one}
      spec: {endpoints: ["*"]}
      ---
      apiVersion: mandate/v1
      kind: Account
      metadata: {name: one, institution: harbour}
      spec: {number: "1", type: CASH, ownership: client, state: ⟦ACTIV⟧}  # ERROR unknown-word: `state` cannot be `ACTIV`
      """)
    let help = loaded.diagnostics.sortedForReading().map { $0.help.first ?? "" }
    #expect(help.first == "did you mean `TraderAuthorization`?")
    #expect(help.last == "did you mean `ACTIVE`?")
  }

  @Test func oneRunReportsEverythingAndKeepsWhatIsRight() {
    let loaded = expectReading(
      """
      apiVersion: mandate/v1
      kind: Account
      metadata: {institution: harbour}
      items:
        one: {number: ⟦00123⟧, type: CASH, ownership: ⟦mine⟧}  # ERROR string-needs-quotes # ERROR unknown-word
        two: {number: "2", type: CASH, ownership: client}
        three: ⟦{⟧number: "3", type: CASH}  # ERROR missing-field: Account `three` has no `ownership`
        four: ⟦[a]⟧  # ERROR wrong-type
      """)
    #expect(loaded.resources.map(\.address.name) == ["two"])
  }

  @Test func anEndpointGrantSaysWhy() {
    expectReading(
      """
      apiVersion: mandate/v1
      kind: EndpointGrant
      metadata: {institution: harbour}
      items:
        ⟦one⟧: {application: platform, endpoints: [market.*]}  # ERROR reason-missing
        two: {application: platform, endpoints: [market.*], reason: Prices}
      """)
  }
}
