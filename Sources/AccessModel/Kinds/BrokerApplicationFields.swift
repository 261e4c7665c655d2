/// The slots of a `BrokerApplication`.
package enum BrokerApplicationFields {
  package static let integrationModel = KindDescription.brokerApplication.slot("integrationModel")
  package static let useCases = KindDescription.brokerApplication.slot("useCases")
  package static let requestedEndpoints = KindDescription.brokerApplication.slot(
    "requestedEndpoints")
  package static let apiUsers = KindDescription.brokerApplication.slot("apiUsers")
  package static let contact = KindDescription.brokerApplication.slot("contact")
  package static let ipWhitelists = KindDescription.brokerApplication.slot("ipWhitelists")
}

extension KindDescription {
  package static let brokerApplication = KindDescription(
    .brokerApplication, name: "BrokerApplication", ownership: .staff, scope: .institution,
    "An institution's application for the Broker API; the review itself is recorded, not "
      + "declared.",
    fields: [
      Field(
        "integrationModel", .text(.line(scalarsMax: 512)), .required,
        "How the institution connects."),
      Field(
        "useCases", .list(of: .text(.line(scalarsMax: 512))), .required,
        "What the institution does with it."),
      Field(
        "requestedEndpoints", .list(of: .selector), .required,
        "The endpoints asked for."),
      Field(
        "apiUsers", .list(of: .reference(.portalUser)), .required,
        "The users that may hold keys, best dedicated ones."),
      Field(
        "contact", .reference(.staffMember), .required,
        "The staff member who looks after the institution."),
      Field(
        "ipWhitelists", .list(of: .reference(.ipWhitelist)), .optional,
        "The lists of addresses that calls may come from."),
    ])
}
