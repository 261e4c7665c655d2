import AccessModel
import Diagnostics
import Testing

/// Every bound in time is half-open: it holds from its first second and no longer at its last.
@Suite struct KeyBoundaryTests {
  /// The seconds around a bound, as the instants one before it, at it, and one after it.
  static let bounds: [Text] = [
    "2026-11-30T09:00:00Z",
    // A leap day, the day after it, and the end of February in a year without one.
    "2028-02-29T00:00:00Z", "2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z", "2027-03-01T00:00:00Z",
    // Clocks in Europe and America are put forward and back on these days; in UTC nothing happens.
    "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z", "2027-03-14T07:00:00Z", "2027-11-07T06:00:00Z",
    // The last second of a signed 32-bit clock, and the one after it.
    "2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z",
    // An instant written with an offset is the same instant.
    "2026-12-31T23:59:59-08:00", "2027-01-01T08:00:00+08:00",
  ]

  private static func seconds(around bound: Text) -> [Instant] {
    let instant = Estate.instant(bound)
    return [-1, 0, 1].compactMap {
      Instant(secondsSince1970: instant.secondsSince1970 + $0)
    }
  }

  private func answers(
    _ estate: Estate, _ caller: AccessDecider.Caller, around bound: Text, on account: Text
  ) -> [AccessReason] {
    Self.seconds(around: bound).map {
      estate.decide(caller, "trade.order.place", on: account, at: $0)
    }
  }

  @Test(arguments: bounds) func `A secret is alive a second before its end, and dead at it`(
    bound: Text
  ) {
    for product in KeyDecisionTests.products {
      var key = product.key
      key.generations[0].until = Estate.instant(bound)
      let estate = Estate.keyed.with(key)
      for caller in [product.token, product.id] {
        #expect(
          answers(estate, caller, around: bound, on: product.account)
            == [.allowed, .keyExpired, .keyExpired])
      }
      let principal: [AccessReason] =
        product.isRetail
        ? [.allowed, .keyExpired, .keyExpired] : [.allowed, .allowed, .allowed]
      #expect(
        answers(estate, product.principal, around: bound, on: product.account) == principal)
    }
  }

  @Test(arguments: bounds) func `A secret is unknown until it is made`(bound: Text) {
    for product in KeyDecisionTests.products {
      var key = product.key
      key.generations[0].madeAt = Estate.instant(bound)
      let estate = Estate.keyed.with(key)
      #expect(
        answers(estate, product.token, around: bound, on: product.account)
          == [.unknownKey, .allowed, .allowed])
      #expect(
        answers(estate, product.id, around: bound, on: product.account)
          == [.keyExpired, .allowed, .allowed])
      key.registeredAt = Estate.instant(bound)
      #expect(
        answers(.keyed.with(key), product.id, around: bound, on: product.account)
          == [.unknownKey, .allowed, .allowed])
    }
  }

  @Test(arguments: bounds) func `In the tail both secrets open, at its end only the new one`(
    bound: Text
  ) {
    let end = Estate.instant(bound)
    guard let start = Instant(secondsSince1970: end.secondsSince1970 - 864_000) else { return }
    for product in [KeyDecisionTests.trader, KeyDecisionTests.broker] {
      var key = product.key
      key.generations[0].until = end
      key.generations.append(Estate.generation(2, Estate.token("second"), from: start))
      let estate = Estate.keyed.with(key)
      #expect(
        answers(estate, product.token, around: bound, on: product.account)
          == [.allowed, .keyExpired, .keyExpired])
      for caller in [product.id, .token(Estate.token("second"))] {
        #expect(
          answers(estate, caller, around: bound, on: product.account)
            == [.allowed, .allowed, .allowed])
      }
      #expect(
        answers(estate, .token(Estate.token("second")), around: start.text, on: product.account)
          == [.unknownKey, .allowed, .allowed])
    }
  }

  @Test(arguments: bounds) func `An authorization ends for its keys at the same second`(
    bound: Text
  ) {
    var estate = Estate.keyed
    estate.change("TraderAuthorization/harbour/amy", ["validUntil": .text(bound.string)])
    let trader = KeyDecisionTests.trader
    for caller in [trader.token, trader.id, trader.principal] {
      #expect(
        answers(estate, caller, around: bound, on: "book")
          == [.allowed, .outsideValidity, .outsideValidity])
    }
  }

  @Test func `One decider gives the answers of many, in any order of instants`() {
    var key = Estate.gwensKey
    key.generations[0].until = Estate.instant("2026-11-30T09:00:00Z")
    let estate = Estate.keyed.with(key)
    let decider = AccessDecider(
      AccessRegister(estate.resources.values, deployment: estate.deployment))
    let place = decider.place(ofEndpoint: "trade.order.place")
    for bound in ["2026-11-30T09:00:00Z", "2026-10-01T00:00:00Z", "2026-11-30T09:00:00Z"] as [Text]
    {
      for instant in Self.seconds(around: bound).reversed() {
        for caller in [AccessDecider.Caller.principal(Estate.phone), .keyID(key.id)] {
          #expect(
            decider.decide(
              caller, place: place, account: "main", address: Estate.ip("192.0.2.1"), at: instant)
              == estate.decide(
                caller, "trade.order.place", on: "main", from: "192.0.2.1", at: instant),
            "\(instant)")
        }
      }
    }
  }
}
