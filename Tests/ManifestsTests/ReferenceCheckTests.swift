import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct ReferenceCheckTests {
  @Test func i02AReferenceNamesWhatExists() throws {
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour") + """
          amy: {desk: ⟦equites⟧}  # ERROR unresolved-reference: there is no Desk/harbour/equites
          ben: {desk: equities}
          ⟦zoe⟧: {desk: equities}  # ERROR unresolved-reference: there is no PortalUser/harbour/zoe
          zoe-2: {desk: equities, user: ⟦zed⟧}  # ERROR unresolved-reference: there is no PortalUser/harbour/zed
        """, beside: World.trading)
  }

  @Test func i02AReferenceInsideAnObjectIsFollowed() throws {
    try expectFindings(
      World.items("PortalUser", of: "harbour") + """
          zoe:
            email: zoe@harbour.example
            accountRights:
              - {accounts: ["*"], rights: [view]}
              - {accounts: [book, ⟦books⟧], rights: [trade]}  # ERROR unresolved-reference: there is no Account/harbour/books
        """, beside: World.trading)
  }

  @Test func i02AReferenceStaysInsideItsInstitution() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: Institution
      metadata: {name: meridian}
      spec:
        legalName: M
        country: HK
        openingEmail: a@m.example
        licence: {held: true}
        tier: ⟦gould⟧  # ERROR unresolved-reference: there is no Tier/gould
      ---

      """ + World.items("Account", of: "meridian") + """
          one: {number: "1", type: CASH, ownership: client, master: ⟦book⟧}  # ERROR unresolved-reference: there is no Account/meridian/book
        """, beside: World.trading)
  }

  @Test func aNearNameIsSuggested() throws {
    let found = try diagnostics(
      World.items("TraderAuthorization", of: "harbour") + "  amy: {desk: equites}\n"
        + "  ben: {desk: nothing-like-it}\n", beside: World.trading)
    #expect(found.count == 2)
    #expect(found.first?.help == ["did you mean `equities`?"])
    #expect(found.last?.help == ["correct the name, or declare Desk/harbour/nothing-like-it"])
  }

  @Test func theInstitutionItselfMustExistAndIsReportedOnce() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: PortalUser
      metadata: {institution: ⟦harbor⟧}  # ERROR unresolved-reference: there is no Institution/harbor
      items:
        one: {email: one@harbour.example}
        two: {email: two@harbour.example}
      ---
      apiVersion: mandate/v1
      kind: PortalUser
      metadata: {institution: harbour, name: three}
      spec: {email: three@harbour.example}
      ---
      apiVersion: mandate/v1
      kind: PortalUser
      metadata: {institution: harbor, name: four}
      spec: {email: four@harbour.example}
      """, beside: World.trading)
  }

  @Test func anInstitutionsTreeNotesOnceWhatItCannotSee() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: TradingApplication
      metadata: {name: ⟦desks⟧}  # NOTE unchecked: Institution/harbour belongs to the broker and is not in this tree
      spec: {purpose: Orders, requestedEndpoints: [⟦trade.*⟧, ⟦"set:market"⟧, "*"]}  # NOTE unchecked: `trade.*` belongs to the broker and is not in this tree # NOTE unchecked: `set:market` belongs to the broker and is not in this tree
      ---
      apiVersion: mandate/v1
      kind: Desk
      items:
        one: {application: desks, accountScope: listed, accounts: [⟦book⟧], endpoints: [set:market]}  # NOTE unchecked: Account/harbour/book belongs to the broker and is not in this tree
        two: {application: ⟦desk⟧, accountScope: listed, accounts: [book], endpoints: [trade.*]}  # ERROR unresolved-reference: there is no TradingApplication/harbour/desk
      """, in: .harbour)
  }

  @Test func anAccountIsNotItsOwnMaster() throws {
    try expectFindings(
      World.items("Account", of: "harbour") + """
          d: {number: "4", type: CASH, ownership: client, master: a}
          a: {number: "1", type: CASH, ownership: client, master: ⟦b⟧}  # ERROR reference-cycle: an account is its own master: a -> b -> c -> a
          b: {number: "2", type: CASH, ownership: client, master: c}
          c: {number: "3", type: CASH, ownership: client, master: a}
          e: {number: "5", type: CASH, ownership: client, master: ⟦e⟧}  # ERROR reference-cycle: an account is its own master: e -> e
          f: {number: "6", type: CASH, ownership: client, master: book}
          g: {number: "7", type: CASH, ownership: client, master: f}
        """, beside: World.trading)
  }

  @Test func i28ASelectorNamesWhatExists() throws {
    try expectFindings(
      World.items("PermissionSet") + """
          one:
            include:
              - ⟦set:markt⟧  # ERROR unresolved-set: there is no permission set `markt`
              - ⟦trade.order.plac⟧  # ERROR endpoint-unknown: there is no endpoint `trade.order.plac`
              - ⟦trade.ordr.*⟧  # ERROR endpoint-unknown: no endpoint begins with `trade.ordr.`
              - ⟦auth.token.create⟧  # ERROR endpoint-base: `auth.token.create` is a base endpoint and is never granted
              - ⟦auth.*⟧  # ERROR endpoint-base: `auth.*` matches base endpoints only
              - us.order.batch
              - us.*
              - trade.order.*
              - set:market
              - "*"
            exclude: [⟦trade.order.plac⟧]  # ERROR endpoint-unknown
        """, beside: World.catalogue)
  }

  @Test func aNearSelectorIsSuggested() throws {
    let found = try diagnostics(
      World.items("PermissionSet") + """
          one: {include: [set:markt, trade.order.plac, trade.ordr.*, quite.another]}
        """, beside: World.catalogue)
    #expect(
      found.map(\.help) == [
        ["did you mean `set:market`?"], ["did you mean `trade.order.place`?"],
        ["did you mean `trade.order.*`?"], ["the ids stand in the EndpointCatalogue"],
      ])
  }

  @Test func anAccessTestNamesAnEndpointThatExists() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: AccessTest
      metadata: {name: never}
      spec:
        cases:
          - {name: one, where: user=amy, endpoint: trade.order.place, expect: deny}
          - {name: two, where: user=amy, endpoint: auth.token.create, expect: allow}
          - {name: three, where: user=amy, endpoint: ⟦trade.order.plan⟧, expect: deny}  # ERROR endpoint-unknown
      """, beside: World.catalogue)
  }

  @Test func permissionSetsDoNotIncludeThemselves() throws {
    try expectFindings(
      World.items("PermissionSet") + """
          a: {include: [market.*, ⟦set:b⟧]}  # ERROR set-cycle: a permission set uses itself: a -> b -> c -> a
          b: {include: [set:c]}
          c: {include: ["*"], exclude: [set:a]}
          d: {include: [set:a]}
          e: {include: [⟦set:e⟧]}  # ERROR set-cycle: a permission set uses itself: e -> e
          f: {include: [set:market]}
          g: {include: [set:market, set:f]}
        """, beside: World.catalogue)
  }

  @Test func aLongChainOfSetsIsNoCircle() throws {
    let chain = (0..<1_000).map { "  s-\($0): {include: [set:s-\($0 + 1)]}\n" }.joined()
    try expectFindings(
      World.items("PermissionSet") + chain + "  s-1000: {include: [market.*]}\n",
      beside: World.catalogue)
  }
}
