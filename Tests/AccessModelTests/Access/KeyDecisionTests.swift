import AccessModel
import Diagnostics
import Testing

/// Every reason for every product, asked by token, by key id and by principal.
@Suite struct KeyDecisionTests {
  /// One product with the call that its key may make.
  struct Product: Sendable, CustomTestStringConvertible {
    let key: KeyRecord
    let account: Text
    let number: Text
    var testDescription: String { key.product.rawValue }

    var token: AccessDecider.Caller { .token(Estate.token(key.id)) }
    var id: AccessDecider.Caller { .keyID(key.id) }
    var principal: AccessDecider.Caller { .principal(key.principal.text) }
    var isRetail: Bool { key.product == .retail }
  }

  static let trader = Product(key: Estate.amysKey, account: "book", number: "8001")
  static let broker = Product(key: Estate.robotsKey, account: "client", number: "8003")
  static let retail = Product(key: Estate.gwensKey, account: "main", number: "7001")
  static let products = [trader, broker, retail]

  private func reasons(
    _ estate: Estate, _ product: Product, _ endpoint: Text = "trade.order.place",
    on account: Text? = nil, from address: Text = "203.0.113.9", at instant: Instant = Estate.now
  ) -> [AccessReason] {
    [product.token, product.id, product.principal].map {
      estate.decide(
        $0, endpoint, on: account ?? product.account, from: address, at: instant)
    }
  }

  private func all(_ reason: AccessReason) -> [AccessReason] { [reason, reason, reason] }

  @Test(arguments: products) func `A live key may do what its principal may`(product: Product) {
    #expect(reasons(.keyed, product) == all(.allowed))
    #expect(reasons(.keyed, product, on: product.number) == all(.allowed))
    #expect(reasons(.keyed, product, "auth.token.create") == all(.allowed))
  }

  @Test(arguments: products) func `A scoped call without an account is a bad request before all`(
    product: Product
  ) {
    let estate = Estate.keyed.with(product.key.ended(on: Estate.made))
    for caller in [product.token, product.id, .keyID("AK00000000000000000000"), .token("nonsense")]
    {
      #expect(estate.decide(caller, "trade.order.place") == .badRequest)
    }
  }

  @Test(arguments: products) func `What was never a key is unknown`(product: Product) {
    let stranger = Estate.token("stranger")
    let good = Estate.token(product.key.id)
    let damaged = Text(Array(good.bytes.dropLast()) + [good.bytes.last == 0x41 ? 0x42 : 0x41])
    let elsewhere = Estate.token(product.key.id, in: .sandbox)
    let callers: [AccessDecider.Caller] = [
      .token(stranger), .token(damaged), .token(elsewhere), .token(""), .token(product.key.id),
      .keyID("AK00000000000000000000"), .keyID(""), .keyID(good),
    ]
    for caller in callers {
      #expect(Estate.keyed.decide(caller, "trade.order.place", on: "book") == .unknownKey)
      #expect(Estate.keyed.decide(caller, "no.such.endpoint") == .unknownKey)
    }
  }

  @Test(arguments: products) func `A key that is ended, pending or without a secret has expired`(
    product: Product
  ) {
    let expired: AccessReason = product.isRetail ? .keyExpired : .allowed
    var bare = product.key
    bare.state = .registered
    bare.generations = []
    var pending = product.key
    pending.generations[0].isDelivered = false
    for (key, token) in [
      (bare, AccessReason.unknownKey), (pending, .keyExpired),
      (product.key.ended(on: Estate.made), .keyExpired),
    ] {
      let estate = Estate.keyed.with(key)
      #expect(reasons(estate, product) == [token, .keyExpired, expired])
    }
    let estate = Estate.keyed.with(product.key.ended(on: Estate.made))
    let unknown: AccessReason = product.isRetail ? .keyExpired : .unknownEndpoint
    #expect(reasons(estate, product, "no.such.endpoint") == [.keyExpired, .keyExpired, unknown])
  }

  @Test(arguments: products) func `An endpoint that is not in force is unknown`(product: Product) {
    for endpoint: Text in ["no.such.endpoint", "trade.us.place"] {
      #expect(reasons(.keyed, product, endpoint) == all(.unknownEndpoint))
    }
    let later = Estate.instant("2026-12-01T00:00:00Z")
    #expect(reasons(.keyed, product, "trade.old.place", at: later) == all(.unknownEndpoint))
  }

  @Test(arguments: products) func `A stop of a key stops that key, and retail is its key`(
    product: Product
  ) {
    var estate = Estate.keyed
    estate.suspend(product.key.address.text)
    let principal: AccessReason = product.isRetail ? .suspended : .allowed
    #expect(reasons(estate, product) == [.suspended, .suspended, principal])
    // It comes after an unknown endpoint and before everything that is wrong with the principal.
    #expect(reasons(estate, product, "no.such.endpoint") == all(.unknownEndpoint))
    estate.lock(product)
    #expect(reasons(estate, product).prefix(2) == [.suspended, .suspended])
  }

  @Test(arguments: products) func `A stop of the person stops every key`(product: Product) {
    var estate = Estate.keyed
    estate.suspend(
      product.isRetail ? "RetailClient/gwen" : "PortalUser/harbour/\(product.key.user)")
    #expect(reasons(estate, product) == all(.suspended))
  }

  @Test(arguments: products) func `A person who is not active is not authorized`(product: Product) {
    var estate = Estate.keyed
    estate.lock(product)
    #expect(reasons(estate, product) == all(.notAuthorized))
  }

  @Test(arguments: products) func `Without approval nothing is allowed`(product: Product) {
    var estate = Estate.keyed
    let review =
      switch product.key.product {
      case .trader: "Review/harbour/TradingApplication.desks"
      case .broker: "Review/harbour/BrokerApplication.platform"
      case .retail: "Review/RetailClient.gwen"
      }
    estate.change(review, ["state": "under-review"])
    #expect(reasons(estate, product) == all(.applicationNotApproved))
    estate.remove(review)
    #expect(reasons(estate, product) == all(.applicationNotApproved))
  }

  @Test func `Outside its validity an authorization or a grant opens nothing`() {
    var estate = Estate.keyed
    let bound: [String: Draft?] = ["validUntil": "2026-11-20T09:00:00Z"]
    estate.change("TraderAuthorization/harbour/amy", bound)
    estate.change("EndpointGrant/harbour/orders", bound)
    #expect(reasons(estate, Self.trader) == all(.outsideValidity))
    #expect(reasons(estate, Self.broker) == all(.outsideValidity))
  }

  @Test func `No licence is asked of retail`() {
    var estate = Estate.keyed
    estate.change("Institution/harbour", ["licence": ["held": false]])
    #expect(reasons(estate, Self.trader) == all(.licenceInactive))
    #expect(reasons(estate, Self.broker) == all(.licenceInactive))
    #expect(reasons(estate, Self.retail) == all(.allowed))
  }

  @Test(arguments: products)
  func `What is not granted comes before the account, and that before the address`(
    product: Product
  ) {
    let endpoint: Text = product.key.product == .broker ? "market.quote.get" : "broker.cash.move"
    let elsewhere: Text = "192.0.2.1"
    var key = product.key
    key.networks = [CIDR(Estate.ip("203.0.113.9"), prefixLength: 32)]
    let estate = Estate.keyed.with(key)
    #expect(
      reasons(estate, product, endpoint, on: "nowhere", from: elsewhere)
        == all(.endpointNotGranted))
    #expect(reasons(estate, product, on: "nowhere", from: elsewhere) == all(.accountNotPermitted))
    let open: AccessReason = product.key.product == .broker ? .allowed : .addressNotListed
    #expect(
      reasons(estate, product, from: elsewhere) == [.addressNotListed, .addressNotListed, open])
    #expect(reasons(estate, product) == all(.allowed))
  }

  @Test func `The own addresses of a key bound that key alone, and retail`() {
    for product in Self.products {
      var key = product.key
      key.networks = [CIDR(Estate.ip("203.0.113.64"), prefixLength: 26)]
      // Disjoint from the desk's office: such a key is allowed from nowhere.
      let principal: AccessReason = product.isRetail ? .addressNotListed : .allowed
      #expect(
        reasons(Estate.keyed.with(key), product)
          == [.addressNotListed, .addressNotListed, principal])
    }
  }
}

extension KeyRecord {
  /// The same as its owner deleted it.
  func ended(on instant: Instant) -> KeyRecord {
    var key = self
    key.state = .deleted
    key.ending = Ending(.delete, at: instant, by: "retail:gwen")
    for index in key.generations.indices { key.generations[index].until = instant }
    return key
  }
}

extension Estate {
  /// Locks the person who owns the key of a product.
  fileprivate mutating func lock(_ product: KeyDecisionTests.Product) {
    change(
      product.isRetail ? "RetailClient/gwen" : "PortalUser/harbour/\(product.key.user)",
      ["state": "locked"])
  }
}
