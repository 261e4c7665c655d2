import Diagnostics

/// The slots of a `StaffMember`.
package enum StaffMemberFields {
  package static let email = KindDescription.staffMember.slot("email")
  package static let roles = KindDescription.staffMember.slot("roles")
  package static let state = KindDescription.staffMember.slot("state")
  package static let signingKeys = KindDescription.staffMember.slot("signingKeys")
}

extension KindDescription {
  package static let staffMember = KindDescription(
    .staffMember, name: "StaffMember", ownership: .staff, scope: .global,
    "A person of the broker's staff and what they may decide.",
    fields: [
      Field(
        "email", .text(.email), .required,
        "The person's mail address, unique among staff."),
      Field(
        "roles", .list(of: .choice(["reviewer", "compliance", "operations", "security"])),
        .required,
        "operations applies manifests, security changes staff, policies and owners, "
          + "reviewer decides applications, compliance qualifies institutions."),
      Field(
        "state", .choice(["active", "left"]), .defaulted(.text("active")),
        "Whether the person still works here."),
      Field(
        "signingKeys", .list(of: .text(.signingKey)), .optional,
        "OpenSSH public keys that sign plan approvals."),
    ])
}
