import AccessModel
import Diagnostics
import Planning
import Plans
import Testing

/// A firm and a client with keys: `ben` trades on a desk, `cora` with fields of her own, `gateway` is
/// an API user, `lena` a retail client.
struct KeyEstate {
  static let now = "2026-11-20T09:00:00Z"
  static let actor: Text = "admin:harbour/amy"
  private(set) var resources: [Address: Resource]
  private(set) var keys: [KeyRecord] = []

  init() throws {
    resources = Dictionary(
      byAddress: [
        Estate.user("gateway"), Estate.user("spare"),
        Self.application(
          "second", "TradingApplication", "{purpose: t, requestedEndpoints: [\"*\"]}"),
        Self.cora(), Self.broker("[gateway, spare]"), Self.client(),
      ] + Estate.harbour)
    keys = try [
      Self.key("BEN", "TraderAuthorization/harbour/ben", of: "ben"),
      Self.key("CORA", "TraderAuthorization/harbour/cora", of: "cora"),
      Self.key("GATE", "BrokerApplication/harbour/connect/gateway", of: "gateway", .broker),
      Self.key("LENA", "RetailClient/lena/phone", of: "lena", .retail),
    ]
  }

  // MARK: Parts

  static func resource(_ kind: String, _ name: String, _ spec: String) -> Resource {
    Estate.resource(kind, name, spec, of: "harbour")
  }

  static func application(_ name: String, _ kind: String, _ spec: String) -> Resource {
    resource(kind, name, spec)
  }

  static func ben(_ extra: String = "", named name: String = "ben") -> Resource {
    resource("TraderAuthorization", name, "{desk: equities\(extra)}")
  }

  static func cora(_ application: String = "second") -> Resource {
    resource(
      "TraderAuthorization", "cora",
      "{application: \(application), accountScope: listed, accounts: [main], endpoints: [\"*\"]}")
  }

  static func broker(_ users: String, named name: String = "connect") -> Resource {
    resource(
      "BrokerApplication", name,
      "{integrationModel: own, useCases: [orders], requestedEndpoints: [\"*\"], "
        + "apiUsers: \(users), contact: olga}")
  }

  static func client(_ extra: String = "", named name: String = "lena") -> Resource {
    Estate.resource(
      "RetailClient", name,
      "{email: \(name)@mail.example, accounts: [{name: isa, number: \"7001\", type: stocks-isa}]"
        + "\(extra)}")
  }

  static func stop(_ subject: String, _ state: String = "revoked") throws -> Resource {
    let address = try #require(Address(Text(subject)))
    let place = Address(.override, of: address)
    return Estate.resource(
      "Override", place.name.string,
      "{state: \(state), incident: INC-1, by: \"staff:olga\", at: \"\(now)\"}",
      of: place.institution.isEmpty ? nil : place.institution.string)
  }

  /// A key of one delivered secret, made a week before.
  static func key(
    _ id: Text, _ principal: Text, of user: Text, _ product: KeyRecord.Product = .trader
  ) throws -> KeyRecord {
    let made = try Instant(parsing: "2026-11-13T09:00:00Z")
    var key = KeyRecord(
      id: id, product: product, principal: try PrincipalAddress(parsing: principal), name: "phone",
      user: user, registeredAt: made, texts: ["api-agreement@1"])
    key.state = .keyed
    key.generations = [
      SecretGeneration(
        number: 1, secret: Digest.of(Array(id.bytes)), madeAt: made, isDelivered: true)
    ]
    return key
  }

  // MARK: Changes

  mutating func add(_ key: KeyRecord) { keys.append(key) }

  func resource(_ text: Text) throws -> Resource {
    let address = try #require(Address(text))
    return try #require(resources[address])
  }

  /// The register and the keys after `changes`, in the form in which plans read them.
  func planned(_ changes: [Change]) -> [Resource] {
    var after = resources
    for change in changes {
      if let old = change.before?.resource { after[old.address] = nil }
      if let new = change.after?.resource { after[new.address] = new }
    }
    return Array(after.values)
  }

  /// What follows from `changes` for the keys and for `records` beside them.
  func consequences(_ changes: [Change], _ records: [Resource] = []) throws -> [Change] {
    let rows = keys.map(\.resource) + records
    let table = Dictionary(byAddress: rows)
    return KeyConsequences.of(
      changes, planned: planned(changes), recorded: rows, at: try Instant(parsing: Text(Self.now)),
      by: Self.actor, version: { table[$0].map(Estate.version) })
  }

  /// The same in words, such as `BEN withdrawal` or `BEN -> TraderAuthorization/harbour/benny of ben`.
  func words(_ changes: [Change]) throws -> [String] {
    try consequences(changes).map { change in
      let row = try #require(change.after?.resource)
      let after = KeyRecord(row)
      guard let ending = after.ending else {
        return "\(after.id) -> \(after.principal) of \(after.user)"
      }
      #expect(after.state == .deleted)
      #expect(after.generations.allSatisfy { !$0.isAlive(at: ending.at) })
      #expect(ending.by == Self.actor)
      return "\(after.id) \(ending.cause.rawValue)"
    }
  }
}
