import AccessModel
import Diagnostics
import Testing

/// Rule 2 of section 4 of the model: which endpoints.
@Suite struct EndpointRuleTests {
  @Test func `A trader has what the desk names and nothing else`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["endpoints": ["market.quote.get"]])
    #expect(estate.endpoints().keys.sorted() == ["auth.token.create", "market.quote.get"])
    #expect(estate.decide("trade.order.place", on: "book") == .endpointNotGranted)
  }

  @Test func `An authorization with fields of its own needs no desk`() {
    var estate = Estate.harbour
    estate.set(
      "TraderAuthorization/harbour/amy",
      [
        "application": "desks", "accountScope": "all-portal-accounts", "acknowledged": true,
        "endpoints": ["trade.order.place"], "ipWhitelists": ["office"],
      ])
    #expect(
      estate.endpoints() == ["auth.token.create": "-", "trade.order.place": "book spare"])
  }

  @Test func `Rows of other regions and rows removed by now are not in force`() {
    let estate = Estate.harbour
    #expect(estate.decide("trade.us.place", on: "book") == .unknownEndpoint)
    #expect(estate.decide("no.such.endpoint") == .unknownEndpoint)
    let removal = Estate.instant("2026-12-01T00:00:00Z")
    #expect(estate.endpoints(at: removal)["trade.old.place"] == nil)
    #expect(estate.decide("trade.old.place", on: "book", at: removal) == .unknownEndpoint)
    let before = Estate.instant("2026-11-30T23:59:59Z")
    #expect(estate.decide("trade.old.place", on: "book", at: before) == .allowed)
  }

  @Test func `Base rows come to everyone alive, and no selector names them`() {
    var estate = Estate.harbour
    estate.change("Desk/harbour/equities", ["endpoints": ["auth.token.create"]])
    #expect(estate.endpoints() == ["auth.token.create": "-"])
    #expect(estate.decide("auth.token.create") == .allowed)
    estate.change("Tier/gold", ["endpoints": ["market.*"]])
    #expect(estate.decide("auth.token.create") == .allowed)
  }

  @Test func `The tier is a ceiling and grants nothing`() {
    var estate = Estate.harbour
    estate.change("Tier/gold", ["endpoints": ["market.*", "broker.*"]])
    #expect(
      estate.endpoints().keys.sorted()
        == ["auth.token.create", "market.depth.get", "market.quote.get"])
    #expect(estate.decide("broker.cash.move", on: "book") == .endpointNotGranted)
    estate.change("Institution/harbour", ["tier": nil])
    #expect(estate.decide("trade.order.place", on: "book") == .allowed)
  }

  @Test func `A tier that does not exist lets nothing but base rows through`() {
    var estate = Estate.harbour
    estate.remove("Tier/gold")
    #expect(estate.endpoints() == ["auth.token.create": "-"])
  }

  @Test func `What the application no longer asks for ends at once`() {
    var estate = Estate.harbour
    estate.change("TradingApplication/harbour/desks", ["requestedEndpoints": ["market.*"]])
    #expect(estate.decide("trade.order.place", on: "book") == .endpointNotGranted)
    #expect(estate.decide("market.quote.get") == .allowed)
  }

  @Test
  func `A new row of class read floats into an approval, one of class trade waits for another`() {
    var estate = Estate.harbour
    estate.setRows(
      Estate.rows + [
        Estate.row("market.news.get", "read", ["accountScoped": false]),
        Estate.row("trade.order.replace", "trade"),
      ])
    #expect(estate.decide("market.news.get") == .allowed)
    #expect(estate.decide("trade.order.replace", on: "book") == .endpointNotGranted)
    estate.approve("TradingApplication/harbour/desks")
    #expect(estate.decide("trade.order.replace", on: "book") == .allowed)
  }

  @Test func `A row that turns from read to trade after the approval waits for another`() {
    var estate = Estate.harbour
    let rows = Estate.rows.filter {
      if case .object(let row) = $0, case .text("trade.order.list") = row["id"] {
        false
      } else {
        true
      }
    }
    estate.setRows(rows + [Estate.row("trade.order.list", "trade")])
    #expect(estate.decide("trade.order.list", on: "book") == .endpointNotGranted)
  }

  @Test func `An approval pins no row of another region and none that is removed`() {
    var estate = Estate.harbour
    let pins = {
      estate.view(at: $0).pins(
        of: Address(.tradingApplication, institution: "harbour", name: "desks"))
    }
    #expect(pins(Estate.now).contains("trade.old.place"))
    #expect(!pins(Estate.now).contains("trade.us.place"))
    #expect(!pins(Estate.instant("2026-12-01T00:00:00Z")).contains("trade.old.place"))
    estate.deployment = Deployment(environment: .prod, region: "us")
    #expect(pins(Estate.now).contains("trade.us.place"))
  }

  @Test func `An API user has the union of the grants alive that name it`() {
    var estate = Estate.harbour
    estate.set(
      "EndpointGrant/harbour/quotes",
      ["application": "platform", "endpoints": ["market.*"], "apiUsers": ["other"]])
    #expect(estate.decide("market.quote.get", as: Estate.robot) == .endpointNotGranted)
    estate.change("EndpointGrant/harbour/quotes", ["apiUsers": nil])
    #expect(estate.decide("market.quote.get", as: Estate.robot) == .allowed)
    #expect(estate.decide("trade.order.place", on: "book", as: Estate.robot) == .allowed)
  }

  @Test func `A grant counts from its validFrom until its validUntil`() {
    var estate = Estate.harbour
    estate.change(
      "EndpointGrant/harbour/orders",
      ["validFrom": "2026-12-01T00:00:00Z", "validUntil": "2026-12-02T00:00:00Z"])
    func reason(_ instant: Text) -> AccessReason {
      estate.decide(
        "trade.order.place", on: "book", as: Estate.robot, at: Estate.instant(instant))
    }
    #expect(reason("2026-11-30T23:59:59Z") == .outsideValidity)
    #expect(reason("2026-12-01T00:00:00Z") == .allowed)
    #expect(reason("2026-12-01T23:59:59Z") == .allowed)
    #expect(reason("2026-12-02T00:00:00Z") == .outsideValidity)
    #expect(estate.decide("market.quote.get", as: Estate.robot) == .endpointNotGranted)
  }

  @Test func `The boundary of the assessment is a ceiling for a broker application`() {
    var estate = Estate.harbour
    estate.approve("BrokerApplication/harbour/platform", boundary: ["trade.*"])
    #expect(estate.decide("trade.order.place", on: "book", as: Estate.robot) == .allowed)
    estate.set(
      "EndpointGrant/harbour/quotes", ["application": "platform", "endpoints": ["market.*"]])
    #expect(estate.decide("market.quote.get", as: Estate.robot) == .endpointNotGranted)
  }

  @Test func `Permission sets keep classes and flags and drop what they exclude`() {
    var estate = Estate.harbour
    estate.set(
      "PermissionSet/reading",
      ["include": ["*"], "classes": ["read"], "exclude": ["market.depth.get"]])
    estate.change("Desk/harbour/equities", ["endpoints": ["set:reading"]])
    #expect(
      estate.endpoints() == [
        "auth.token.create": "-", "market.quote.get": "-", "trade.order.list": "book",
      ])
  }
}
