/// The slots of an `IPWhitelist` and of its entries.
package enum IPWhitelistFields {
  package static let mode = KindDescription.ipWhitelist.slot("mode")
  package static let entries = KindDescription.ipWhitelist.slot("entries")
  package static let institutionWide = KindDescription.ipWhitelist.slot("institutionWide")

  /// One block of addresses.
  package static let entry = ObjectShape([
    Field(
      "cidr", .text(.addressBlock), .required,
      "An IPv4 or IPv6 block; a bare address means that one address."),
    Field("note", .text(.line(scalarsMax: 256)), .optional, "What the block is."),
    Field("validUntil", .text(.instant), .optional, "From this instant the entry is dead."),
  ])

  package static let cidr = entry.slot("cidr")
  package static let note = entry.slot("note")
  package static let validUntil = entry.slot("validUntil")
}

extension KindDescription {
  package static let ipWhitelist = KindDescription(
    .ipWhitelist, name: "IPWhitelist", ownership: .institution, scope: .institution,
    "A reusable list of addresses from which calls may come.",
    fields: [
      Field(
        "mode", .choice(["restricted", "unrestricted"]), .required,
        "restricted admits the entries only; unrestricted says in so many words that any "
          + "address will do."),
      Field(
        "entries", .list(of: IPWhitelistFields.entry, keyed: "cidr"), .optional,
        "The address blocks of a restricted list."),
      Field(
        "institutionWide", .boolean, .defaulted(.boolean(false)),
        "Whether the list also bounds every principal of the institution."),
    ])
}
