import AccessModel
import Diagnostics
import Testing

/// Rule 1 of section 4 of the model: who is alive.
@Suite struct LivenessTests {
  @Test func `An approved trader of an open firm has access`() {
    let endpoints = Estate.harbour.endpoints()
    #expect(
      endpoints == [
        "auth.token.create": "-", "market.depth.get": "-", "market.quote.get": "-",
        "trade.order.list": "book", "trade.order.place": "book", "trade.old.place": "book",
      ])
  }

  @Test(arguments: ["prospective", "suspended", "closed"])
  func `A firm that is not open has no access at all`(state: String) {
    var estate = Estate.harbour
    estate.change("Institution/harbour", ["state": .text(state)])
    #expect(estate.access() == nil)
    #expect(estate.access(of: Estate.robot) == nil)
    #expect(estate.decide("auth.token.create") == .suspended)
  }

  @Test(arguments: ["invited", "locked", "left"])
  func `A user who is not active has no access`(state: String) {
    var estate = Estate.harbour
    estate.change("PortalUser/harbour/amy", ["state": .text(state)])
    #expect(estate.access() == nil)
    #expect(estate.decide("auth.token.create") == .notAuthorized)
  }

  @Test(arguments: [
    "Institution/harbour", "PortalUser/harbour/amy", "TradingApplication/harbour/desks",
    "TraderAuthorization/harbour/amy",
  ])
  func `A suspension of what access hangs on blocks it`(subject: String) {
    var estate = Estate.harbour
    estate.suspend(subject)
    #expect(estate.access() == nil)
    #expect(estate.decide("market.quote.get") == .suspended)
  }

  @Test func `A suspension of another firm's user of the same name blocks nothing`() {
    var estate = Estate.harbour
    estate.set(
      "Override/meridian/PortalUser.amy",
      ["state": "revoked", "incident": "I", "by": "staff:ida", "at": "2026-11-18T00:00:00Z"])
    #expect(estate.access() != nil)
  }

  @Test(arguments: [("suspended", AccessReason.suspended), ("withdrawn", .notAuthorized)])
  func `An authorization that is not active has no access`(state: String, reason: AccessReason) {
    var estate = Estate.harbour
    estate.change("TraderAuthorization/harbour/amy", ["state": .text(state)])
    #expect(estate.access() == nil)
    #expect(estate.decide("market.quote.get") == reason)
  }

  @Test(arguments: ["draft", "submitted", "under-review", "rejected", "enquiry"])
  func `Nothing works before the application is approved`(state: String) {
    var estate = Estate.harbour
    estate.change("Review/harbour/TradingApplication.desks", ["state": .text(state)])
    #expect(estate.access() == nil)
    #expect(estate.decide("auth.token.create") == .applicationNotApproved)
  }

  @Test func `An application without any record is not approved`() {
    var estate = Estate.harbour
    estate.remove("Review/harbour/TradingApplication.desks")
    #expect(estate.decide("market.quote.get") == .applicationNotApproved)
  }

  @Test func `An amendment beside a standing approval takes nothing away`() {
    var estate = Estate.harbour
    estate.change("Review/harbour/TradingApplication.desks", ["amendment": "submitted"])
    #expect(estate.endpoints() == Estate.harbour.endpoints())
  }

  @Test func `Access begins with the second of validFrom and ends before that of validUntil`() {
    var estate = Estate.harbour
    estate.change(
      "TraderAuthorization/harbour/amy",
      ["validFrom": "2026-12-01T09:00:00Z", "validUntil": "2026-12-02T09:00:00Z"])
    func reason(_ instant: Text) -> AccessReason {
      estate.decide("market.quote.get", at: Estate.instant(instant))
    }
    #expect(reason("2026-12-01T08:59:59Z") == .outsideValidity)
    #expect(reason("2026-12-01T09:00:00Z") == .allowed)
    #expect(reason("2026-12-02T08:59:59Z") == .allowed)
    #expect(reason("2026-12-02T09:00:00Z") == .outsideValidity)
  }

  @Test func `The user of an authorization is the one that it names, else the one of its name`() {
    var estate = Estate.harbour
    estate.set("PortalUser/harbour/ben", ["email": "ben@harbour.example", "state": "locked"])
    estate.change("TraderAuthorization/harbour/amy", ["user": "ben"])
    #expect(estate.decide("market.quote.get") == .notAuthorized)
    estate.change("PortalUser/harbour/ben", ["state": "active"])
    #expect(estate.access()?.user == "ben")
  }

  @Test func `Who is not declared has no access, and is not authorized`() {
    let nobody: Text = "TraderAuthorization/harbour/nobody"
    #expect(Estate.harbour.access(of: nobody) == nil)
    #expect(Estate.harbour.decide("market.quote.get", as: nobody) == .notAuthorized)
    let stranger: Text = "BrokerApplication/harbour/platform/amy"
    #expect(Estate.harbour.decide("market.quote.get", as: stranger) == .notAuthorized)
  }
}
