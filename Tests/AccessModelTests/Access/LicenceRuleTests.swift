import AccessModel
import Diagnostics
import Testing

/// Rule 3 of section 4 of the model: in prod everything but reading needs a licence.
@Suite struct LicenceRuleTests {
  private static let noLicence: [[String: Draft]] = [
    ["held": false], ["held": true, "validFrom": "2026-11-20T09:00:01Z"],
    ["held": true, "validUntil": "2026-11-20T09:00:00Z"],
  ]

  @Test(arguments: 0..<3)
  func `Without a licence in force only reading and base rows work in prod`(number: Int) {
    var estate = Estate.harbour
    estate.change("Institution/harbour", ["licence": .object(Self.noLicence[number])])
    #expect(
      estate.endpoints().keys.sorted()
        == ["auth.token.create", "market.depth.get", "market.quote.get", "trade.order.list"])
    #expect(estate.decide("trade.order.place", on: "book") == .licenceInactive)
    #expect(estate.decide("trade.order.list", on: "book") == .allowed)
    #expect(estate.decide("auth.token.create") == .allowed)
  }

  @Test func `A licence holds from its first second and not at its last bound`() {
    var estate = Estate.harbour
    estate.change(
      "Institution/harbour",
      [
        "licence": [
          "held": true, "validFrom": "2026-11-20T09:00:00Z", "validUntil": "2026-11-20T09:00:01Z",
        ]
      ])
    #expect(estate.decide("trade.order.place", on: "book") == .allowed)
  }

  @Test(arguments: [Deployment.Environment.sandbox, .uat])
  func `Outside prod nobody asks for a licence`(environment: Deployment.Environment) {
    var estate = Estate.harbour
    estate.deployment = Deployment(environment: environment, region: "hk")
    estate.change("Institution/harbour", ["licence": ["held": false]])
    #expect(estate.decide("trade.order.place", on: "book") == .allowed)
  }

  @Test func `A missing licence is told before a missing grant`() {
    var estate = Estate.harbour
    estate.change("Institution/harbour", ["licence": ["held": false]])
    #expect(estate.decide("broker.cash.move", on: "book") == .licenceInactive)
  }
}
