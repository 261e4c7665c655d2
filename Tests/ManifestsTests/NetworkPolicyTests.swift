import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// What the key policy says about whoever no address list bounds.
@Suite struct NetworkPolicyTests {
  private func desk(_ name: String, _ endpoints: String, _ lists: String, _ mark: String = "")
    -> String
  {
    let named = lists.isEmpty ? "" : ", ipWhitelists: \(lists)"
    return "  \(name): {application: desks, accountScope: listed, accounts: [book], "
      + "endpoints: \(endpoints)\(named)}\(mark)\n"
  }

  private func list(_ name: String, _ blocks: [String], _ rest: String = "") -> String {
    let entries = blocks.map { "{cidr: \"\($0)\"\(rest)}" }.joined(separator: ", ")
    return "  \(name): {mode: restricted, entries: [\(entries)]}\n"
  }

  /// A policy that says nothing of the width of blocks, so that tests can write wide ones.
  private let wide =
    "---\n" + World.head("KeyPolicy", "default") + """
      spec: {ip: {minPrefix: {v4: 0, v6: 0}, classes: {documentation: allow, private: allow, shared: allow, loopback: allow, linkLocal: allow, multicast: allow, reserved: allow, unspecified: allow}}}

      """

  private let lists = "---\n" + World.items("IPWhitelist", of: "harbour")
  private let traders = "---\n" + World.items("TraderAuthorization", of: "harbour")
  private let trading = "[set:market, trade.order.place]"

  @Test func aDeskWithoutAnyListIsReportedAtItsName() throws {
    try expectFindings(
      World.items("Desk", of: "harbour")
        + desk(
          "⟦one⟧", trading, "",
          "  # WARNING networks-unrestricted: Desk/harbour/one gives class trade without any "
            + "address restriction: `trade.order.place`")
        + desk(
          "⟦two⟧", "[set:market]", "",
          "  # WARNING networks-unstated: no address list is named for Desk/harbour/two, here or "
            + "institution-wide")
        + desk(
          "⟦three⟧", "⟦[set:market, broker.cash.move, broker.account.open]⟧", "",
          "  # ERROR networks-unrestricted: Desk/harbour/three gives classes funds and admin "
            + "without any address restriction: `broker.account.open`, `broker.cash.move` "
            + "# ERROR segregation")
        + desk("four", trading, "[front]"), beside: World.trading, in: .prod)
  }

  @Test func theSandboxOnlyWarnsAboutFundsAndAdmin() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", trading, "")
        + desk("⟦two⟧", "[broker.cash.move]", "", "  # WARNING networks-unrestricted"),
      beside: World.trading)
  }

  @Test func anUnrestrictedListSaysItInSoManyWordsAndRestrictsNothing() throws {
    try expectFindings(
      World.items("Desk", of: "harbour")
        + desk("one", "[set:market]", "[open]")
        + desk("two", trading, "⟦[open]⟧", "  # WARNING networks-unrestricted")
        + desk("three", trading, "⟦[front, open]⟧", "  # WARNING networks-unrestricted")
        + lists + "  open: {mode: unrestricted}\n", beside: World.trading, in: .prod)
  }

  @Test func t23PiecesThatAddUpToTheInternetAreTheInternet() throws {
    let mark = "  # WARNING networks-unrestricted"
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", trading, "⟦[halves]⟧", mark)
        + desk("two", trading, "⟦[low, high]⟧", mark) + desk("three", trading, "[low]")
        + desk("four", trading, "⟦[six]⟧", mark) + desk("five", trading, "[gap]")
        + desk("six", trading, "⟦[front, halves]⟧", mark) + lists
        + list("halves", ["0.0.0.0/1", "128.0.0.0/1"]) + list("low", ["0.0.0.0/1"])
        + list("high", ["128.0.0.0/1"]) + list("six", ["::/1", "8000::/1"])
        + list("gap", ["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3", "224.0.0.0/4"]),
      beside: World.trading + wide, in: .prod)
  }

  @Test func aListThatBoundsEverybodyBoundsTheDeskToo() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", trading, "")
        + desk("two", trading, "[open]") + lists + "  open: {mode: unrestricted}\n"
        + "  all: {mode: restricted, institutionWide: true, entries: [{cidr: 81.2.9.0/24}]}\n",
      beside: World.trading, in: .prod)
  }

  @Test func aListForEverybodyThatBoundsNothingIsStated() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", "[set:market]", "")
        + desk("⟦two⟧", trading, "", "  # WARNING networks-unrestricted")
        + desk("three", trading, "[front]") + lists
        + "  all: {mode: unrestricted, institutionWide: true}\n", beside: World.trading, in: .prod)
  }

  @Test func aListWhoseEntriesHaveAllEndedAdmitsNobody() throws {
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", trading, "[over]")
        + desk("two", trading, "[over, low]") + lists
        + "  over: {mode: restricted, entries: [{cidr: ⟦128.0.0.0/1⟧, "
        + "validUntil: 2026-01-01T00:00:00Z}]}  # WARNING entry-expired\n"
        + list("low", ["0.0.0.0/1"]), beside: World.trading + wide, in: .prod)
  }

  @Test func theTradersOfADeskAreCounted() throws {
    let state = "user: mei, state: withdrawn"
    try expectFindings(
      World.items("Desk", of: "harbour")
        + desk(
          "⟦one⟧", trading, "",
          "  # WARNING networks-unrestricted: the 2 traders of Desk/harbour/one hold class trade "
            + "without any address restriction: `trade.order.place`")
        + desk(
          "⟦two⟧", trading, "",
          "  # WARNING networks-unrestricted: the trader `raj` of Desk/harbour/two holds class "
            + "trade without any address restriction: `trade.order.place`") + traders
        + "  amy: {desk: one}\n  ben: {desk: one, state: suspended}\n  raj: {desk: two}\n"
        + "  gone: {desk: one, \(state)}\n", beside: World.trading, in: .prod)
  }

  @Test func anAuthorizationOfItsOwnIsJudgedUnlessItHasEnded() throws {
    func own(_ name: String, _ rest: String, _ mark: String = "") -> String {
      "  \(name): {application: desks, accountScope: listed, accounts: [book], "
        + "endpoints: \(trading)\(rest)}\(mark)\n"
    }
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour")
        + own(
          "⟦amy⟧", "",
          "  # WARNING networks-unrestricted: TraderAuthorization/harbour/amy holds class trade "
            + "without any address restriction: `trade.order.place`")
        + own("ben", ", ipWhitelists: [front]") + own("mei", ", state: withdrawn")
        + own(
          "raj", ", validUntil: ⟦2026-10-01T00:00:00Z⟧", "  # WARNING validity-past"),
      beside: World.trading, in: .prod)
  }

  @Test func whatTheApplicationOrTheTierKeepsAwayIsNotHeld() throws {
    let silver =
      "---\n" + World.head("Tier", "silver") + "spec: {endpoints: [set:market]}\n---\n"
      + World.head("TradingApplication", "prices", of: "harbour")
      + "spec: {purpose: Prices, requestedEndpoints: [set:market]}\n"
    let below = World.trading.replacing("tier: gold", with: "tier: silver").replacing(
      "[set:market, trade.order.place], ipW", with: "[set:market], ipW")
    let applied =
      "  one: {application: prices, accountScope: listed, accounts: [book], ipWhitelists: [open], "
      + "endpoints: [set:market, ⟦trade.order.place⟧]}  # WARNING endpoint-outside-request\n"
    let tiered =
      "  two: {application: desks, accountScope: listed, accounts: [book], ipWhitelists: [open], "
      + "endpoints: [set:market, ⟦trade.order.place⟧]}  # WARNING endpoint-outside-tier\n"
    try expectFindings(
      World.items("Desk", of: "harbour") + applied + tiered + lists
        + "  open: {mode: unrestricted}\n", beside: below + silver, in: .prod)
  }

  @Test func whatIsClosedIsNotJudged() throws {
    let closed = World.trading.replacing("tier: gold", with: "tier: gold\n  state: closed")
    try expectFindings(
      World.items("Desk", of: "harbour") + desk("one", trading, ""), beside: closed, in: .prod)
  }

  @Test func theApiUsersOfAnApplicationAreNamedByWhatTheyHold() throws {
    let application =
      World.head("BrokerApplication", "⟦open⟧", of: "harbour").replacing(
        "}\n",
        with: "}  # ERROR networks-unrestricted: API users `robot`, `robot-2` of "
          + "BrokerApplication/harbour/open hold class funds without any address restriction: "
          + "`broker.cash.move` # ERROR networks-unrestricted: API user `robot` of "
          + "BrokerApplication/harbour/open holds class admin without any address restriction: "
          + "`broker.account.open`\n"
      ) + """
        spec:
          integrationModel: Server to server
          useCases: [Orders]
          requestedEndpoints: [broker.cash.move, broker.account.open]
          apiUsers: [robot, robot-2]
          contact: ida
        ---

        """ + World.items("EndpointGrant", of: "harbour") + """
          cash: {application: open, endpoints: [broker.cash.move], reason: Cash}
          open: {application: open, apiUsers: [robot], endpoints: ⟦[broker.account.open]⟧, reason: Opening}  # ERROR segregation

        """
    try expectFindings(
      application.replacing("⟦open⟧", with: "⟦⟦open⟧⟧"), beside: World.broker, in: .prod)
  }

  @Test func anOwnTraderAtADeskOfAnotherOwnerIsReportedThere() throws {
    let foreign = World.items("Desk", of: "harbour") + desk("one", trading, "")
    try expectFindings(
      World.items("TraderAuthorization", of: "harbour")
        + "  amy: {desk: ⟦one⟧}  # WARNING networks-unrestricted: the trader `amy` of "
        + "Desk/harbour/one holds class trade without any address restriction: "
        + "`trade.order.place`\n", beside: World.trading, others: foreign, in: .prod)
  }

  @Test func anOwnListThatBoundsADeskOfAnotherOwnerNoMoreIsReported() throws {
    let foreign = World.items("Desk", of: "harbour") + desk("one", trading, "[near]")
    try expectFindings(
      World.items("IPWhitelist", of: "harbour")
        + "  near: {mode: ⟦unrestricted⟧}  # WARNING networks-unrestricted\n",
      beside: World.trading, others: foreign, in: .prod)
    try expectFindings(
      World.items("IPWhitelist", of: "harbour")
        + "  near: {mode: restricted, entries: ⟦[{cidr: 0.0.0.0/1}, {cidr: 128.0.0.0/1}]⟧}"
        + "  # WARNING networks-unrestricted\n", beside: World.trading + wide, others: foreign,
      in: .prod)
    try expectFindings(
      "", beside: World.trading, others: foreign.replacing(", ipWhitelists: [near]", with: ""),
      in: .prod)
  }

  @Test func aDeskThatNamesAListWhichDoesNotExistIsNotJudgedByIt() throws {
    try expectFindings(
      World.items("Desk", of: "harbour")
        + desk("one", trading, "[⟦offce⟧]", "  # ERROR unresolved-reference"),
      beside: World.trading, in: .prod)
  }

  @Test func statingNothingIsSaidApartOnlyWhereItIsLouder() throws {
    func policy(_ trade: String, _ unstated: String) -> String {
      "---\n" + World.head("KeyPolicy", "default")
        + "spec: {unrestricted: {trade: \(trade)}, unstatedNetworks: \(unstated)}\n"
    }
    func expect(_ policy: String, _ marks: String, _ name: String) throws {
      try expectFindings(
        World.items("Desk", of: "harbour") + desk(name, trading, "", marks),
        beside: World.trading + policy)
    }
    try expect(
      policy("warn", "refuse"), "  # ERROR networks-unstated # WARNING networks-unrestricted",
      "⟦⟦one⟧⟧")
    try expect(policy("refuse", "refuse"), "  # ERROR networks-unrestricted", "⟦one⟧")
    try expect(policy("refuse", "warn"), "  # ERROR networks-unrestricted", "⟦one⟧")
    try expect(policy("allow", "refuse"), "  # ERROR networks-unstated", "⟦one⟧")
    try expect(policy("allow", "allow"), "", "one")
  }

  @Test func theHelpSaysWhyAndWhatToDo() throws {
    let help = try diagnostics(
      World.items("Desk", of: "harbour") + desk("one", trading, "[open, all]") + lists
        + "  open: {mode: unrestricted}\n" + list("all", ["0.0.0.0/0"]),
      beside: World.trading + wide, in: .prod
    ).map(\.help)
    #expect(
      help == [
        [
          "`open` is unrestricted",
          "name a list of the addresses that callers have in ipWhitelists; an exception of the key "
            + "policy lifts `unrestricted.trade` until a date",
        ]
      ])
  }
}
