import AccessModel
import Diagnostics

extension Estate {
  static let phone: Text = "RetailClient/gwen/phone"

  /// Harbour in prod with a key for each product: amy's, the robot's, and gwen's, who is retail.
  static let keyed: Estate = {
    var estate = Estate.harbour
    estate.set(
      "RetailClient/gwen",
      [
        "email": "gwen@mail.example",
        "accounts": [
          ["name": "main", "number": "7001", "type": "CASH"],
          ["name": "7009", "number": "main2", "type": "CASH"],
          ["name": "savings", "number": "7002", "type": "MARGIN"],
        ],
      ])
    estate.set("Review/RetailClient.gwen", ["state": "approved"])
    for key in [amysKey, robotsKey, gwensKey] { estate.put(key.resource) }
    return estate
  }()

  static let made = instant("2026-10-01T00:00:00Z")

  static let amysKey = key("AK00000000000000000AMY", .trader, amy, "desk", "amy")
  static let robotsKey = key("AK0000000000000000R0B0", .broker, robot, "server", "robot")
  static let gwensKey: KeyRecord = {
    var record = key("AK0000000000000000GWEN", .retail, phone, "phone", "gwen")
    record.account = "main"
    record.scopes = ["trade.*"]
    record.endpoints = [
      "trade.old.place", "trade.order.list", "trade.order.place", "trade.us.place",
    ]
    return record
  }()

  /// A key whose one secret, of the token of its id, was made on 1 October.
  static func key(
    _ id: Text, _ product: KeyRecord.Product, _ principal: Text, _ name: Text, _ user: Text
  ) -> KeyRecord {
    var record = KeyRecord(
      id: id, product: product, principal: Estate.principal(principal), name: name, user: user,
      registeredAt: made, texts: ["api-agreement@1"])
    record.state = .keyed
    record.generations = [generation(1, token(id))]
    return record
  }

  static func generation(
    _ number: Int, _ token: Text, from start: Instant = made, until end: Instant? = nil,
    isDelivered: Bool = true
  ) -> SecretGeneration {
    SecretGeneration(
      number: number, secret: Digest.of(Array(token.bytes)), madeAt: start, until: end,
      isDelivered: isDelivered)
  }

  /// A token of prod that is the same for the same seed.
  static func token(_ seed: Text, in environment: Deployment.Environment = .prod) -> Text {
    let pool = Digest.of(Array(seed.bytes)).bytes
    var place = 0
    let token = KeyToken(for: environment) { buffer in
      for index in buffer.indices {
        buffer[index] = pool[place % pool.count] &+ UInt8(truncatingIfNeeded: place / pool.count)
        place += 1
      }
    }
    return token.withBytes { Text(Array($0)) }
  }

  /// Puts a key in the place of the one that has its id.
  func with(_ key: KeyRecord) -> Estate {
    var estate = self
    estate.put(key.resource)
    return estate
  }

  func decide(
    _ caller: AccessDecider.Caller, _ endpoint: Text, on account: Text? = nil,
    from address: Text = "203.0.113.9", at instant: Instant = Estate.now
  ) -> AccessReason {
    let decider = AccessDecider(AccessRegister(resources.values, deployment: deployment))
    return decider.decide(
      caller, place: decider.place(ofEndpoint: endpoint), account: account,
      address: Estate.ip(address), at: instant)
  }
}
