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
        "The application that the desk works under.")
    ] + AccessScopeFields.fields(.required))
}
