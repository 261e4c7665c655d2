import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct IdentityCheckTests {
  @Test func theWorldBesideTheTestsIsRight() throws {
    try expectFindings("", beside: World.broker)
    try expectFindings("", beside: World.broker, in: .prod)
  }

  @Test func theSecondResourceAtAnAddressIsReported() throws {
    try expectFindings(
      World.items("PortalUser", of: "harbour") + """
          zoe: {email: zoe@harbour.example}
        ---

        """ + World.items("PortalUser", of: "harbour") + """
            ⟦zoe⟧: {email: zoe-2@harbour.example}  # ERROR duplicate-address: PortalUser/harbour/zoe is declared twice
          """, beside: World.trading)
  }

  @Test func theHelpSaysWhereTheFirstOneIs() throws {
    let loaded = LoadedTree(
      World.items("Tier") + "  a: {endpoints: [\"*\"]}\n---\n" + World.items("Tier")
        + "  a: {endpoints: [x.y]}\n")
    let state = DesiredState(
      deployment: TestProject.sandbox.project.deployment, now: try TestProject.sandbox.instant,
      own: loaded.resources, others: [])
    var locator = SiteLocator(files: loaded.files, declarations: loaded.declarations)
    let found = locator.diagnostics(for: Checks.findings(in: state))
    let duplicate = try #require(found.first { $0.code == .duplicateAddress })
    #expect(duplicate.help.first == "the first one is at test.yaml:4")
    #expect(duplicate.range?.start.line == 9)
  }

  @Test func anAddressOfAnotherOwnerIsReportedHere() throws {
    try expectFindings(
      World.items("PortalUser", of: "harbour") + """
          ⟦zoe⟧: {email: zoe@harbour.example}  # ERROR duplicate-address: PortalUser/harbour/zoe is declared by another owner
        """, beside: World.trading,
      others: World.items("PortalUser", of: "harbour") + "  zoe: {email: z@harbour.example}\n")
  }

  @Test func noInstitutionIsCalledGlobal() throws {
    try expectFindings(
      World.items("Institution") + """
          ⟦global⟧:  # ERROR name-reserved
            legalName: Global
            country: HK
            openingEmail: a@global.example
            licence: {held: true}
          globals:
            legalName: Globals
            country: HK
            openingEmail: a@globals.example
            licence: {held: true}
        """)
  }

  @Test func i03LEIIsUnique() throws {
    let rest = "legalName: A, country: HK, openingEmail: a@a.example, licence: {held: true}"
    try expectFindings(
      World.items("Institution") + """
          one: {\(rest), lei: 999900EXAMPLEFUND286}
          three: {\(rest), lei: 999900SANDBOXONLY383}
          two: {\(rest), lei: ⟦999900EXAMPLEFUND286⟧}  # ERROR lei-duplicate: `999900EXAMPLEFUND286` is the LEI of Institution/one already
        """)
  }

  @Test func i03LEIOfAnotherOwnerCountsToo() throws {
    let spec = "spec: {legalName: A, country: HK, openingEmail: a@a.example, licence: {held: true},"
    try expectFindings(
      World.head("Institution", "one") + spec
        + " lei: ⟦999900EXAMPLEFUND286⟧} # ERROR lei-duplicate\n",
      others: World.head("Institution", "two") + spec + " lei: 999900EXAMPLEFUND286}\n")
  }

  @Test func i04EmailIsUniqueWithinAnInstitutionWhateverItsCase() throws {
    try expectFindings(
      World.items("PortalUser", of: "harbour") + """
          zoe: {email: ⟦Amy@Harbour.Example⟧}  # ERROR email-duplicate: `Amy@Harbour.Example` is the address of PortalUser/harbour/amy already
          zoe-2: {email: amy@harbour2.example}
        """, beside: World.trading)
  }

  @Test func i04EmailIsUniqueAmongStaffAndAmongRetailClients() throws {
    try expectFindings(
      World.items("StaffMember") + """
          ada: {email: one@x.example, roles: [reviewer]}
          bob: {email: ⟦ONE@x.example⟧, roles: [reviewer]}  # ERROR email-duplicate
        ---

        """ + World.items("RetailClient") + """
            cat: {email: one@x.example, accounts: [{name: a, number: "1", type: CASH}]}
            dan: {email: ⟦one@x.example⟧, accounts: [{name: a, number: "2", type: CASH}]}  # ERROR email-duplicate
          """)
  }

  @Test func i04EmailAtAnotherInstitutionIsAWarning() throws {
    try expectFindings(
      World.head("Institution", "meridian") + """
        spec: {legalName: M, country: HK, openingEmail: a@m.example, licence: {held: true}}
        ---

        """ + World.items("PortalUser", of: "meridian") + """
            amy: {email: ⟦AMY@harbour.example⟧}  # WARNING email-elsewhere: `AMY@harbour.example` is the address of PortalUser/harbour/amy too
            ben: {email: ben@meridian.example}
          """, beside: World.trading)
  }

  @Test func i05AccountNumbersBelongToOneHolder() throws {
    try expectFindings(
      World.items("RetailClient") + """
          cat: {email: cat@x.example, accounts: [{name: a, number: ⟦"8001"⟧, type: CASH}]}  # ERROR account-duplicate: `8001` is the number of Account/harbour/book already
          dan: {email: dan@x.example, accounts: [{name: a, number: "08001", type: CASH}]}
          eve:
            email: eve@x.example
            accounts:
              - {name: a, number: ⟦"77"⟧, type: CASH}  # ERROR account-duplicate: `77` stands twice in RetailClient/eve
              - {name: b, number: "77", type: CASH}
        ---

        """ + World.items("Account", of: "harbour") + """
            copy: {number: ⟦"8002"⟧, type: CASH, ownership: client}  # ERROR account-duplicate: `8002` is the number of Account/harbour/client already
          """, beside: World.trading)
  }
}
