import AccessModel
import Diagnostics
import TestSupport

/// Retail clients and keys of every product, from a seed.
extension SeededRandom {
  static let clients = ["gwen", "hugo"]
  static let keyNames = ["phone", "desk"]

  mutating func addClient(_ client: String, to estate: inout Estate) {
    var account: [String: Draft] = ["name": "main", "number": "7001", "type": "CASH"]
    if oneIn(6) { account["state"] = .text(pick(["FROZEN", "CLOSED"])) }
    var fields: [String: Draft] = [
      "email": "\(client)@mail.example",
      "accounts": [.object(account), ["name": "savings", "number": "7002", "type": "CASH"]],
    ]
    if oneIn(8) { fields["state"] = .text(pick(["locked", "left"])) }
    if !oneIn(12) { estate.set("RetailClient/\(client)", fields) }
    if !oneIn(8) {
      estate.set(
        "Review/RetailClient.\(client)",
        ["state": .text(oneIn(8) ? "under-review" : "approved")])
    }
    if oneIn(15) { estate.suspend("RetailClient/\(client)") }
    for name in Self.keyNames where !oneIn(4) {
      addKey(Text("RetailClient/\(client)/\(name)"), name, client, to: &estate)
    }
  }

  /// Keys of a firm's traders and of its API user.
  mutating func addKeys(_ firm: String, to estate: inout Estate) {
    for (principal, user) in [
      ("TraderAuthorization/\(firm)/amy", "amy"), ("TraderAuthorization/\(firm)/ben", "ben"),
      ("BrokerApplication/\(firm)/platform/robot", "robot"),
    ] {
      for name in Self.keyNames where !oneIn(3) {
        addKey(Text(principal), name, user, to: &estate)
      }
    }
  }

  /// A key whose id and token follow from its principal and name.
  private mutating func addKey(
    _ principal: Text, _ name: String, _ user: String, to estate: inout Estate
  ) {
    let id: Text = Self.keyID(of: principal, name)
    let product: KeyRecord.Product =
      switch Estate.principal(principal).form {
      case .trader: .trader
      case .apiUser: .broker
      case .retailKey: .retail
      }
    var key = Estate.key(id, product, principal, Text(name), Text(user))
    key.registeredAt = Estate.instant("2026-11-08T00:00:00Z")
    key.generations = [
      Estate.generation(1, Estate.token(id, in: estate.deployment.environment))
    ]
    if product == .retail {
      key.account = Text(pick(["main", "main", "main", "savings", "gone"]))
      key.endpoints = some(of: Self.ids, atLeast: 4).map { Text($0) }.sorted()
    }
    if oneIn(3) { key.networks = some(of: Self.blocks).compactMap { try? CIDR(parsing: Text($0)) } }
    vary(&key)
    estate.put(key.resource)
    if oneIn(15) { estate.suspend(key.address.text) }
  }

  /// Makes a key not made yet, pending, retiring or ended, now and then.
  mutating func vary(_ key: inout KeyRecord) {
    if oneIn(3) { key.generations[0].madeAt = Estate.instant(Text(moment())) }
    if oneIn(8) { key.generations[0].isDelivered = false }
    if oneIn(10) {
      key.state = .registered
      key.generations = []
    } else if oneIn(8) {
      let end = Estate.instant(Text(moment()))
      key.state = .deleted
      key.ending = .init(.delete, at: end, by: "retail:gwen")
      key.generations[0].until = max(end, key.generations[0].madeAt)
    }
  }

  static func keyID(of principal: Text, _ name: String) -> Text {
    let digits = Digest.of(Array("\(principal) \(name)".utf8)).hexadecimal.uppercased()
    return Text("AK\(digits.prefix(20))")
  }
}
