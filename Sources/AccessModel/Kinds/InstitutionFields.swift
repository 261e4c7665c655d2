import Diagnostics

/// The slots of an `Institution` and of its licence.
package enum InstitutionFields {
  package static let legalName = KindDescription.institution.slot("legalName")
  package static let lei = KindDescription.institution.slot("lei")
  package static let country = KindDescription.institution.slot("country")
  package static let openingEmail = KindDescription.institution.slot("openingEmail")
  package static let tier = KindDescription.institution.slot("tier")
  package static let accountAlignment = KindDescription.institution.slot("accountAlignment")
  package static let state = KindDescription.institution.slot("state")
  package static let licence = ObjectShape([
    Field("held", .boolean, .required, "Whether the institution holds a licence."),
    Field("regulator", .text(.identifier(bytesMax: 32)), .optional, "Short name of the regulator."),
    Field("number", .text(.identifier(bytesMax: 64)), .optional, "The regulator's number for it."),
    Field(
      "types", .list(of: .integer(1...99)), .optional, "Numbers of the regulated activities."),
    Field("validFrom", .text(.instant), .optional, "First instant of validity."),
    Field("validUntil", .text(.instant), .optional, "First instant after its validity."),
    Field(
      "reason", .text(.line(scalarsMax: 512)), .optional, "Why there is none, when there is none."),
  ])

  package static let licenceSlot = KindDescription.institution.slot("licence")
  package static let held = licence.slot("held")
  package static let regulator = licence.slot("regulator")
  package static let number = licence.slot("number")
  package static let types = licence.slot("types")
  package static let licenceFrom = licence.slot("validFrom")
  package static let licenceUntil = licence.slot("validUntil")
  package static let licenceReason = licence.slot("reason")
}

extension KindDescription {
  package static let institution = KindDescription(
    .institution, name: "Institution", ownership: .staff, scope: .global,
    "A client institution of the broker.",
    fields: [
      Field(
        "legalName", .text(.line(scalarsMax: 256)), .required,
        "The registered name."),
      Field(
        "lei", .text(.legalEntityIdentifier), .optional,
        "Legal entity identifier, ISO 17442, unique in the store."),
      Field(
        "country", .text(.country), .required,
        "ISO 3166-1 alpha-2 code of the country of registration."),
      Field(
        "openingEmail", .text(.email), .required,
        "The address given at account opening; decisions are mailed there."),
      Field(
        "licence", .object(InstitutionFields.licence), .required,
        "The institution's licence to deal. In prod nothing but reading works without one."),
      Field(
        "tier", .reference(.tier), .optional,
        "The tier whose ceiling applies."),
      Field(
        "accountAlignment", .choice(["portal-wide", "user-permissions"]),
        .defaulted(.text("portal-wide")),
        "Whether a trader's key reaches every account of the portal or only those the user "
          + "has rights on."),
      Field(
        "state", .choice(["prospective", "open", "suspended", "closed"]), .defaulted(.text("open")),
        "Access exists only while it is open."),
    ])
}
