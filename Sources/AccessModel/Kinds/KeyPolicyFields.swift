/// The slots of a `KeyPolicy` and of its objects.
package enum KeyPolicyFields {
  /// How strictly a rule is held.
  package static let severity = FieldType.choice(["allow", "warn", "refuse"])

  package static let unrestricted = ObjectShape(
    ["read", "trade", "funds", "admin"].map {
      Field($0, severity, .optional, "For endpoints of class \($0).")
    })

  package static let minPrefix = ObjectShape([
    Field("v4", .integer(0...32), .optional, "Shortest IPv4 prefix length allowed."),
    Field("v6", .integer(0...128), .optional, "Shortest IPv6 prefix length allowed."),
  ])

  package static let addressClasses = ObjectShape(
    [
      "documentation", "private", "shared", "loopback", "linkLocal", "multicast", "reserved",
      "unspecified",
    ].map { Field($0, severity, .optional, "For blocks that overlap \($0) addresses.") })

  package static let ip = ObjectShape([
    Field("maxEntries", .integer(1...10_000), .optional, "Most entries of one list."),
    Field("minPrefix", .object(minPrefix), .optional, "How wide one entry may be."),
    Field("classes", .object(addressClasses), .optional, "Special-purpose addresses."),
  ])

  package static let rotation = ObjectShape([
    Field(
      "overlap", .text(.duration), .optional,
      "How long an old secret lives after a reset; may shorten P10D, never lengthen it."),
    Field("maxAge", .text(.duration), .optional, "Age from which a key is warned about."),
  ])

  package static let exception = ObjectShape([
    Field("principal", .text(.principal), .required, "Whom the exception is for."),
    Field("rule", .text(.identifier(bytesMax: 64)), .required, "The field of this policy."),
    Field("reason", .text(.line(scalarsMax: 512)), .required, "Why."),
    Field("validUntil", .text(.instant), .required, "When the exception ends."),
  ])

  package static let ipSlot = KindDescription.keyPolicy.slot("ip")
  package static let unrestrictedSlot = KindDescription.keyPolicy.slot("unrestricted")
  package static let rotationSlot = KindDescription.keyPolicy.slot("rotation")
  package static let unstatedNetworks = KindDescription.keyPolicy.slot("unstatedNetworks")
  package static let keysPerUser = KindDescription.keyPolicy.slot("keysPerUser")
  package static let usersPerInstitution = KindDescription.keyPolicy.slot("usersPerInstitution")
  package static let dedicatedApiUser = KindDescription.keyPolicy.slot("dedicatedApiUser")
  package static let wildcards = KindDescription.keyPolicy.slot("wildcards")
  package static let segregation = KindDescription.keyPolicy.slot("segregation")
  package static let retailAccountTypes = KindDescription.keyPolicy.slot("retailAccountTypes")
  package static let dualControl = KindDescription.keyPolicy.slot("dualControl")
  package static let exceptions = KindDescription.keyPolicy.slot("exceptions")

  package static let maxEntries = ip.slot("maxEntries")
  package static let minPrefixSlot = ip.slot("minPrefix")
  package static let classes = ip.slot("classes")
  package static let v4 = minPrefix.slot("v4")
  package static let v6 = minPrefix.slot("v6")
  package static let overlap = rotation.slot("overlap")
  package static let maxAge = rotation.slot("maxAge")
}

extension KindDescription {
  package static let keyPolicy = KindDescription(
    .keyPolicy, name: "KeyPolicy", ownership: .staff, scope: .global,
    "Rules for keys and address lists. The policy named `default` replaces the built-in default of "
      + "the environment field by field; the policy of a tier may only tighten.",
    fields: [
      Field(
        "unrestricted", .object(KeyPolicyFields.unrestricted), .optional,
        "What a principal without any address restriction may hold."),
      Field(
        "unstatedNetworks", KeyPolicyFields.severity, .optional,
        "When no list is named at any level, as against an unrestricted list."),
      Field("ip", .object(KeyPolicyFields.ip), .optional, "Rules for address lists."),
      Field("rotation", .object(KeyPolicyFields.rotation), .optional, "Age of secrets."),
      Field("keysPerUser", .integer(1...10_000), .optional, "Most keys of one user."),
      Field(
        "usersPerInstitution", .integer(1...1_000_000), .optional, "Most users of one institution."),
      Field(
        "dualControl",
        .list(of: .choice(["read", "trade", "funds", "admin", "unrestricted", "licence"])),
        .optional,
        "Widenings that need a second person."),
      Field(
        "dedicatedApiUser", KeyPolicyFields.severity, .optional,
        "Persons as API users of a broker application."),
      Field(
        "wildcards", .list(of: .choice(["read", "trade", "funds", "admin"])), .optional,
        "Classes that a prefix or `*` written in an authorization, desk or grant may grant."),
      Field(
        "segregation",
        .list(
          of: .list(ListShape(of: .looseReference(.permissionSet), count: 2...2))), .optional,
        "Pairs of permission sets of which one principal may not reach rows of both."),
      Field(
        "retailAccountTypes", .list(of: .text(.identifier(bytesMax: 32))), .optional,
        "Types of retail accounts that keys may reach."),
      Field(
        "exceptions", .list(of: .object(KeyPolicyFields.exception)), .optional,
        "Principals for whom a rule does not hold until a date."),
    ])
}
