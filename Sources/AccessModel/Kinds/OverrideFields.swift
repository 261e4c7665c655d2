/// The slots of an `Override`.
package enum OverrideFields {
  package static let state = KindDescription.override.slot("state")
  package static let incident = KindDescription.override.slot("incident")
  package static let by = KindDescription.override.slot("by")
  package static let at = KindDescription.override.slot("at")
  package static let reason = KindDescription.override.slot("reason")
}

extension KindDescription {
  package static let override = KindDescription(
    .override, name: "Override", ownership: .recorded, scope: .either,
    "An emergency stop, which no manifest undoes. Its name is the kind and the name of what it "
      + "covers.",
    fields: [
      Field(
        "state", .choice(["suspended", "revoked"]), .required,
        "suspended blocks; revoked blocks and has ended every secret."),
      Field(
        "incident", .text(.identifier(bytesMax: 64)), .required, "The incident it belongs to."),
      Field("by", .text(.identifier(bytesMax: 160)), .required, "The actor who stopped it."),
      Field("at", .text(.instant), .required, "Since when."),
      Field("reason", .text(.line(scalarsMax: 500)), .optional, "Why."),
    ])
}
