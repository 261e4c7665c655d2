/// The slots of an `Attestation`.
package enum AttestationFields {
  package static let decision = KindDescription.attestation.slot("decision")
  package static let at = KindDescription.attestation.slot("at")
  package static let by = KindDescription.attestation.slot("by")
  package static let access = KindDescription.attestation.slot("access")
  package static let note = KindDescription.attestation.slot("note")
}

extension KindDescription {
  package static let attestation = KindDescription(
    .attestation, name: "Attestation", ownership: .recorded, scope: .either,
    "What somebody said of a principal's access when it was last reviewed. Its name is that of the "
      + "principal.",
    fields: [
      Field(
        "decision", .choice(["keep", "remove"]), .required,
        "Whether the access is still needed; remove asks for a change and makes none."),
      Field("at", .text(.instant), .required, "When."),
      Field("by", .text(.identifier(bytesMax: 160)), .required, "The actor."),
      Field("access", .text(.sha256), .required, "SHA-256 of the access that was looked at."),
      Field("note", .text(.line(scalarsMax: 500)), .optional, "The words of who looked."),
    ])
}
