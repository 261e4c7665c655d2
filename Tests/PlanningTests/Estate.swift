import AccessModel
import Diagnostics
import Manifests
import Plans
import Testing

/// Small registers for the tests of planning, written as manifests in flow style.
enum Estate {
  /// The resource that one line of YAML declares.
  static func resource(
    _ kind: String, _ name: String, _ spec: String, of institution: String? = nil,
    reason: String? = nil
  ) -> Resource {
    let place = institution.map { ", institution: \($0)" } ?? ""
    let why = reason.map { ", reason: \"\($0)\"" } ?? ""
    let text =
      "{apiVersion: mandate/v1, kind: \(kind), metadata: {name: \(name)\(place)\(why)}, spec: \(spec)}"
    var diagnostics: [Diagnostic] = []
    guard let found = RegisterDecoder.resources(of: [Text(text)], into: &diagnostics)?.first else {
      Issue.record("not a resource: \(text): \(diagnostics.map(\.message))")
      return Resource(
        address: Address(.tier, name: "broken"), labels: [], reason: nil, spec: [])
    }
    return found
  }

  static func institution(_ name: String, _ extra: String = "") -> Resource {
    resource(
      "Institution", name,
      "{legalName: \(name) Limited, country: HK, openingEmail: ops@\(name).example, "
        + "licence: {held: true}\(extra)}")
  }

  static func user(
    _ name: String, of institution: String = "harbour", isAdmin: Bool = false, _ extra: String = ""
  ) -> Resource {
    let functions = isAdmin ? ", functions: [user-management]" : ""
    return resource(
      "PortalUser", name, "{email: \(name)@\(institution).example\(functions)\(extra)}",
      of: institution)
  }

  static func staff(_ name: String, _ roles: String, _ extra: String = "") -> Resource {
    resource(
      "StaffMember", name, "{email: \(name)@broker.example, roles: [\(roles)]\(extra)}")
  }

  /// A firm of three people, one of them an admin, with a desk.
  static let harbour: [Resource] = [
    institution("harbour"), user("amy", isAdmin: true), user("ben"), user("cora"),
    resource(
      "Account", "main", "{number: \"80010001\", type: MARGIN, ownership: proprietary}",
      of: "harbour"),
    resource(
      "TradingApplication", "desks", "{purpose: trading, requestedEndpoints: [\"*\"]}",
      of: "harbour"),
    resource(
      "Desk", "equities",
      "{application: desks, accountScope: listed, accounts: [main], endpoints: [\"*\"]}",
      of: "harbour"),
    resource("TraderAuthorization", "ben", "{desk: equities}", of: "harbour"),
    resource("TraderAuthorization", "cora", "{desk: equities}", of: "harbour"),
  ]

  static func version(_ resource: Resource) -> Change.Version {
    Change.Version(resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource)))
  }

  static func declared(_ resource: Resource, renamedFrom: Text? = nil) -> Declared {
    Declared(
      resource: resource, digest: version(resource).digest, renamedFrom: renamedFrom,
      source: Source(file: "estate.yaml", line: 1))
  }

  static func row(_ resource: Resource, owner: Text = "broker") -> StoredRow {
    let bytes = CanonicalJSON.bytes(of: resource)
    return StoredRow(
      address: resource.address, owner: owner, digest: Digest.of(bytes), canonical: Text(bytes),
      source: nil, sinceRevision: 1)
  }

  static func create(_ resource: Resource) -> Change {
    Change(before: nil, after: version(resource), source: nil)
  }

  static func delete(_ resource: Resource) -> Change {
    Change(before: version(resource), after: nil, source: nil)
  }

  static func update(_ before: Resource, _ after: Resource) -> Change {
    Change(before: version(before), after: version(after), source: nil)
  }
}
