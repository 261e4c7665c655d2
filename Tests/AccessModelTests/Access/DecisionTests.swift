import AccessModel
import Diagnostics
import TestSupport
import Testing

/// The order of reasons, and that every way of asking gives the same answer.
@Suite struct DecisionTests {
  /// Everything wrong at once; each step mends what comes first.
  @Test func `Of several reasons the first in the order of the contract is told`() {
    var estate = Estate.harbour
    estate.change(
      "Institution/harbour", ["state": "suspended", "licence": ["held": false], "tier": "gold"])
    estate.change("PortalUser/harbour/amy", ["state": "locked"])
    estate.remove("Review/harbour/TradingApplication.desks")
    estate.change("TraderAuthorization/harbour/amy", ["validUntil": "2026-01-01T00:00:00Z"])
    estate.change("Desk/harbour/equities", ["endpoints": ["market.*"]])
    func reason(_ endpoint: Text = "trade.order.place", on account: Text? = "spare") -> AccessReason
    {
      estate.decide(endpoint, on: account, from: "192.0.2.1")
    }
    #expect(reason(on: nil) == .badRequest)
    #expect(reason("trade.us.place") == .unknownEndpoint)
    #expect(reason() == .suspended)
    estate.change("Institution/harbour", ["state": "open"])
    #expect(reason() == .notAuthorized)
    estate.change("PortalUser/harbour/amy", ["state": "active"])
    #expect(reason() == .applicationNotApproved)
    estate.approve("TradingApplication/harbour/desks")
    #expect(reason() == .outsideValidity)
    estate.change("TraderAuthorization/harbour/amy", ["validUntil": nil])
    #expect(reason() == .licenceInactive)
    estate.change("Institution/harbour", ["licence": ["held": true]])
    #expect(reason() == .endpointNotGranted)
    estate.change("Desk/harbour/equities", ["endpoints": ["*"]])
    #expect(reason() == .accountNotPermitted)
    estate.change("Desk/harbour/equities", ["accounts": ["spare"]])
    #expect(reason() == .addressNotListed)
    estate.change("Desk/harbour/equities", ["ipWhitelists": nil])
    #expect(reason() == .allowed)
  }

  @Test func `A remembered decision is the decision, at every second around a bound`()
    async throws
  {
    try await forEachSeed(of: "remembered decisions", cases: LongRun.cases(40, long: 4_000)) {
      random in
      let estate = random.estate()
      let register = AccessRegister(estate.resources.values, deployment: estate.deployment)
      let decider = AccessDecider(register)
      for _ in 0..<60 {
        let question = random.question()
        let instant = random.instant()
        let expected = AccessView(register, at: instant).decide(question)
        let found = decider.decide(
          principal: question.principal.text, place: decider.place(ofEndpoint: question.endpoint),
          account: question.account, address: question.address, at: instant)
        #expect(found == expected, "\(question) at \(instant)")
      }
    }
  }

  @Test func `What stands in the way begins with the reason of the decision`() async throws {
    try await forEachSeed(of: "obstacles", cases: LongRun.cases(60, long: 6_000)) { random in
      let view = random.estate().view(at: random.instant())
      for _ in 0..<60 {
        let question = random.question()
        guard let place = view.register.table.place(of: question.endpoint),
          view.inForce.contains(place), question.account != nil,
          let standing = view.standing(
            of: question.principal, place, account: question.account, address: question.address)
        else { continue }
        #expect(standing.reason == view.decide(question), "\(question)")
      }
    }
  }

  @Test func `A call of effective access is allowed, and no other is`() async throws {
    try await forEachSeed(of: "calls", cases: LongRun.cases(60, long: 6_000)) { random in
      let view = random.estate().view(at: random.instant())
      for _ in 0..<60 {
        let question = random.question()
        let isHeld = question.isHeld(by: view.access(of: question.principal), in: view)
        #expect(view.decide(question).isAllowed == isHeld, "\(question)")
      }
    }
  }

  @Test func `Random questions meet every reason that a principal can have`() {
    var random = SeededRandom(seed: 14)
    var seen: Set<AccessReason> = []
    for _ in 0..<60 {
      let view = random.estate().view(at: random.instant())
      for _ in 0..<60 { seen.insert(view.decide(random.question())) }
    }
    let never: Set<AccessReason> = [.unknownKey, .keyExpired, .stateUnavailable]
    #expect(seen.union(never) == Set(AccessReason.allCases))
  }
}
