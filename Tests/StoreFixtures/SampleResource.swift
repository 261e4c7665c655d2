package import AccessModel
package import Diagnostics

/// Small resources for tests of stores.
package enum SampleResource {
  /// A global permission set.
  package static func set(_ name: Text, include: [Text] = ["market.*"]) -> Resource {
    let kind = Kind.permissionSet
    return resource(
      Address(kind, name: name), reason: nil,
      [PermissionSetFields.include: .list(include.sorted().map(Value.text))])
  }

  /// A user of an institution's portal.
  package static func user(
    _ institution: Text, _ name: Text, displayName: Text = "Amy Wong", reason: Text? = nil
  ) -> Resource {
    resource(
      Address(.portalUser, institution: institution, name: name), reason: reason,
      [
        PortalUserFields.email: .text(Text("\(name)@\(institution).example")),
        PortalUserFields.displayName: .text(displayName),
        PortalUserFields.functions: .list([.text("user-management")]),
      ])
  }

  private static func resource(
    _ address: Address, reason: Text?, _ values: [Slot: Value]
  ) -> Resource {
    let fields = address.kind.description.fields
    let spec = fields.indices.map { values[Slot(index: $0)] ?? .absent }
    return Resource(address: address, labels: [], reason: reason, spec: spec)
  }
}
