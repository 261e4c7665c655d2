import AccessModel
import Diagnostics
import Testing

/// Rule 4 of section 4 of the model: on which accounts.
@Suite struct AccountRuleTests {
  private func accounts(_ estate: Estate, of principal: Text = Estate.amy) -> String? {
    estate.endpoints(of: principal)["trade.order.place"]
  }

  private var portalWide: Estate {
    var estate = Estate.harbour
    estate.change(
      "Desk/harbour/equities",
      ["accountScope": "all-portal-accounts", "acknowledged": true, "accounts": nil])
    return estate
  }

  @Test func `All portal accounts are the proprietary ones, and a new one joins them`() {
    var estate = portalWide
    #expect(accounts(estate) == "book spare")
    estate.set(
      "Account/harbour/new", ["number": "8009", "type": "CASH", "ownership": "proprietary"])
    #expect(accounts(estate) == "book new spare")
    #expect(estate.decide("trade.order.place", on: "new") == .allowed)
  }

  @Test func `A trader never reaches an account of a client`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["accounts": ["book", "client"]])
    #expect(accounts(estate) == "book")
    #expect(estate.decide("trade.order.place", on: "client") == .accountNotPermitted)
  }

  @Test(arguments: ["CREATED", "SUSPENDED", "RESTRICTED", "FROZEN", "CLOSED"])
  func `Only an ACTIVE account is reached`(state: String) {
    var estate = Estate.harbour
    estate.change("Account/harbour/book", ["state": .text(state)])
    #expect(accounts(estate) == nil)
    #expect(estate.decide("trade.order.place", on: "book") == .accountNotPermitted)
    #expect(estate.decide("market.quote.get") == .allowed)
  }

  @Test func `An account is meant by its name or its number, and the name comes first`() {
    var estate = Estate.harbour
    #expect(estate.decide("trade.order.place", on: "8001") == .allowed)
    #expect(estate.decide("trade.order.place", on: "8002") == .accountNotPermitted)
    #expect(estate.decide("trade.order.place", on: "9999") == .accountNotPermitted)
    estate.change("Account/harbour/book", ["number": "spare"])
    #expect(estate.decide("trade.order.place", on: "spare") == .accountNotPermitted)
  }

  @Test func `Null where an account is needed is a bad request, and ignored elsewhere`() {
    #expect(Estate.harbour.decide("trade.order.place") == .badRequest)
    #expect(Estate.harbour.decide("market.quote.get", on: "no-such-account") == .allowed)
  }

  @Test func `User permissions keep the accounts on which the user has the right of the class`() {
    var estate = portalWide
    estate.change("Institution/harbour", ["accountAlignment": "user-permissions"])
    #expect(estate.endpoints()["trade.order.list"] == nil)
    estate.change(
      "PortalUser/harbour/amy",
      [
        "accountRights": [
          ["accounts": ["*"], "rights": ["view"]], ["accounts": ["spare"], "rights": ["trade"]],
        ]
      ])
    #expect(estate.endpoints()["trade.order.list"] == "book spare")
    #expect(accounts(estate) == "spare")
  }

  @Test(arguments: [
    ("read", "view"), ("trade", "trade"), ("funds", "funds"), ("admin", "manage"),
  ])
  func `Each class needs the right of its own`(riskClass: String, right: String) {
    var estate = Estate.harbour
    estate.setRows([Estate.row("broker.one.call", riskClass)])
    estate.approve("BrokerApplication/harbour/platform", boundary: ["*"])
    for given in ["view", "trade", "funds", "manage"] {
      estate.change(
        "PortalUser/harbour/robot",
        ["accountRights": [["accounts": ["client"], "rights": [.text(given)]]]])
      let reason = estate.decide("broker.one.call", on: "client", as: Estate.robot)
      #expect(reason == (given == right ? .allowed : .accountNotPermitted), "\(given)")
    }
  }

  @Test func `An API user reaches client accounts, and always by rights`() {
    var estate = Estate.harbour
    #expect(accounts(estate, of: Estate.robot) == "book client spare")
    estate.change("PortalUser/harbour/robot", ["accountRights": nil])
    #expect(accounts(estate, of: Estate.robot) == nil)
  }

  @Test func `Flipping accountScoped puts an endpoint from accounts to none`() {
    var estate = Estate.harbour
    let rows = Estate.rows.filter {
      if case .object(let row) = $0, case .text("trade.order.list") = row["id"] {
        false
      } else {
        true
      }
    }
    estate.setRows(rows + [Estate.row("trade.order.list", "read", ["accountScoped": false])])
    #expect(estate.endpoints()["trade.order.list"] == "-")
    #expect(estate.decide("trade.order.list") == .allowed)
  }

  @Test func `An endpoint left without an account drops out`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["accounts": ["client"]])
    #expect(
      estate.endpoints().keys.sorted() == [
        "auth.token.create", "market.depth.get", "market.quote.get",
      ])
  }
}
