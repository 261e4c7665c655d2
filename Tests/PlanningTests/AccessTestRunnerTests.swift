import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Which tests a plan is held to, and which of their cases are run.
struct AccessTestRunnerTests {
  private static let ben = PrincipalAddress(.trader(institution: "harbour", authorization: "ben"))
  private static let zed = PrincipalAddress(.trader(institution: "meridian", authorization: "zed"))

  // MARK: Who sees what

  private let owners = [
    Owner(name: "broker", institution: nil, protected: []),
    Owner(name: "risk", institution: nil, protected: []),
    Owner(name: "harbour-tree", institution: "harbour", protected: []),
    Owner(name: "harbour-desk", institution: "harbour", protected: []),
    Owner(name: "meridian-tree", institution: "meridian", protected: []),
  ]

  /// The names of the tests seen, those that do not bind with a question mark.
  private func seen(by owner: Text, of institution: Text?) -> [String] {
    let tests: [(owner: Text, institution: String?)] = [
      ("broker", nil), ("risk", "harbour"), ("risk", "meridian"), ("harbour-tree", "harbour"),
      ("harbour-desk", "harbour"), ("meridian-tree", "meridian"),
    ]
    let resources = tests.map { holder, institution in
      AccessTestEstate.test(
        ["where: class=trade, expect: deny"], of: institution,
        named: "\(holder)-\(institution ?? "all")")
    }
    let rows = zip(tests, resources).map { Estate.row($1, owner: $0.owner) }
    let visible = StandingTest.visible(
      to: owner, of: institution, among: AccessTestEstate.all + resources, rows: rows,
      owners: owners)
    return visible.map { $0.resource.address.name.string + ($0.isBinding ? "" : "?") }
  }

  @Test func staffSeesEveryTestAndThoseOfInstitutionsWarn() {
    #expect(
      seen(by: "broker", of: nil) == [
        "broker-all", "harbour-desk-harbour?", "harbour-tree-harbour?", "risk-harbour",
        "meridian-tree-meridian?", "risk-meridian",
      ])
  }

  @Test func anInstitutionSeesItsOwnTestsAndThoseOfStaffThatSpeakOfIt() {
    #expect(
      seen(by: "harbour-tree", of: "harbour") == [
        "broker-all", "harbour-desk-harbour?", "harbour-tree-harbour", "risk-harbour",
      ])
  }

  @Test func aTestThatIsNewIsOfThePlan() {
    let test = AccessTestEstate.test(["where: class=trade, expect: deny"], of: "harbour")
    let visible = StandingTest.visible(
      to: "harbour-tree", of: "harbour", among: [test], rows: [], owners: owners)
    #expect(visible.map(\.isBinding) == [true])
  }

  // MARK: Which cases

  private func names(
    _ cases: [String], _ focus: TestFocus, of institution: String? = nil,
    for planOf: Text? = nil, in resources: [Resource] = AccessTestEstate.all
  ) -> [String] {
    let test = StandingTest(
      resource: AccessTestEstate.test(cases, of: institution), isBinding: true)
    return AccessTestRunner.outcomes(
      of: [test], in: AccessTestEstate.view(resources), for: planOf, focus: focus
    ).map(\.name.string)
  }

  private let cases = [
    "principal: TraderAuthorization/harbour/ben, endpoint: trade.order.place, expect: allow",
    "user: ben, institution: harbour, endpoint: trade.order.place, expect: allow",
    "where: desk=equities and class=funds, expect: deny",
    "where: class=funds and network=any, expect: deny",
    "principal: TraderAuthorization/meridian/zed, endpoint: cash.move, expect: allow",
    "where: desk=options and class=funds, expect: deny",
  ]

  @Test func aPlanRunsTheCasesThatNameSomebodyItTouches() {
    let all = (1...6).map { "AccessTest/t: \($0)" }
    #expect(names(cases, .everything) == all)
    #expect(names(cases, .touched(principals: [], tests: [])) == [])
    #expect(
      names(cases, .touched(principals: [Self.ben], tests: [])) == Array(all[0..<4]))
    #expect(
      names(cases, .touched(principals: [Self.zed], tests: [])) == [all[3], all[4]])
  }

  @Test func aTestThatThePlanWritesIsRunWhole() {
    let address = Address(.accessTest, name: "t")
    #expect(names(cases, .touched(principals: [], tests: [address])).count == 6)
    let other = Address(.accessTest, name: "u")
    #expect(names(cases, .touched(principals: [], tests: [other])) == [])
  }

  @Test func aPrincipalThatIsGoneIsStillNamed() {
    let rest = AccessTestEstate.all.filter {
      $0.address != Address(.traderAuthorization, institution: "harbour", name: "ben")
    }
    let touched = TestFocus.touched(principals: [Self.ben], tests: [])
    #expect(
      names(cases, touched, in: rest) == [1, 2, 3, 4, 6].map { "AccessTest/t: \($0)" })
    #expect(names(cases, touched, of: "meridian", in: rest) == [])
  }

  @Test func aPlanOfAnInstitutionLeavesOutCasesAboutOthers() {
    let harbour = [AccessTestEstate.catalogue] + AccessTestEstate.harbour
    #expect(
      names(cases, .everything, for: "harbour", in: harbour)
        == [1, 2, 3, 4, 6].map { "AccessTest/t: \($0)" })
    let ofMeridian = ["where: institution=meridian and class=trade, expect: allow"]
    #expect(names(ofMeridian, .everything, for: "harbour", in: harbour) == [])
    #expect(names(ofMeridian, .everything, for: nil, in: harbour) == ["AccessTest/t: 1"])
  }

  @Test func theNameSaysWhichTestAndWhichCase() {
    #expect(
      names([cases[0]], .everything, of: "harbour") == ["AccessTest/harbour/t: 1"])
  }

  @Test func onlyAFailureThatBindsRefuses() {
    func outcome(_ verdict: TestOutcome.Verdict, _ isBinding: Bool) -> TestOutcome {
      TestOutcome(name: "a", verdict: verdict, message: "", isBinding: isBinding)
    }
    #expect([outcome(.pass, true), outcome(.fail, true)].hasBindingFailure)
    #expect(
      ![outcome(.pass, true), outcome(.waiting, true), outcome(.fail, false)].hasBindingFailure)
  }

  // MARK: What no test speaks about

  private func untested(_ cases: [String], of institution: String? = nil) -> [String] {
    let tests =
      cases.isEmpty
      ? []
      : [
        StandingTest(resource: AccessTestEstate.test(cases, of: institution), isBinding: true)
      ]
    return UntestedPrivileges.found(besides: tests, in: AccessTestEstate.view()).map {
      "\($0.endpoint) \($0.riskClass.name) \($0.holders) \($0.example)"
    }
  }

  private static let cash = "cash.move funds 1 TraderAuthorization/meridian/zed"
  private static let admin = "staff.user.add admin 1 TraderAuthorization/meridian/zed"

  @Test func anEndpointOfFundsOrAdminThatIsHeldIsFoundUnlessATestSpeaksAboutIt() {
    let zed = "principal: TraderAuthorization/meridian/zed"
    let ben = "principal: TraderAuthorization/harbour/ben"
    #expect(untested([]) == [Self.cash, Self.admin])
    #expect(untested(["\(zed), endpoint: cash.move, expect: allow"]) == [Self.admin])
    #expect(untested(["\(ben), endpoint: cash.move, expect: deny"]) == [Self.cash, Self.admin])
    #expect(untested(["where: class=funds and network=any, expect: deny"]) == [Self.admin])
    #expect(untested(["where: class=trade, expect: deny"]) == [Self.cash, Self.admin])
    #expect(untested(["where: institution=meridian, expect: deny"]) == [])
    #expect(untested(["where: institution=harbour, expect: deny"]) == [Self.cash, Self.admin])
    #expect(
      untested(["where: not class=admin, expect: deny"], of: "harbour") == [Self.cash, Self.admin])
  }
}
