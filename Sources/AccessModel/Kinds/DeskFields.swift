/// The slots of a `Desk`.
package enum DeskFields {
  package static let application = KindDescription.desk.slot("application")
  package static let accountScope = KindDescription.desk.slot("accountScope")
  package static let acknowledged = KindDescription.desk.slot("acknowledged")
  package static let accounts = KindDescription.desk.slot("accounts")
  package static let endpoints = KindDescription.desk.slot("endpoints")
  package static let ipWhitelists = KindDescription.desk.slot("ipWhitelists")
}

extension KindDescription {
  package static let desk = KindDescription(
    .desk, name: "Desk", ownership: .institution, scope: .institution,
    "What the traders of a desk may do.",
    fields: [
      Field(
        "application", .reference(.tradingApplication), .required,
        "The application that the desk works under."),
      Field(
        "accountScope", .choice(["all-portal-accounts", "listed"]), .required,
        "all-portal-accounts reaches every proprietary account, also later ones, and must "
          + "be acknowledged; listed reaches the accounts named."),
      Field(
        "acknowledged", .boolean, .optional,
        "true with all-portal-accounts: the admin knows that every account is reached."),
      Field(
        "accounts", .list(of: .reference(.account)), .optional,
        "The accounts of accountScope listed."),
      Field(
        "endpoints", .list(of: .selector), .required,
        "What may be called, within what the application asked for."),
      Field(
        "ipWhitelists", .list(of: .reference(.ipWhitelist)), .optional,
        "The lists of addresses that calls may come from; without any, every address."),
    ])
}
