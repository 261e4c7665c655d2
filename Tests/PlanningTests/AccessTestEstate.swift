import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// Two institutions with traders, for the tests of access tests.
enum AccessTestEstate {
  static let now = instant("2026-11-20T09:00:00Z")

  static func instant(_ text: String) -> Instant {
    guard let instant = try? Instant(parsing: Text(text)) else {
      Issue.record("\(text) is no instant")
      return .last
    }
    return instant
  }

  static let catalogue = Estate.resource(
    "EndpointCatalogue", "main",
    """
    {version: "1", endpoints: [
    {id: auth.token.create, method: POST, path: /token, group: auth, class: admin, flags: [base], accountScoped: false},
    {id: cash.move, method: POST, path: /cash, group: cash, class: funds},
    {id: market.quote.get, method: GET, path: /quotes, group: market, class: read, accountScoped: false},
    {id: staff.user.add, method: POST, path: /users, group: staff, class: admin, accountScoped: false},
    {id: trade.order.place, method: POST, path: /orders, group: trade, class: trade}]}
    """)

  static func account(_ name: String, _ number: String, of institution: String) -> Resource {
    Estate.resource(
      "Account", name, "{number: \"\(number)\", type: CASH, ownership: proprietary}",
      of: institution)
  }

  static func application(_ name: String, of institution: String = "harbour") -> Resource {
    Estate.resource(
      "TradingApplication", name, "{purpose: orders, requestedEndpoints: [\"*\"]}", of: institution)
  }

  static func review(_ name: String, _ spec: String, of institution: String = "harbour") -> Resource
  {
    Estate.resource("Review", "TradingApplication.\(name)", spec, of: institution)
  }

  static func trader(
    _ name: String, _ spec: String, of institution: String = "harbour"
  ) -> Resource {
    Estate.resource("TraderAuthorization", name, spec, of: institution)
  }

  private static let equities =
    "application: desks, endpoints: [market.quote.get, trade.order.place], "
    + "accountScope: listed, accounts: [main]"

  /// `ben` trades from the office on one account, `cora` from anywhere on two; `dan` waits.
  static let harbour: [Resource] = [
    Estate.institution("harbour"), Estate.user("amy"), Estate.user("ben"), Estate.user("cora"),
    Estate.user("dan"), account("main", "8001", of: "harbour"),
    account("opt", "8002", of: "harbour"), application("desks"), application("later"),
    review("desks", "{state: approved, pinned: [trade.order.place]}"),
    Estate.resource(
      "IPWhitelist", "office", "{mode: restricted, entries: [{cidr: 203.0.113.0/26}]}",
      of: "harbour"),
    Estate.resource("Desk", "equities", "{\(equities), ipWhitelists: [office]}", of: "harbour"),
    Estate.resource(
      "Desk", "options",
      "{application: desks, endpoints: [market.quote.get, trade.order.place], "
        + "accountScope: listed, accounts: [main, opt]}", of: "harbour"),
    Estate.resource(
      "Desk", "future",
      "{application: later, endpoints: [\"*\"], accountScope: listed, accounts: [main]}",
      of: "harbour"),
    trader("ben", "{desk: equities, validUntil: 2026-12-01T00:00:00Z}"),
    trader("cora", "{desk: options}"), trader("dan", "{desk: future}"),
  ]

  /// `zed` moves cash and trades from anywhere.
  static let meridian: [Resource] = [
    Estate.institution("meridian"), Estate.user("zed", of: "meridian"),
    account("book", "9001", of: "meridian"), application("all", of: "meridian"),
    review(
      "all", "{state: approved, pinned: [cash.move, staff.user.add, trade.order.place]}",
      of: "meridian"),
    trader(
      "zed",
      "{application: all, endpoints: [\"*\"], accountScope: all-portal-accounts, "
        + "acknowledged: true}", of: "meridian"),
  ]

  static let all = [catalogue] + harbour + meridian

  static func view(_ resources: [Resource] = all) -> AccessView {
    AccessView(
      AccessRegister(resources, deployment: Deployment(environment: .sandbox, region: "hk")),
      at: now)
  }

  /// An `AccessTest` named `t` of cases that are each named by their place, from 1.
  static func test(_ cases: [String], of institution: String? = nil, named name: String = "t")
    -> Resource
  {
    let texts = cases.enumerated().map { "{name: \"\($0 + 1)\", \($1)}" }
    return Estate.resource(
      "AccessTest", name, "{cases: [\(texts.joined(separator: ", "))]}", of: institution)
  }

  /// What becomes of one case: its outcome and message.
  static func answer(
    _ testCase: String, of institution: String? = nil, in resources: [Resource] = all
  ) -> String {
    let standing = StandingTest(resource: test([testCase], of: institution), isBinding: true)
    let outcomes = AccessTestRunner.outcomes(of: [standing], in: view(resources))
    return outcomes.map { "\($0.verdict.rawValue) \($0.message)" }.joined(separator: "\n")
  }
}
