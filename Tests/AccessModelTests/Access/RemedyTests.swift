import AccessModel
import Diagnostics
import Testing

@Suite struct RemedyTests {
  /// Two more traders at the desk, and a desk that reaches more.
  private var estate: Estate {
    var estate = Estate.harbour
    for name in ["ben", "cora"] {
      estate.set("PortalUser/harbour/\(name)", ["email": "\(name)@harbour.example"])
      estate.set("TraderAuthorization/harbour/\(name)", ["desk": "equities"])
    }
    estate.set(
      "Desk/harbour/options",
      [
        "application": "desks", "accountScope": "listed", "accounts": ["book", "spare"],
        "endpoints": ["market.*", "trade.*"], "ipWhitelists": ["office"],
      ])
    estate.set(
      "Desk/harbour/everything",
      [
        "application": "desks", "accountScope": "all-portal-accounts", "acknowledged": true,
        "endpoints": ["*"],
      ])
    return estate
  }

  /// Each remedy in words of the test, by obstacle, and the move to another desk.
  private func remedies(
    _ estate: Estate, _ endpoint: Text, on account: Text?, from address: Text = "203.0.113.9"
  ) -> (groups: [[String]], move: String?) {
    let view = estate.view()
    let address = Estate.ip(address)
    guard let place = view.register.table.place(of: endpoint),
      let standing = view.standing(
        of: Estate.principal(Estate.amy), place, account: account, address: address)
    else {
      Issue.record("nothing to ask about")
      return ([], nil)
    }
    let finder = RemedyFinder(standing, account: account, address: address, in: view)
    return (finder.remedies.map { $0.map(words) }, finder.move.map(words))
  }

  private func words(_ remedy: CallRemedy) -> String {
    let widened = remedy.widened.map { " widens \($0)" } ?? ""
    switch remedy.action {
    case .addEndpoint(let id, let to): return "\(id) to \(to)\(widened)"
    case .move(_, let desk): return "move to \(desk.name)\(widened)"
    case .addAccount(let name, let to): return "\(name) to \(to)\(widened)"
    case .addRight(let right, let account, let to):
      return "\(right) on \(account) to \(to)\(widened)"
    case .addAddress(let block, let to): return "\(block) to \(to)\(widened)"
    case .other(let obstacle): return "other: \(obstacle.reason.rawValue)\(widened)"
    }
  }

  @Test func `An account that the desk lacks widens everyone at the desk, a move only one`() {
    let found = remedies(estate, "trade.order.place", on: "8002")
    #expect(found.groups == [["spare to Desk/harbour/equities widens 3"]])
    #expect(found.move == "move to options widens 1")
  }

  @Test func `An endpoint that the desk lacks can be added there`() {
    var estate = estate
    estate.change("Desk/harbour/equities", ["endpoints": ["market.*"]])
    let found = remedies(estate, "trade.order.place", on: "book")
    #expect(found.groups == [["trade.order.place to Desk/harbour/equities widens 3"]])
    #expect(found.move == "move to options widens 1")
  }

  @Test func `An address can be added to each level that lacks it`() {
    var estate = estate
    estate.set(
      "IPWhitelist/harbour/firm",
      ["mode": "restricted", "institutionWide": true, "entries": [["cidr": "203.0.113.0/24"]]])
    let found = remedies(estate, "market.quote.get", on: nil, from: "192.0.2.1")
    // Neither level alone lets the address in.
    #expect(
      found.groups == [
        [
          "192.0.2.1/32 to IPWhitelist/harbour/office widens 0",
          "192.0.2.1/32 to IPWhitelist/harbour/firm widens 1",
        ]
      ])
  }

  @Test func `A right that the user lacks can be given`() {
    var estate = estate
    estate.change("Institution/harbour", ["accountAlignment": "user-permissions"])
    let found = remedies(estate, "trade.order.place", on: "book")
    #expect(found.groups == [["trade on book to PortalUser/harbour/amy widens 1"]])
    #expect(found.move == nil)
  }

  @Test func `Every obstacle has a remedy of its own`() {
    var estate = estate
    estate.suspend("PortalUser/harbour/amy")
    let found = remedies(estate, "trade.order.place", on: "spare")
    #expect(
      found.groups == [["other: suspended"], ["spare to Desk/harbour/equities widens 2"]])
    #expect(found.move == nil)
  }
}
