import AccessModel
import Diagnostics
import Testing

/// Every bound that is declared, on every second that calendars and clocks make special, judged a
/// second before it, at it and a second after it, for a token, a key id and a principal.
@Suite struct BoundaryTableTests {
  /// What begins or ends, and what is then answered before it and from it on.
  struct Bound: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let caller: Caller
    let before: AccessReason
    let from: AccessReason
    let write: @Sendable (inout Estate, String) -> Void

    enum Caller { case trader, broker }

    init(
      _ words: String, _ caller: Caller, _ before: AccessReason, _ from: AccessReason,
      _ write: @escaping @Sendable (inout Estate, String) -> Void
    ) {
      testDescription = words
      self.caller = caller
      self.before = before
      self.from = from
      self.write = write
    }
  }

  static let bounds: [Bound] = [
    Bound("authorization begins", .trader, .outsideValidity, .allowed) { estate, at in
      estate.change("TraderAuthorization/harbour/amy", ["validFrom": .text(at)])
    },
    Bound("authorization ends", .trader, .allowed, .outsideValidity) { estate, at in
      estate.change("TraderAuthorization/harbour/amy", ["validUntil": .text(at)])
    },
    Bound("grant begins", .broker, .outsideValidity, .allowed) { estate, at in
      estate.change("EndpointGrant/harbour/orders", ["validFrom": .text(at)])
    },
    Bound("grant ends", .broker, .allowed, .outsideValidity) { estate, at in
      estate.change("EndpointGrant/harbour/orders", ["validUntil": .text(at)])
    },
    Bound("list entry ends", .trader, .allowed, .addressNotListed) { estate, at in
      estate.change(
        "IPWhitelist/harbour/office",
        ["entries": [["cidr": "203.0.113.0/26", "validUntil": .text(at)]]])
    },
    Bound("licence begins", .trader, .licenceInactive, .allowed) { estate, at in
      estate.change(
        "Institution/harbour", ["licence": ["held": true, "validFrom": .text(at)]])
    },
    Bound("licence ends", .broker, .allowed, .licenceInactive) { estate, at in
      estate.change(
        "Institution/harbour", ["licence": ["held": true, "validUntil": .text(at)]])
    },
    Bound("endpoint is removed", .trader, .allowed, .unknownEndpoint) { estate, at in
      estate.setRows([Estate.row("trade.order.place", "trade", ["removedOn": .text(at)])])
    },
  ]

  /// Instants are UTC: where clocks are put forward or back, nothing moves.
  static let instants = [
    "2026-11-20T09:00:00Z",
    // A leap day from its first second to the one after it, and 1 March without one.
    "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z", "2027-03-01T00:00:00Z",
    // London: forward and back. New York: forward and back.
    "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z", "2027-03-14T07:00:00Z", "2027-11-07T06:00:00Z",
    // The end of a signed and of an unsigned clock of 32 bits.
    "2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z",
    // The century without a leap day, and the last year that is written.
    "2100-03-01T00:00:00Z", "9999-12-31T23:59:58Z",
  ]

  @Test(arguments: bounds, instants)
  func `A bound is half-open, whatever second it falls on`(bound: Bound, at: String) {
    var estate = Estate.keyed
    bound.write(&estate, at)
    let instant = Estate.instant(Text(at)).secondsSince1970
    for (shift, expected) in [(-1, bound.before), (0, bound.from), (1, bound.from)] {
      guard let now = Instant(secondsSince1970: instant + Int64(shift)) else {
        Issue.record("\(at) has no second beside it")
        continue
      }
      for caller in Self.callers(bound.caller) {
        let reason = estate.decide(caller, "trade.order.place", on: "book", at: now)
        #expect(reason == expected, "\(shift) s, \(caller)")
      }
    }
  }

  private static func callers(_ caller: Bound.Caller) -> [AccessDecider.Caller] {
    let key = caller == .trader ? Estate.amysKey : Estate.robotsKey
    return [.token(Estate.token(key.id)), .keyID(key.id), .principal(key.principal.text)]
  }
}
