/// The slots of a `PermissionSet`.
package enum PermissionSetFields {
  package static let include = KindDescription.permissionSet.slot("include")
  package static let exclude = KindDescription.permissionSet.slot("exclude")
  package static let classes = KindDescription.permissionSet.slot("classes")
  package static let withFlags = KindDescription.permissionSet.slot("withFlags")
  package static let withoutFlags = KindDescription.permissionSet.slot("withoutFlags")
}

extension KindDescription {
  package static let permissionSet = KindDescription(
    .permissionSet, name: "PermissionSet", ownership: .staff, scope: .global,
    "A named set of endpoints for grants and tiers to use. Sets may include sets; a cycle "
      + "is refused.",
    fields: [
      Field(
        "include", .list(of: .selector), .required,
        "The endpoints to start from: ids, prefixes, `*` or other sets."),
      Field(
        "exclude", .list(of: .selector), .optional,
        "Endpoints to take out again."),
      Field(
        "classes", .list(of: .choice(["read", "trade", "funds", "admin"])), .optional,
        "Keep only endpoints of these classes."),
      Field(
        "withFlags", .list(of: .choice(["mut", "pii", "stream", "paid", "base"])), .optional,
        "Keep only endpoints that carry one of these flags."),
      Field(
        "withoutFlags", .list(of: .choice(["mut", "pii", "stream", "paid", "base"])), .optional,
        "Drop endpoints that carry one of these flags."),
    ])
}
