import AccessModel
import Planning
import Plans
import Testing

/// What one case of an `AccessTest` comes to (model, section 2.2).
struct AccessTestCaseTests {
  private static let ben = "principal: TraderAuthorization/harbour/ben"
  private static let benAddress = "TraderAuthorization/harbour/ben"
  private static let place = "endpoint: trade.order.place"

  private func expectAnswer(
    _ testCase: String, _ wanted: String, of institution: String? = nil,
    in resources: [Resource] = AccessTestEstate.all, at location: SourceLocation = #_sourceLocation
  ) {
    let found = AccessTestEstate.answer(testCase, of: institution, in: resources)
    #expect(found == wanted, sourceLocation: location)
  }

  @Test func aDenyCaseFailsWithACallThatIsAllowed() {
    let can = "fail \(Self.benAddress) can call trade.order.place on main from 203.0.113.0: allowed"
    expectAnswer("\(Self.ben), \(Self.place), expect: deny", can)
    expectAnswer("\(Self.ben), \(Self.place), account: main, expect: deny", can)
    expectAnswer("\(Self.ben), \(Self.place), account: \"8001\", expect: deny", can)
    expectAnswer(
      "\(Self.ben), \(Self.place), ip: 203.0.113.9, expect: deny",
      "fail \(Self.benAddress) can call trade.order.place on main from 203.0.113.9: allowed")
    expectAnswer("\(Self.ben), where: class=trade, expect: deny", can)
    expectAnswer("\(Self.ben), where: \"kind=TraderAuthorization\", expect: deny", can)
  }

  @Test func aDenyCasePassesWhenNoSuchCallIsAllowed() {
    expectAnswer("\(Self.ben), \(Self.place), account: opt, expect: deny", "pass ")
    expectAnswer("\(Self.ben), \(Self.place), account: nowhere, expect: deny", "pass ")
    expectAnswer("\(Self.ben), \(Self.place), ip: 203.0.113.64, expect: deny", "pass ")
    expectAnswer("\(Self.ben), \(Self.place), ip: \"2001:db8::1\", expect: deny", "pass ")
    expectAnswer("\(Self.ben), endpoint: cash.move, expect: deny", "pass ")
    expectAnswer("\(Self.ben), where: \"class in (funds, admin)\", expect: deny", "pass ")
    expectAnswer("\(Self.ben), where: class=trade and network=any, expect: deny", "pass ")
  }

  @Test func anAllowCaseNeedsOneSuchCall() {
    expectAnswer("\(Self.ben), \(Self.place), expect: allow", "pass ")
    expectAnswer(
      "\(Self.ben), \(Self.place), account: main, ip: 203.0.113.63, expect: allow", "pass ")
    expectAnswer(
      "\(Self.ben), \(Self.place), account: opt, expect: allow",
      "fail \(Self.benAddress) cannot call trade.order.place on opt: account-not-permitted")
    expectAnswer(
      "\(Self.ben), \(Self.place), ip: 198.51.100.1, expect: allow",
      "fail \(Self.benAddress) cannot call trade.order.place on main from 198.51.100.1: "
        + "address-not-listed")
    expectAnswer(
      "\(Self.ben), endpoint: cash.move, expect: allow",
      "fail \(Self.benAddress) cannot call cash.move on main: endpoint-not-granted")
    expectAnswer(
      "\(Self.ben), where: network=any, expect: allow",
      "fail \(Self.benAddress) can call trade.order.place on main, but not as `where` says")
  }

  @Test func anAccountIsIgnoredByAnEndpointThatNeedsNoneAndAsksForCallsOnItOtherwise() {
    expectAnswer("\(Self.ben), endpoint: market.quote.get, account: opt, expect: allow", "pass ")
    expectAnswer("\(Self.ben), where: class=read, account: main, expect: deny", "pass ")
    expectAnswer(
      "\(Self.ben), where: class=trade, account: main, expect: deny",
      "fail \(Self.benAddress) can call trade.order.place on main from 203.0.113.0: allowed")
  }

  @Test func aReasonIsThatOfTheDecision() {
    let case1 = "\(Self.ben), \(Self.place), account: opt, expect: deny, reason:"
    expectAnswer("\(case1) account-not-permitted", "pass ")
    expectAnswer(
      "\(case1) address-not-listed",
      "fail \(Self.benAddress) cannot call trade.order.place on opt: account-not-permitted, "
        + "not address-not-listed")
    expectAnswer(
      "\(Self.ben), \(Self.place), expect: allow, reason: allowed", "pass ")
    expectAnswer(
      "principal: TraderAuthorization/harbour/dan, \(Self.place), expect: deny, "
        + "reason: application-not-approved", "pass ")
    expectAnswer(
      "where: \"desk=equities and class in (funds, admin)\", expect: deny, "
        + "reason: endpoint-not-granted", "pass ")
    expectAnswer(
      "principal: TraderAuthorization/harbour/gone, \(Self.place), expect: deny, "
        + "reason: not-authorized",
      "pass matches nobody: there is no principal TraderAuthorization/harbour/gone")
    expectAnswer(
      "principal: TraderAuthorization/harbour/gone, \(Self.place), expect: deny, "
        + "reason: suspended",
      "fail matches nobody: there is no principal TraderAuthorization/harbour/gone")
  }

  @Test func aCaseIsJudgedAtItsOwnInstant() {
    expectAnswer(
      "\(Self.ben), \(Self.place), at: 2026-11-30T23:59:59Z, expect: allow", "pass ")
    expectAnswer(
      "\(Self.ben), \(Self.place), at: 2026-12-01T00:00:00Z, expect: deny, "
        + "reason: outside-validity", "pass ")
    expectAnswer(
      "\(Self.ben), \(Self.place), at: 2026-12-01T00:00:00Z, expect: allow",
      "fail \(Self.benAddress) cannot call trade.order.place on main: outside-validity")
  }

  @Test func aUserCanWhatOnePrincipalOfTheUserCan() {
    let second = AccessTestEstate.trader("ben-2", "{user: ben, desk: options}")
    let both = AccessTestEstate.all + [second]
    let user = "user: ben, institution: harbour, \(Self.place), account: opt"
    expectAnswer(
      "\(user), expect: allow",
      "fail \(Self.benAddress) cannot call trade.order.place on opt: account-not-permitted")
    expectAnswer("\(user), expect: allow", "pass ", in: both)
    expectAnswer(
      "\(user), expect: deny",
      "fail TraderAuthorization/harbour/ben-2 can call trade.order.place on opt from 0.0.0.0: "
        + "allowed", in: both)
    expectAnswer(
      "user: amy, institution: harbour, \(Self.place), expect: allow",
      "fail matches nobody: amy of harbour holds no access of any sort")
    expectAnswer(
      "user: amy, institution: harbour, \(Self.place), expect: deny",
      "pass matches nobody: amy of harbour holds no access of any sort")
    expectAnswer("user: ben, \(Self.place), expect: allow", "pass ", of: "harbour")
  }

  @Test func anAllowOfAConditionHoldsForEverybodyWhomItNames() {
    expectAnswer(
      "where: institution=harbour and class=trade and not user=dan, expect: allow", "pass ")
    expectAnswer(
      "where: institution=harbour and class=trade and account=opt and user!=dan, expect: allow",
      "fail \(Self.benAddress) can call trade.order.place on main, but not as `where` says")
    expectAnswer(
      "where: \"desk in (equities, options) and endpoint=cash.move\", expect: allow",
      "fail \(Self.benAddress) cannot call cash.move on main: endpoint-not-granted; "
        + "1 more principal cannot")
    expectAnswer(
      "where: desk=nothing and class=trade, expect: allow",
      "fail matches nobody: there is no such principal")
    expectAnswer(
      "where: desk=nothing and class=trade, expect: deny",
      "pass matches nobody: there is no such principal")
  }

  @Test func aDenyOfAConditionCountsEverybodyWhoCan() {
    expectAnswer(
      "where: class=trade and network=any, expect: deny",
      "fail TraderAuthorization/harbour/cora can call trade.order.place on main from 0.0.0.0: "
        + "allowed; 1 more principal can")
    expectAnswer(
      "where: class=trade and network=any, expect: deny",
      "pass matches nobody: there is no such principal", of: "nobody")
    expectAnswer(
      "where: \"desk=equities and class in (trade, funds, admin)\", expect: deny",
      "fail \(Self.benAddress) can call trade.order.place on main from 203.0.113.0: allowed")
  }

  @Test func aTestOfAnInstitutionSeesNobodyElse() {
    let zed = "principal: TraderAuthorization/meridian/zed, endpoint: cash.move"
    expectAnswer("\(zed), expect: allow", "pass ")
    expectAnswer(
      "\(zed), expect: allow",
      "fail matches nobody: there is no principal TraderAuthorization/meridian/zed", of: "harbour")
    expectAnswer("where: class=funds, expect: deny", "pass ", of: "harbour")
    expectAnswer(
      "where: class=funds, expect: deny",
      "fail TraderAuthorization/meridian/zed can call cash.move on book from 0.0.0.0: allowed")
  }

  @Test func theRiskiestCallIsTheWitness() {
    expectAnswer(
      "where: institution=meridian, expect: deny",
      "fail TraderAuthorization/meridian/zed can call staff.user.add from 0.0.0.0: allowed")
    expectAnswer(
      "where: institution=meridian and not class=admin, expect: deny",
      "fail TraderAuthorization/meridian/zed can call cash.move on book from 0.0.0.0: allowed")
  }

  @Test func whatEverybodyHasIsMeantOnlyByItsID() {
    expectAnswer("\(Self.ben), where: class=admin, expect: deny", "pass ")
    expectAnswer("\(Self.ben), endpoint: auth.token.create, expect: allow", "pass ")
    expectAnswer(
      "\(Self.ben), where: endpoint~auth.*, expect: deny",
      "fail \(Self.benAddress) can call auth.token.create from 203.0.113.0: allowed")
  }

  // MARK: Waiting

  private static let dan = "principal: TraderAuthorization/harbour/dan"
  private static let danWaits =
    "waiting TraderAuthorization/harbour/dan waits for a decision on TradingApplication/harbour/later"

  @Test func anAllowWaitsForADecisionOnItsApplication() {
    expectAnswer("\(Self.dan), \(Self.place), expect: allow", Self.danWaits)
    expectAnswer("where: desk=future and class=trade, expect: allow", Self.danWaits)
    expectAnswer("\(Self.dan), \(Self.place), expect: deny", "pass ")
    let submitted = AccessTestEstate.review("later", "{state: under-review}")
    expectAnswer(
      "\(Self.dan), \(Self.place), expect: allow", Self.danWaits,
      in: AccessTestEstate.all + [submitted])
    let rejected = AccessTestEstate.review("later", "{state: rejected}")
    expectAnswer(
      "\(Self.dan), \(Self.place), expect: allow",
      "fail TraderAuthorization/harbour/dan cannot call trade.order.place on main: "
        + "application-not-approved", in: AccessTestEstate.all + [rejected])
    expectAnswer(
      "where: institution=harbour and class=trade, expect: allow", Self.danWaits)
    expectAnswer(
      "where: institution=harbour and class=funds, expect: allow",
      "fail \(Self.benAddress) cannot call cash.move on main: endpoint-not-granted; "
        + "1 more principal cannot")
  }

  @Test func anAllowWaitsForWhatAnApprovedApplicationAsksBeyondItsApproval() {
    let wide = AccessTestEstate.trader(
      "ben",
      "{application: desks, endpoints: [cash.move], accountScope: listed, accounts: [main]}")
    let asked = "\(Self.ben), endpoint: cash.move, expect: allow"
    let waits =
      "waiting \(Self.benAddress) waits for a decision on TradingApplication/harbour/desks"
    expectAnswer(asked, waits, in: AccessTestEstate.all + [wide])
    let amendment = "{state: approved, pinned: [trade.order.place], amendment: "
    expectAnswer(
      asked, waits,
      in: AccessTestEstate.all + [
        wide, AccessTestEstate.review("desks", amendment + "under-review}"),
      ])
    expectAnswer(
      asked, "fail \(Self.benAddress) cannot call cash.move on main: endpoint-not-granted",
      in: AccessTestEstate.all + [wide, AccessTestEstate.review("desks", amendment + "rejected}")])
  }
}
