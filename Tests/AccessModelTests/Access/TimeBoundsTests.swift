import AccessModel
import Diagnostics
import Testing

@Suite struct TimeBoundsTests {
  private static let moment = "2026-12-24T00:00:00Z"

  /// Harbour with one bound more.
  private static let bounded: [Estate] = {
    let changes: [(String, [String: Draft?])] = [
      ("Institution/harbour", ["licence": ["held": true, "validFrom": .text(moment)]]),
      ("Institution/harbour", ["licence": ["held": true, "validUntil": .text(moment)]]),
      ("TraderAuthorization/harbour/amy", ["validFrom": .text(moment)]),
      ("TraderAuthorization/harbour/amy", ["validUntil": .text(moment)]),
      ("EndpointGrant/harbour/orders", ["validFrom": .text(moment)]),
      ("EndpointGrant/harbour/orders", ["validUntil": .text(moment)]),
      (
        "IPWhitelist/harbour/office",
        ["entries": [["cidr": "203.0.113.0/26", "validUntil": .text(moment)]]]
      ),
      (
        "EndpointCatalogue/main",
        [
          "endpoints": .list(
            Estate.rows + [Estate.row("trade.x", "read", ["removedOn": .text(moment)])])
        ]
      ),
    ]
    return changes.map { address, fields in
      var estate = Estate.harbour
      estate.change(address, fields)
      return estate
    }
  }()

  @Test(arguments: 0..<8) func `Everything that begins or ends bounds a span`(number: Int) {
    let estate = Self.bounded[number]
    let bounds = TimeBounds(AccessRegister(estate.resources.values, deployment: estate.deployment))
    #expect(bounds.instants.contains(Estate.instant(Text(Self.moment))))
  }

  @Test func `A bound belongs to the span that it begins`() {
    let estate = Self.bounded[0]
    let bounds = TimeBounds(AccessRegister(estate.resources.values, deployment: estate.deployment))
    #expect(bounds.instants.count == 2)
    let spans = [
      "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z", "2026-12-23T23:59:59Z",
      "2026-12-24T00:00:00Z", "9999-12-31T23:59:59Z",
    ].map { bounds.span(of: Estate.instant(Text($0))) }
    #expect(spans == [0, 1, 1, 2, 2])
  }
}
