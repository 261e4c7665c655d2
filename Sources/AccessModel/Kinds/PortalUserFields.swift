import Diagnostics

/// The slots of a `PortalUser` and of its account rights.
package enum PortalUserFields {
  package static let email = KindDescription.portalUser.slot("email")
  package static let userType = KindDescription.portalUser.slot("userType")
  package static let displayName = KindDescription.portalUser.slot("displayName")
  package static let functions = KindDescription.portalUser.slot("functions")
  package static let accountRights = KindDescription.portalUser.slot("accountRights")
  package static let state = KindDescription.portalUser.slot("state")
  package static let signingKeys = KindDescription.portalUser.slot("signingKeys")

  /// Rights on some accounts.
  package static let accountRight = ObjectShape([
    Field(
      "accounts", .list(of: .referenceOrAll(.account)), .required,
      "The accounts, or `*` for every account of the institution."),
    Field(
      "rights", .list(of: .choice(["view", "trade", "funds", "manage"])), .required,
      "What the user may do there."),
  ])

  package static let accounts = accountRight.slot("accounts")
  package static let rights = accountRight.slot("rights")
}

extension KindDescription {
  package static let portalUser = KindDescription(
    .portalUser, name: "PortalUser", ownership: .institution, scope: .institution,
    "A login of the institution's portal.",
    fields: [
      Field(
        "email", .text(.email), .required,
        "The login, unique within the institution."),
      Field(
        "userType", .choice(["person", "dedicated"]), .defaulted(.text("person")),
        "dedicated is a user for the Broker API that belongs to nobody in particular; it "
          + "may not be a trader."),
      Field(
        "displayName", .text(.line(scalarsMax: 128)), .optional,
        "The name people see."),
      Field(
        "functions", .list(of: .choice(["user-management", "openapi-application"])), .optional,
        "user-management makes an active person an admin; openapi-application may submit "
          + "applications."),
      Field(
        "accountRights", .list(of: .object(PortalUserFields.accountRight)), .optional,
        "What the user may do on which accounts in the portal."),
      Field(
        "state", .choice(["invited", "active", "locked", "left"]), .defaulted(.text("active")),
        "Access exists only while the user is active."),
      Field(
        "signingKeys", .list(of: .text(.signingKey)), .optional,
        "OpenSSH public keys that sign plan approvals."),
    ])
}
