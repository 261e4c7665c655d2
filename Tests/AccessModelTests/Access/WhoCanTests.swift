import AccessModel
import Diagnostics
import Testing

@Suite struct WhoCanTests {
  private func ask(
    _ estate: Estate, _ endpoint: Text = "trade.order.place", on account: Text? = "book",
    from address: Text? = nil
  ) -> (able: [String], almost: [String]) {
    let view = estate.view()
    guard let place = view.register.table.place(of: endpoint) else {
      Issue.record("no endpoint \(endpoint)")
      return ([], [])
    }
    let answer = WhoCan(
      place, account: account, address: address.map(Estate.ip), in: view, institution: nil)
    return (
      answer.able.map(\.facts.principal.description),
      answer.almost.map { "\($0.standing.facts.principal): \($0.obstacle.reason.rawValue)" }
    )
  }

  @Test func `Everybody who can is listed, sorted by address`() {
    let answer = ask(.harbour)
    #expect(answer.able == [Estate.robot.string, Estate.amy.string])
    #expect(answer.almost.isEmpty)
    #expect(ask(.harbour, on: "client").able == [Estate.robot.string])
    #expect(ask(.harbour, on: nil, from: "192.0.2.1").able == [Estate.robot.string])
  }

  @Test func `One passing obstacle is told, two are not`() {
    var estate = Estate.harbour
    estate.suspend("TraderAuthorization/harbour/amy")
    #expect(ask(estate).almost == ["\(Estate.amy): suspended"])
    estate.change("PortalUser/harbour/amy", ["state": "locked"])
    #expect(ask(estate).almost.isEmpty)
  }

  @Test(arguments: [
    ("TraderAuthorization/harbour/amy", "validFrom", "2027-01-01T00:00:00Z", "outside-validity"),
    ("TraderAuthorization/harbour/amy", "validUntil", "2026-01-01T00:00:00Z", "outside-validity"),
    ("TraderAuthorization/harbour/amy", "state", "suspended", "suspended"),
    ("PortalUser/harbour/amy", "state", "invited", "not-authorized"),
    (
      "Review/harbour/TradingApplication.desks", "state", "under-review",
      "application-not-approved"
    ),
  ])
  func `What only waits or has ended could be otherwise`(
    address: String, field: String, value: String, reason: String
  ) {
    var estate = Estate.harbour
    estate.change(address, [field: .text(value)])
    #expect(ask(estate).almost == ["\(Estate.amy): \(reason)"])
  }

  @Test func `A grant of another time could be otherwise`() {
    var estate = Estate.harbour
    estate.change("EndpointGrant/harbour/orders", ["validUntil": "2026-01-01T00:00:00Z"])
    #expect(ask(estate).almost == ["\(Estate.robot): outside-validity"])
  }

  @Test func `What nobody gave is not almost given`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["endpoints": ["market.*"]])
    #expect(ask(estate).almost.isEmpty)
    #expect(ask(.harbour, from: "192.0.2.1").almost.isEmpty)
    #expect(ask(.harbour, on: "spare").almost.isEmpty)
  }
}
