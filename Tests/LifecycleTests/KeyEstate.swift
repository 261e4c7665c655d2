import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// What a test writes into a field, in literals.
indirect enum Part: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, Sendable
{
  case scalar(AccessModel.Value)
  case list([Part])
  case object([String: Part])

  init(stringLiteral value: String) { self = .scalar(AccessModel.Value.text(Text(value))) }
  init(booleanLiteral value: Bool) { self = .scalar(.boolean(value)) }
  init(integerLiteral value: Int64) { self = .scalar(.integer(value)) }
  init(arrayLiteral elements: Part...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, Part)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }

  /// The value in a field of this type.
  func value(_ type: FieldType) -> AccessModel.Value {
    switch (self, type) {
    case (.scalar(let value), _): return value
    case (.list(let parts), .list(let shape)): return .list(parts.map { $0.value(shape.element) })
    case (.object(let parts), .object(let shape)):
      return .object(Self.slots(parts, shape.fields))
    default:
      Issue.record("\(self) does not fit")
      return .absent
    }
  }

  static func slots(_ parts: [String: Part], _ fields: [Field]) -> [AccessModel.Value] {
    let unknown = parts.keys.filter { name in !fields.contains { $0.name == name } }
    if !unknown.isEmpty { Issue.record("there are no \(unknown)") }
    return fields.map { field in
      let value = parts[field.name]?.value(field.type) ?? .absent
      return value == field.defaultValue ? .absent : value
    }
  }
}

/// A firm with a trader and an API user, and a retail client, all approved and with texts accepted.
struct KeyEstate {
  var environment = Deployment.Environment.sandbox
  var now = Times.ten
  private(set) var resources: [Address: Resource] = [:]

  static let amy = "TraderAuthorization/harbour/amy"
  static let robot = "BrokerApplication/harbour/platform/robot"
  static let gwen = "RetailClient/gwen"

  init() {
    set("EndpointCatalogue/main", ["version": "1", "endpoints": .list(Self.rows)])
    set("PermissionSet/reading", ["include": ["*"], "classes": ["read"]])
    set(
      "Institution/harbour",
      [
        "legalName": "Harbour", "country": "HK", "openingEmail": "ops@harbour.example",
        "licence": ["held": true],
      ])
    set("Account/harbour/book", ["number": "8001", "type": "CASH", "ownership": "proprietary"])
    for user in ["amy", "ben"] {
      set("PortalUser/harbour/\(user)", ["email": "\(user)@harbour.example"])
    }
    for user in ["mei", "raj", "old"] {
      set(
        "PortalUser/harbour/\(user)",
        [
          "email": "\(user)@harbour.example", "functions": ["user-management"],
          "state": user == "old" ? "left" : "active",
        ])
    }
    set(
      "PortalUser/harbour/robot",
      [
        "email": "robot@harbour.example", "userType": "dedicated",
        "accountRights": [["accounts": ["*"], "rights": ["view", "trade"]]],
      ])
    set("StaffMember/ida", ["email": "ida@broker.example", "roles": ["operations"]])
    set(
      "IPWhitelist/harbour/office",
      ["mode": "restricted", "entries": [["cidr": "192.0.2.0/24"]]])
    set("TradingApplication/harbour/desks", ["purpose": "Orders", "requestedEndpoints": ["*"]])
    set(
      Self.amy,
      [
        "application": "desks", "accountScope": "listed", "accounts": ["book"],
        "endpoints": ["*"], "ipWhitelists": ["office"],
      ])
    addPlatform()
    addGwen()
  }

  private mutating func addPlatform() {
    set(
      "BrokerApplication/harbour/platform",
      [
        "integrationModel": "Server", "useCases": ["Orders"], "requestedEndpoints": ["*"],
        "apiUsers": ["robot"], "contact": "ida",
      ])
    set("EndpointGrant/harbour/orders", ["application": "platform", "endpoints": ["*"]])
    for address in ["TradingApplication.desks", "BrokerApplication.platform"] {
      set("Review/harbour/\(address)", ["state": "approved", "pinned": ["trade.order.place"]])
    }
    for user in ["amy", "ben", "robot"] {
      accept("trader:harbour/\(user)", "api-agreement", "disclaimer")
    }
  }

  private mutating func addGwen() {
    set(
      Self.gwen,
      [
        "email": "gwen@mail.example",
        "accounts": [
          ["name": "isa", "number": "9001", "type": "stocks-isa"],
          ["name": "cfd", "number": "9002", "type": "cfd"],
          ["name": "shut", "number": "9003", "type": "CASH", "state": "CLOSED"],
        ],
      ])
    set("Review/RetailClient.gwen", ["state": "approved"])
    accept("retail:gwen", "api-agreement", "risk-warning")
  }

  private static let rows: [Part] = [
    [
      "id": "auth.token", "method": "POST", "path": "/token", "group": "auth", "class": "admin",
      "flags": ["base"], "accountScoped": false,
    ],
    [
      "id": "market.quote", "method": "GET", "path": "/quote", "group": "market", "class": "read",
      "accountScoped": false,
    ],
    [
      "id": "trade.order.place", "method": "POST", "path": "/order", "group": "trade",
      "class": "trade",
    ],
    [
      "id": "funds.transfer", "method": "POST", "path": "/transfer", "group": "funds",
      "class": "funds",
    ],
    [
      "id": "market.old", "method": "GET", "path": "/old", "group": "market", "class": "read",
      "accountScoped": false, "removedOn": "2026-01-01T00:00:00Z",
    ],
  ]

  // MARK: Writing

  mutating func set(_ address: String, _ parts: [String: Part]) {
    guard let address = Address(Text(address)) else {
      Issue.record("`\(address)` is no address")
      return
    }
    let spec = Part.slots(parts, address.kind.description.fields)
    put(Resource(address: address, labels: [], reason: nil, spec: spec))
  }

  /// Changes fields of a resource; nil takes a field away.
  mutating func change(_ address: String, _ parts: [String: Part?]) {
    guard let address = Address(Text(address)), let old = resources[address] else {
      Issue.record("there is no \(address)")
      return
    }
    var spec = old.spec
    for (index, field) in address.kind.description.fields.enumerated() {
      guard let part = parts[field.name] else { continue }
      let value = part?.value(field.type) ?? .absent
      spec[index] = value == field.defaultValue ? .absent : value
    }
    put(Resource(address: address, labels: [], reason: nil, spec: spec))
  }

  mutating func put(_ resource: Resource) { resources[resource.address] = resource }

  mutating func remove(_ address: String) {
    if let address = Address(Text(address)) { resources[address] = nil }
  }

  mutating func suspend(_ subject: String, by actor: String = "staff:ida") {
    guard let subject = Address(Text(subject)) else { return }
    if let stop = People.stop(subject, by: actor).resource { put(stop) }
  }

  /// Records that somebody accepts texts as they are.
  mutating func accept(_ actor: String, _ texts: Text...) {
    guard let party = Actor(Text(actor)).flatMap({ TextParty($0) }) else { return }
    for text in texts {
      do throws(LifeProblem) {
        let known = party.products.flatMap { self.texts.required(for: $0) }
        let version = known.first { $0.name == text }?.version ?? "none"
        put(try party.accepting(text, version: version, among: self.texts, at: now, find: find))
      } catch {
        Issue.record("\(error.message)")
      }
    }
  }

  // MARK: Asking

  var find: (Address) -> Resource? { { [resources] in resources[$0] } }

  var texts: AgreementTexts {
    AgreementTexts(resources.values.filter { $0.kind == .agreement })
  }

  func grounds(_ holder: String) -> KeyGrounds {
    let deployment = Deployment(environment: environment, region: "hk")
    let view = AccessView(AccessRegister(resources.values, deployment: deployment), at: now)
    let parsed = (try? KeyHolder(parsing: Text(holder))) ?? KeyHolder(.client("nobody"))
    return KeyGrounds(
      of: parsed, in: view, agreements: resources.values.filter { $0.kind == .agreement },
      find: find)
  }

  static func actor(_ holder: String) -> String {
    switch holder {
    case gwen: "retail:gwen"
    case robot: "trader:harbour/robot"
    default: "trader:harbour/amy"
    }
  }

  /// What an act makes, written into the estate; or the code of its problem.
  @discardableResult
  mutating func act(
    _ holder: String, as actor: String? = nil,
    _ act: (KeyGrounds, Actor) throws(LifeProblem) -> KeyMove
  ) -> String {
    guard let actor = Actor(Text(actor ?? Self.actor(holder))) else { return "no actor" }
    do throws(LifeProblem) {
      let move = try act(grounds(holder), actor)
      for key in move.keys { put(key.resource) }
      return move.warnings.isEmpty ? "done" : "done, \(move.warnings.map(\.code.name))"
    } catch {
      return error.code.name
    }
  }

  // MARK: Acts

  static let passed = KeyPresence(methods: ["sms-code", "trading-password"])

  static func secret(_ number: Int) -> Digest { Digest.of(Array("secret \(number)".utf8)) }

  static func choice(_ holder: String) -> KeyChoice {
    guard holder == gwen else { return KeyChoice() }
    return KeyChoice(isUnrestricted: true, account: "isa", scopes: [.exact("market.quote")])
  }

  @discardableResult
  mutating func register(
    _ holder: String, _ name: Text = "bot", as actor: String? = nil
  ) -> String {
    let id = Text(
      "AK\(Digest.of(Array("\(holder)\(name)\(resources.count)".utf8)).hexadecimal.prefix(20).uppercased())"
    )
    return act(holder, as: actor) { grounds, actor throws(LifeProblem) in
      try grounds.registering(name, id: id, by: actor)
    }
  }

  @discardableResult
  mutating func generate(
    _ holder: String, _ name: Text = "bot", _ choice: KeyChoice? = nil, as actor: String? = nil,
    presence: KeyPresence = KeyEstate.passed
  ) -> String {
    act(holder, as: actor) { grounds, actor throws(LifeProblem) in
      try grounds.generating(
        name, choice ?? Self.choice(holder), secret: Self.secret(1), presence: presence, by: actor)
    }
  }

  @discardableResult
  mutating func reset(
    _ holder: String, _ name: Text = "bot", number: Int = 2, as actor: String? = nil,
    presence: KeyPresence = KeyEstate.passed
  ) -> String {
    act(holder, as: actor) { grounds, actor throws(LifeProblem) in
      try grounds.resetting(
        name, secret: Self.secret(number), pairID: Text("AK0000000000000000000\(number)"),
        presence: presence, by: actor)
    }
  }

  @discardableResult
  mutating func delete(_ holder: String, _ name: Text = "bot", as actor: String? = nil) -> String {
    act(holder, as: actor) { grounds, actor throws(LifeProblem) in
      try grounds.deleting(name, by: actor)
    }
  }

  /// Records that the newest secret of a key was shown.
  mutating func deliver(_ holder: String, _ name: Text = "bot", number: Int) {
    guard let key = grounds(holder).key(named: name)?.delivered(Self.secret(number)) else {
      Issue.record("nothing to deliver")
      return
    }
    put(key.resource)
  }

  func key(_ holder: String, _ name: Text = "bot") -> KeyRecord? {
    grounds(holder).key(named: name)
  }
}
