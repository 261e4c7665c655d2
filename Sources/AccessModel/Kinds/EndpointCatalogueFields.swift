/// The slots of an `EndpointCatalogue` and of its rows.
package enum EndpointCatalogueFields {
  package static let version = KindDescription.endpointCatalogue.slot("version")
  package static let endpoints = KindDescription.endpointCatalogue.slot("endpoints")

  /// One row of the catalogue.
  package static let row = ObjectShape([
    Field("id", .text(.endpointID), .required, "Dotted id, unique in the store."),
    Field("method", .text(.httpMethod), .required, "HTTP verb, or GRPC, MQTT, WS for streams."),
    Field("path", .text(.path), .required, "Path as the broker publishes it."),
    Field(
      "aliases", .list(of: .text(.path)), .optional, "Other paths that reach the same function."),
    Field(
      "group", .text(.identifier(bytesMax: 64)), .required, "The part of the API it belongs to."),
    Field(
      "class", .choice(["read", "trade", "funds", "admin"]), .required,
      "What a call can do: read nothing changes, trade reaches a market, funds moves money or "
        + "shares, admin changes identities, accounts or credentials."),
    Field(
      "flags", .list(of: .choice(["mut", "pii", "stream", "paid", "base"])), .optional,
      "mut changes stored data, pii holds personal data, stream is a long-lived session, paid "
        + "needs an entitlement, base is implicit for every live principal."),
    Field(
      "accountScoped", .boolean, .defaulted(.boolean(true)),
      "Whether a call names an account. Rows with the flag base must say false."),
    Field(
      "regions", .list(of: .text(.region)), .optional,
      "Regions that have the endpoint; absent means every region."),
    Field("summary", .text(.line(scalarsMax: 512)), .optional, "One line for people."),
    Field("removedOn", .text(.instant), .optional, "From this instant nobody can call it."),
  ])

  package static let id = row.slot("id")
  package static let method = row.slot("method")
  package static let path = row.slot("path")
  package static let aliases = row.slot("aliases")
  package static let group = row.slot("group")
  package static let riskClass = row.slot("class")
  package static let flags = row.slot("flags")
  package static let accountScoped = row.slot("accountScoped")
  package static let regions = row.slot("regions")
  package static let removedOn = row.slot("removedOn")
}

extension KindDescription {
  package static let endpointCatalogue = KindDescription(
    .endpointCatalogue, name: "EndpointCatalogue", ownership: .staff, scope: .global,
    "Callable endpoints of the broker's API. The catalogue in force is the union of all "
      + "resources of this kind; an endpoint id is unique over all of them, and so is method "
      + "and path in a region.",
    fields: [
      Field(
        "version", .text(.line(scalarsMax: 128)), .required,
        "The edition of the source that the rows were taken from."),
      Field(
        "endpoints", .list(of: EndpointCatalogueFields.row, keyed: "id"), .required,
        "The endpoints, each named by its id. Grants name ids, never paths, so that a "
          + "changed path changes no grant."),
    ])
}
