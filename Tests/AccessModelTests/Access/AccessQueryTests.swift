import AccessModel
import Diagnostics
import Testing

@Suite struct AccessQueryTests {
  private func matches(
    _ query: Text, _ estate: Estate = .harbour, of principal: Text = Estate.amy
  ) -> Bool? {
    (try? AccessQuery(parsing: query))?.matches(Estate.principal(principal), in: estate.view())
  }

  private func calls(_ query: Text, _ estate: Estate = .harbour) -> [String] {
    guard let query = try? AccessQuery(parsing: query) else { return ["malformed"] }
    let view = estate.view()
    let calls = AccessMatcher(query, in: view).calls(of: Estate.principal(Estate.amy))
    let table = view.register.table
    return table.ids(of: calls.withoutAccount).map(\.string)
      + calls.onAccounts.flatMap { reached in
        table.ids(of: reached.endpoints).map { "\($0) \(reached.account)" }
      }
  }

  @Test(arguments: [
    ("class=trade", true), ("class=funds", false), ("class in (funds, trade)", true),
    ("endpoint=trade.order.place", true), ("endpoint=broker.cash.move", false),
    ("endpoint~trade.*.list", true), ("not endpoint~*", false), ("class!=read", true),
    ("account=book", true), ("account=8001", true), ("account=spare", false),
    ("user=amy", true), ("user=ben", false), ("principal~*/harbour/*", true),
    ("desk=equities", true), ("desk=other", false), ("institution=harbour", true),
    ("institution.tier=gold", true), ("kind=TraderAuthorization", true), ("name=amy", true),
    ("spec.state=active", true), ("spec.desk=equities", true),
  ])
  func `A query holds when a call satisfies it`(query: Text, holds: Bool) {
    #expect(matches(query) == holds)
  }

  @Test(arguments: [
    ("network=any", false), ("network=203.0.113.0/24", true), ("network=203.0.113.9", true),
    ("network=198.51.100.0/24", false), ("network!=198.51.100.0/24", true),
    ("network<203.0.113.0/24", true), ("network<203.0.113.0/27", false), ("network<any", true),
    ("network>203.0.113.0/27", true), ("network>203.0.113.0/24", false), ("network>any", false),
    ("network~203.0.113.*", true), ("network in (10.0.0.0/8, 203.0.113.0/30)", true),
  ])
  func `Networks are compared as sets of addresses`(query: Text, holds: Bool) {
    #expect(matches(query) == holds)
  }

  @Test func `The whole of one family is any, and in pieces too`() {
    var estate = Estate.harbour
    estate.set(
      "IPWhitelist/harbour/office",
      ["mode": "restricted", "entries": [["cidr": "0.0.0.0/1"], ["cidr": "128.0.0.0/1"]]])
    #expect(matches("network=any", estate) == true)
    #expect(matches("network>any", estate) == true)
    #expect(matches("class=trade and network=any", estate) == true)
    #expect(matches("network!=any", estate) == false)
  }

  @Test func `All of a query holds for one and the same call`() {
    #expect(matches("class=trade and endpoint=market.quote.get") == false)
    #expect(matches("class=trade or endpoint=market.quote.get") == true)
    #expect(
      calls("class=trade and account=book") == ["trade.old.place book", "trade.order.place book"])
    #expect(matches("class=read and account=book and endpoint=trade.order.list") == true)
  }

  @Test func `An endpoint without account satisfies every account that is not`() {
    #expect(
      calls("account!=book") == ["auth.token.create", "market.depth.get", "market.quote.get"])
    #expect(calls("account=book and class=read") == ["trade.order.list book"])
  }

  @Test func `Each account is judged for itself`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["accounts": ["book", "spare"]])
    #expect(
      calls("account=8002 and class=trade", estate) == [
        "trade.old.place spare", "trade.order.place spare",
      ])
    #expect(
      calls("not account=book and class=trade", estate) == [
        "trade.old.place spare", "trade.order.place spare",
      ])
  }

  @Test func `Who has no access makes no call, and still is who it is`() {
    var estate = Estate.harbour
    estate.change("PortalUser/harbour/amy", ["state": "locked"])
    #expect(matches("class=read", estate) == false)
    #expect(matches("not class=trade", estate) == false)
    #expect(matches("network<any", estate) == false)
    #expect(matches("user=amy", estate) == true)
    #expect(matches("desk=equities and user=amy", estate) == true)
  }

  @Test func `An API user is known by its application`() {
    #expect(matches("user=robot and class=trade", of: Estate.robot) == true)
    #expect(matches("kind=BrokerApplication and account=client", of: Estate.robot) == true)
    #expect(matches("desk=equities", of: Estate.robot) == false)
  }

  @Test func `Who is not declared matches nothing`() {
    #expect(matches("not class=trade", of: "TraderAuthorization/harbour/nobody") == false)
    #expect(matches("institution=harbour", of: "TraderAuthorization/harbour/nobody") == false)
  }

  @Test(arguments: [
    "class=tarde", "class in (read, rite)", "class<trade", "network=office", "network=10.0.0.1/8",
    "network~", "nosuchfield=1",
  ])
  func `A value that no call can have is refused`(query: Text) {
    #expect(throws: FormatProblem.self) { try AccessQuery(parsing: query) }
  }

  @Test func `A share of access is asked like access`() throws {
    let view = Estate.harbour.view()
    let query = try AccessQuery(parsing: "class=trade and network=any")
    let gained = ReachedCalls(
      [(endpoints: ["trade.order.place", "trade.order.list"], accounts: ["spare"])],
      networks: .all, in: view.register.table)
    let found = AccessMatcher(query, in: view).calls(
      among: gained, of: Estate.principal(Estate.amy))
    #expect(found.onAccounts.map(\.account) == ["spare"])
    #expect(view.register.table.ids(of: found.endpoints) == ["trade.order.place"])
    let narrow = ReachedCalls(
      [(endpoints: ["trade.order.place"], accounts: ["spare"])],
      networks: Estate.networks("10.0.0.0/8"), in: view.register.table)
    #expect(
      AccessMatcher(query, in: view).calls(among: narrow, of: Estate.principal(Estate.amy)).isEmpty)
  }
}
