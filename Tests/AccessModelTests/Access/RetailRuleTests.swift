import AccessModel
import Diagnostics
import Testing

/// What a retail key may do: its account, what its scopes named when it was made, its addresses.
@Suite struct RetailRuleTests {
  private func decide(
    _ estate: Estate, _ endpoint: Text = "trade.order.place", on account: Text? = "main"
  ) -> AccessReason { estate.decide(endpoint, on: account, as: Estate.phone) }

  @Test func `Access is the frozen endpoints on the one account, and the base rows`() {
    #expect(
      Estate.keyed.endpoints(of: Estate.phone) == [
        "auth.token.create": "-", "trade.old.place": "main", "trade.order.list": "main",
        "trade.order.place": "main",
      ])
    let access = Estate.keyed.access(of: Estate.phone)
    #expect(access?.user == "gwen" && access?.networks == .all)
    #expect(access?.validFrom == nil && access?.validUntil == nil)
  }

  @Test func `A new row below its scopes is not reached, and one removed is lost`() {
    var estate = Estate.keyed
    estate.setRows(Estate.rows + [Estate.row("trade.order.cancel", "trade")])
    #expect(decide(estate, "trade.order.cancel") == .endpointNotGranted)
    let later = Estate.instant("2026-12-01T00:00:00Z")
    #expect(estate.endpoints(of: Estate.phone, at: later)["trade.old.place"] == nil)
    estate.deployment = Deployment(environment: .prod, region: "us")
    #expect(estate.endpoints(of: Estate.phone)["trade.us.place"] == "main")
  }

  @Test(arguments: ["CREATED", "SUSPENDED", "RESTRICTED", "FROZEN", "CLOSED"])
  func `Without its ACTIVE account a key does nothing at all`(state: String) {
    var estate = Estate.keyed
    estate.change(
      "RetailClient/gwen",
      ["accounts": [["name": "main", "number": "7001", "type": "CASH", "state": .text(state)]]])
    #expect(estate.access(of: Estate.phone) == nil)
    #expect(decide(estate) == .accountNotPermitted)
    #expect(decide(estate, "auth.token.create") == .accountNotPermitted)
    #expect(decide(estate, "broker.cash.move") == .endpointNotGranted)
    let place = estate.view().register.table.place(of: "auth.token.create") ?? 0
    let standing = estate.view().standing(
      of: Estate.principal(Estate.phone), place, account: nil, address: nil)
    #expect(standing?.reason == .accountNotPermitted)
  }

  @Test func `An account that the client has no more is as good as closed`() {
    var estate = Estate.keyed
    estate.change(
      "RetailClient/gwen",
      ["accounts": [["name": "savings", "number": "7001", "type": "CASH"]]])
    #expect(estate.access(of: Estate.phone) == nil)
    #expect(decide(estate, on: "7001") == .accountNotPermitted)
  }

  @Test func `The account is found by name or number, the name first`() {
    #expect(decide(.keyed, on: "7001") == .allowed)
    for account: Text in ["savings", "7002", "7009", "main2", "book", "8001", "none", ""] {
      #expect(decide(.keyed, on: account) == .accountNotPermitted)
    }
    var estate = Estate.keyed
    estate.change(
      "RetailClient/gwen",
      [
        "accounts": [
          ["name": "main", "number": "7001", "type": "CASH"],
          ["name": "7001", "number": "7002", "type": "CASH"],
        ]
      ])
    #expect(decide(estate, on: "7001") == .accountNotPermitted)
  }

  @Test func `A name that an ended key had is free for another`() {
    var ended = Estate.gwensKey.ended(on: Estate.made)
    ended.id = "AK00000000000000000000"
    let estate = Estate.keyed.with(ended)
    #expect(decide(estate) == .allowed)
    let register = estate.view().register
    #expect(register.retail.principals == [Estate.principal(Estate.phone)])
    let gone = Estate.keyed.with(Estate.gwensKey.ended(on: Estate.made))
    #expect(gone.view().register.retail.principals.isEmpty)
    #expect(decide(gone) == .keyExpired)
    #expect(
      gone.decide("trade.order.place", on: "main", as: "RetailClient/gwen/none") == .notAuthorized)
  }

  @Test func `A stop of a client who has no such key is told`() {
    var estate = Estate.keyed
    estate.suspend("RetailClient/gwen")
    #expect(
      estate.decide("trade.order.place", on: "main", as: "RetailClient/gwen/none") == .suspended)
  }

  @Test func `The rules say what each of them reads`() {
    let facts = Estate.keyed.view().facts(of: Estate.principal(Estate.phone))
    #expect(facts?.sources.client?.address.text == "RetailClient/gwen")
    #expect(facts?.sources.key?.id == Estate.gwensKey.id)
    #expect(facts?.sources.listedAccounts == ["main"])
    #expect(facts?.sources.selectors == [])
  }

  @Test(arguments: [
    ("class=trade and account=7001", true), ("account=main", true), ("account=7002", false),
    ("user=gwen", true), ("network=any", true), ("spec.email=gwen@mail.example", true),
    ("endpoint=broker.cash.move", false),
  ])
  func `Queries ask about retail as about everybody`(query: String, isMatch: Bool) throws {
    let query = try AccessQuery(parsing: Text(query))
    #expect(query.matches(Estate.principal(Estate.phone), in: Estate.keyed.view()) == isMatch)
  }
}
