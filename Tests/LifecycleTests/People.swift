import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// A small register of people, and applications to act on.
enum People {
  static let trading = Address(.tradingApplication, institution: "harbour", name: "desks")
  static let broker = Address(.brokerApplication, institution: "harbour", name: "platform")
  static let retail = Address(.retailClient, name: "gwen")

  /// Every actor that the tests of rights go through.
  static let actors = [
    "staff:rev", "staff:ops", "staff:com", "staff:sec", "staff:gone", "staff:nobody",
    "admin:harbour/amy", "admin:harbour/ben", "admin:harbour/lia", "admin:harbour/svc",
    "admin:harbour/max", "admin:harbour/nobody", "admin:other/amy", "trader:harbour/amy",
    "retail:gwen", "retail:hugo", "retail:lost", "ci:job",
  ]

  static let register: [Address: Resource] = {
    let resources: [Resource] = [
      staff("rev", ["reviewer"]), staff("ops", ["operations"]), staff("com", ["compliance"]),
      staff("sec", ["security"]), staff("gone", Array(allRoles), state: "left"),
      user("harbour", "amy", ["openapi-application", "user-management"]),
      // Only the one function each.
      user("harbour", "ben", ["user-management"]), user("harbour", "max", ["openapi-application"]),
      user("harbour", "lia", ["openapi-application", "user-management"], state: "locked"),
      user("harbour", "svc", ["openapi-application", "user-management"], type: "dedicated"),
      user("other", "amy", ["openapi-application", "user-management"]),
      client("gwen"), client("hugo"), client("lost", state: "left"),
    ]
    return Dictionary(uniqueKeysWithValues: resources.map { ($0.address, $0) })
  }()

  static let allRoles = ["compliance", "operations", "reviewer", "security"]

  static func person(
    _ actor: String, in environment: Deployment.Environment = .sandbox, knowsStaff: Bool = true,
    beside: [Resource] = []
  ) -> ActingPerson {
    guard let actor = Actor(Text(actor)) else {
      Issue.record("`\(actor)` is not an actor")
      return person("ci:job")
    }
    let extra = Dictionary(uniqueKeysWithValues: beside.map { ($0.address, $0) })
    return ActingPerson(
      actor, in: Deployment(environment: environment, region: "hk"), knowsStaff: knowsStaff,
      resource: { extra[$0] ?? register[$0] })
  }

  // MARK: Resources

  static func make(_ address: Address, _ fields: [Slot: Value]) -> Resource {
    var spec = [Value](repeating: .absent, count: address.kind.description.fields.count)
    for (slot, value) in fields { spec[slot.index] = value }
    return Resource(address: address, labels: [], reason: nil, spec: spec)
  }

  static func list(_ texts: [String]) -> Value { .list(texts.map { .text(Text($0)) }) }

  static func staff(
    _ name: String, _ roles: [String], state: String? = nil, email: String? = nil
  ) -> Resource {
    make(
      Address(.staffMember, name: Text(name)),
      [
        StaffMemberFields.email: .text(Text(email ?? "\(name)@broker.example")),
        StaffMemberFields.roles: list(roles),
        StaffMemberFields.state: state.map { .text(Text($0)) } ?? .absent,
      ])
  }

  static func user(
    _ institution: String, _ name: String, _ functions: [String] = [], state: String? = nil,
    type: String? = nil
  ) -> Resource {
    make(
      Address(.portalUser, institution: Text(institution), name: Text(name)),
      [
        PortalUserFields.email: .text(Text("\(name)@\(institution).example")),
        PortalUserFields.functions: functions.isEmpty ? .absent : list(functions),
        PortalUserFields.state: state.map { .text(Text($0)) } ?? .absent,
        PortalUserFields.userType: type.map { .text(Text($0)) } ?? .absent,
      ])
  }

  static func client(_ name: String, state: String? = nil) -> Resource {
    make(
      Address(.retailClient, name: Text(name)),
      [
        RetailClientFields.email: .text(Text("\(name)@mail.example")),
        RetailClientFields.state: state.map { .text(Text($0)) } ?? .absent,
      ])
  }

  /// A stop over `subject`, as it would be recorded.
  static func stop(_ subject: Address, by actor: String, isRevoked: Bool = false) -> OverrideLife {
    OverrideLife(
      subject: subject,
      stop: OverrideLife.Stop(
        isRevoked: isRevoked, incident: "INC-1", by: Text(actor), at: Times.nine, reason: nil))
  }
}

/// Instants of the tests.
enum Times {
  static let nine = instant("2026-11-20T09:00:00Z")
  static let ten = instant("2026-11-20T10:00:00Z")

  static func instant(_ text: String) -> Instant {
    do { return try Instant(parsing: Text(text)) } catch {
      Issue.record("`\(text)` is not an instant")
      return .last
    }
  }
}
