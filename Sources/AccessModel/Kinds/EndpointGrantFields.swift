/// The slots of an `EndpointGrant`.
package enum EndpointGrantFields {
  package static let application = KindDescription.endpointGrant.slot("application")
  package static let endpoints = KindDescription.endpointGrant.slot("endpoints")
  package static let apiUsers = KindDescription.endpointGrant.slot("apiUsers")
  package static let validFrom = KindDescription.endpointGrant.slot("validFrom")
  package static let validUntil = KindDescription.endpointGrant.slot("validUntil")
}

extension KindDescription {
  package static let endpointGrant = KindDescription(
    .endpointGrant, name: "EndpointGrant", ownership: .staff, scope: .institution,
    requiresReason: true,
    "Endpoints that a broker application may call. `metadata.reason` is required.",
    fields: [
      Field(
        "application", .reference(.brokerApplication), .required,
        "The broker application."),
      Field(
        "endpoints", .list(of: .selector), .required,
        "The endpoints granted, within what was asked for and approved."),
      Field(
        "apiUsers", .list(of: .reference(.portalUser)), .optional,
        "The users it is for; default: all of the application."),
      Field(
        "validFrom", .text(.instant), .optional,
        "First instant of the grant."),
      Field(
        "validUntil", .text(.instant), .optional,
        "First instant after the grant."),
    ])
}
