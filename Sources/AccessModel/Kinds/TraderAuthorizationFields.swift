import Diagnostics

/// The slots of a `TraderAuthorization`.
package enum TraderAuthorizationFields {
  package static let desk = KindDescription.traderAuthorization.slot("desk")
  package static let application = KindDescription.traderAuthorization.slot("application")
  package static let accountScope = KindDescription.traderAuthorization.slot("accountScope")
  package static let acknowledged = KindDescription.traderAuthorization.slot("acknowledged")
  package static let accounts = KindDescription.traderAuthorization.slot("accounts")
  package static let endpoints = KindDescription.traderAuthorization.slot("endpoints")
  package static let ipWhitelists = KindDescription.traderAuthorization.slot("ipWhitelists")
  package static let user = KindDescription.traderAuthorization.slot("user")
  package static let validFrom = KindDescription.traderAuthorization.slot("validFrom")
  package static let validUntil = KindDescription.traderAuthorization.slot("validUntil")
  package static let state = KindDescription.traderAuthorization.slot("state")
}

extension KindDescription {
  package static let traderAuthorization = KindDescription(
    .traderAuthorization, name: "TraderAuthorization", ownership: .institution, scope: .institution,
    "Open API access granted to one user: either through a desk, or with fields of its own.",
    fields: [
      Field(
        "desk", .reference(.desk), .optional,
        "The desk whose rights the trader has; excludes the fields of its own."),
      Field(
        "application", .reference(.tradingApplication), .optional,
        "The application, when there is no desk."),
    ] + AccessScopeFields.fields(.optional) + [
      Field(
        "user", .reference(.portalUser), .optional,
        "The user; default: the user named like this resource."),
      Field(
        "validFrom", .text(.instant), .optional,
        "First instant of access."),
      Field(
        "validUntil", .text(.instant), .optional,
        "First instant after access."),
      Field(
        "state", .choice(["active", "suspended", "withdrawn"]), .defaulted(.text("active")),
        "withdrawn ends the authorization and its keys for good."),
    ])
}
