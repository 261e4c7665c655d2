import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// The traps of model section 4: what widens or narrows where nobody looks.
struct ImpactTests {
  private let estate = AccessEstate()
  private let orders = "trade.order.place"

  @Test func anAccountWidensEveryTraderOfThePortal() throws {
    let account = AccessEstate.account("second", "80010002")
    let all = "market.quote.list trade.order.place on second"
    #expect(try estate.summary([account]) == ["ben: + \(all)", "cora: + \(all)"])
    let client = Estate.resource(
      "Account", "second", "{number: \"80010002\", type: MARGIN, ownership: client}", of: "harbour")
    #expect(try estate.summary([client]) == [])
    let created = AccessEstate.account("second", "80010002", ", state: CREATED")
    #expect(try estate.summary([created]) == [])
  }

  @Test func aNewReadRowWidensEveryPrefixAndSetButNoNewTradeRowDoes() throws {
    let read = try estate.summary([AccessEstate.catalogue("market.quote.depth")])
    #expect(read == ["ben: + market.quote.depth on main", "cora: + market.quote.depth on main"])
    let unseen = try estate.summary([AccessEstate.catalogue("news.list")])
    #expect(unseen == [])
  }

  @Test func deletingAListWidensToTheWholeInternet() throws {
    let open = AccessEstate.desk("[set:orders, market.quote.*]")
    let found = try estate.summary([open])
    #expect(found.count == 2)
    #expect(found[0].hasPrefix("ben: + 0.0.0.0/1; + 128.0.0.0/2; + 192.0.0.0/5"))
    #expect(found[0].hasSuffix("; + ::/0"))
  }

  @Test func deletingAnExclusionWidens() throws {
    let set = Estate.resource("PermissionSet", "orders", "{include: [trade.order.*]}")
    #expect(
      try estate.summary([set]) == [
        "ben: + trade.order.cancel on main", "cora: + trade.order.cancel on main",
      ])
  }

  @Test func deletingASuspensionWidens() throws {
    let suspended = Estate.resource(
      "TraderAuthorization", "ben", "{desk: equities, state: suspended}", of: "harbour")
    let active = Estate.resource("TraderAuthorization", "ben", "{desk: equities}", of: "harbour")
    let stopped = estate.after(estate.changes([suspended]))
    let everything =
      "auth.token.create market.quote.get; SIGN market.quote.list trade.order.place on main; SIGN 203.0.113.0/24"
    #expect(
      try estate.summary([suspended])
        == ["ben: - " + everything.replacing("SIGN", with: "-")])
    #expect(
      try stopped.summary([active]) == ["ben: + " + everything.replacing("SIGN", with: "+")])
  }

  @Test func aFlippedAccountScopeIsGainedAndLostWhole() throws {
    let flipped = AccessEstate.catalogue(place: "class: trade, accountScoped: false")
    #expect(
      try estate.summary([flipped]) == [
        "ben: + trade.order.place; - trade.order.place on main",
        "cora: + trade.order.place; - trade.order.place on main",
      ])
  }

  @Test func aBlockInHalvesAndAnotherAliasChangeNothing() throws {
    let halves = AccessEstate.list("office", "{cidr: 203.0.113.0/25}, {cidr: 203.0.113.128/25}")
    #expect(try estate.summary([halves]) == [])
    #expect(try estate.summary([AccessEstate.catalogue(alias: "/v2/orders")]) == [])
  }

  @Test func aListThatShrinksTakesAddressesOnly() throws {
    let half = AccessEstate.list("office", "{cidr: 203.0.113.0/25}")
    #expect(
      try estate.summary([half]) == ["ben: - 203.0.113.128/25", "cora: - 203.0.113.128/25"])
  }

  @Test func anAmendedClassIsHeldUntilItIsApproved() throws {
    let asRead = AccessEstate.catalogue(place: "class: read")
    #expect(try estate.summary([asRead]) == [])
    let unpinned = estate.after(
      estate.changes([AccessEstate.review(pinned: "[trade.order.cancel]")]))
    #expect(try unpinned.summary([asRead]).count == 2)
  }

  // MARK: Because, direction, later

  @Test func becauseNamesWhatIsReadAndDirectionsFollow() throws {
    let account = AccessEstate.account("second", "80010002")
    let unread = AccessEstate.list("unused", "{cidr: 198.51.100.0/24}")
    let half = AccessEstate.list("office", "{cidr: 203.0.113.0/25}")
    let effects = try estate.effects(estate.changes([account, unread, half]))
    #expect(effects.access.count == 2)
    #expect(effects.access[0].because == [account.address, half.address])
    #expect(effects.directions == [account.address: .both, half.address: .both])
    #expect(effects.widening == 2 && effects.narrowing == 2)
    #expect(effects.classes[Text(orders)] == .trade)
  }

  @Test func aSetInsideASetIsRead() throws {
    let outer = estate.after(
      estate.changes([
        Estate.resource("PermissionSet", "outer", "{include: [set:orders]}"),
        AccessEstate.desk("[set:outer]", ", ipWhitelists: [office]"),
      ]))
    let inner = Estate.resource("PermissionSet", "orders", "{include: [trade.order.*]}")
    let effects = try outer.effects(outer.changes([inner]))
    #expect(effects.access.map(\.because) == [[inner.address], [inner.address]])
  }

  @Test func whatTimeWillChangeIsSaidForTouchedPrincipals() throws {
    let ending = Estate.resource(
      "TraderAuthorization", "ben",
      "{desk: equities, validFrom: 2026-12-01T00:00:00Z, validUntil: 2027-02-26T10:00:00Z}",
      of: "harbour")
    let effects = try estate.effects(estate.changes([ending]))
    #expect(
      effects.later.map { "\($0.at) \($0.what)" } == [
        "2026-12-01T00:00:00Z starts and gains 4 endpoints",
        "2027-02-26T10:00:00Z ends and loses everything (4 endpoints)",
      ])
    #expect(effects.access.map(\.direction) == [.narrowing])
  }

  @Test func aRenameOfTheSamePersonChangesNothingAndAnotherPersonDoes() throws {
    let old = try #require(
      estate.resources[Address(.traderAuthorization, institution: "harbour", name: "ben")])
    let same = Estate.resource(
      "TraderAuthorization", "benjamin", "{desk: equities, user: ben}", of: "harbour")
    let other = Estate.resource("TraderAuthorization", "cody", "{desk: equities}", of: "harbour")
    let cody = Estate.create(Estate.user("cody"))
    #expect(
      try estate.effects([Estate.update(old, same)]).access.map(\.principal.description) == [])
    #expect(
      try estate.effects([Estate.update(old, other), cody]).access.map(\.direction)
        == [.narrowing, .widening])
  }

  @Test func aRenamedApplicationKeepsItsApproval() throws {
    let old = try #require(
      estate.resources[Address(.tradingApplication, institution: "harbour", name: "desks")])
    let new = old.moved(to: Address(.tradingApplication, institution: "harbour", name: "floor"))
    let desk = Estate.resource(
      "Desk", "equities",
      "{application: floor, accountScope: all-portal-accounts, acknowledged: true, "
        + "endpoints: [\"set:orders\", market.quote.*], ipWhitelists: [office]}", of: "harbour")
    let changes = [Estate.update(old, new)] + estate.changes([desk])
    #expect(try estate.effects(changes).access.map(\.principal.description) == [])
  }

  @Test func accessThatPassesToAnotherPersonIsThatPersonsGain() throws {
    let other = Estate.resource(
      "TraderAuthorization", "ben", "{desk: equities, user: dan}", of: "harbour")
    let changes = estate.changes([other, Estate.user("dan")])
    let query = try Query(parsing: "user=dan and class=trade")
    let rule = GuardrailSettings.Rule(name: "not-dan", condition: query, refuses: true)
    let effects = try estate.effects(changes, rules: [rule])
    #expect(effects.access.map(\.principal.description) == [])
    #expect(effects.handovers.map { "\($0.from) -> \($0.to)" } == ["ben -> dan"])
    #expect(effects.evidence.ruleMatches[query]?.count == 1)
    #expect(NarrowingPart.of(changes, effects).isEmpty)
    // Nor is it hidden behind a loss.
    let less = Estate.resource(
      "TraderAuthorization", "ben",
      "{application: desks, accountScope: listed, accounts: [main], endpoints: [market.quote.*], "
        + "ipWhitelists: [office], user: dan}", of: "harbour")
    let mixed = estate.changes([less, Estate.user("dan")])
    let narrower = try estate.effects(mixed)
    #expect(narrower.access.map(\.direction) == [.narrowing])
    #expect(narrower.handovers.count == 1)
    #expect(NarrowingPart.of(mixed, narrower).isEmpty)
  }

  // MARK: Parts and consequences

  @Test func onlyWhatNarrowsIsTaken() throws {
    let half = AccessEstate.list("office", "{cidr: 203.0.113.0/25}")
    let wider = Estate.resource(
      "TraderAuthorization", "dan",
      "{application: desks, accountScope: listed, accounts: [main], endpoints: [market.quote.*]}",
      of: "harbour")
    let changes = estate.changes([half, wider, Estate.user("dan")])
    let effects = try estate.effects(changes)
    let part = NarrowingPart.of(changes, effects)
    #expect(part.map(\.address) == [half.address])
  }

  @Test func whatNarrowsOnceTheRestIsLeftOutIsTakenUnlessItNeedsTheRest() throws {
    let joiner = Estate.resource("TraderAuthorization", "amy", "{desk: equities}", of: "harbour")
    let smaller = AccessEstate.desk("[market.quote.*]", ", ipWhitelists: [office]")
    let changes = estate.changes([smaller, joiner])
    let directions = try estate.effects(changes).directions
    #expect(directions == [smaller.address: .both, joiner.address: .widening])
    let part = NarrowingPart.of(changes, PlanEffects(directions: directions))
    #expect(part.map(\.address) == [smaller.address])
    #expect(try estate.effects(part).directions == [smaller.address: .narrowing])
    // The same desk with a list that is left out would refer to nothing.
    let list = AccessEstate.list("annex", "{cidr: 198.51.100.0/24}")
    let other = estate.changes([
      AccessEstate.desk("[market.quote.*]", ", ipWhitelists: [annex]"), list,
    ])
    let needed: [Address: Direction] = [smaller.address: .both, list.address: .widening]
    #expect(NarrowingPart.of(other, PlanEffects(directions: needed)).isEmpty)
  }

  @Test func whatApprovedApplicationsNewlyAskForWaits() throws {
    let application = Address(.tradingApplication, institution: "harbour", name: "desks")
    let read = AccessEstate.catalogue(place: "class: trade", "market.news.list")
    #expect(try estate.effects(estate.changes([read])).evidence.awaited.isEmpty)
    let less = estate.after(
      estate.changes([
        Estate.resource(
          "TradingApplication", "desks", "{purpose: trading, requestedEndpoints: [market.*]}",
          of: "harbour"), AccessEstate.review(pinned: "[trade.order.place]"),
      ]))
    let more = Estate.resource(
      "TradingApplication", "desks", "{purpose: trading, requestedEndpoints: [trade.*]}",
      of: "harbour")
    #expect(
      try less.effects(less.changes([more])).evidence.awaited
        == [application: ["trade.order.cancel"]])
  }

  @Test func aReviewEndsWithItsApplicationAndMovesWithItsName() throws {
    let application = Address(.tradingApplication, institution: "harbour", name: "desks")
    let review = Address(.review, of: application)
    let record = { (address: Address) in estate.resources[address].map(Estate.version) }
    let old = try #require(estate.resources[application])
    let ended = RecordConsequences.of([Estate.delete(old)], record: record)
    #expect(ended.map(\.address) == [review] && ended.map(\.action) == [.delete])
    let moved = RecordConsequences.of(
      [
        Estate.update(
          old, old.moved(to: Address(.tradingApplication, institution: "harbour", name: "all")))
      ],
      record: record)
    #expect(moved.map(\.address.name) == ["TradingApplication.all"])
    #expect(moved.map(\.action) == [.rename])
    #expect(RecordConsequences.of([Estate.update(old, old)], record: record).isEmpty)
  }
}
