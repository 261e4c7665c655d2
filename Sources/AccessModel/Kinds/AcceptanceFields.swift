/// The slots of an `Acceptance`.
package enum AcceptanceFields {
  package static let version = KindDescription.acceptance.slot("version")
  package static let sha256 = KindDescription.acceptance.slot("sha256")
  package static let at = KindDescription.acceptance.slot("at")
  package static let by = KindDescription.acceptance.slot("by")
}

extension KindDescription {
  package static let acceptance = KindDescription(
    .acceptance, name: "Acceptance", ownership: .recorded, scope: .either,
    "That a user or client accepted a text. Its name is the person's and that of the text.",
    fields: [
      Field("version", .text(.identifier(bytesMax: 64)), .required, "The edition accepted."),
      Field("sha256", .text(.sha256), .optional, "SHA-256 of the text that was accepted."),
      Field("at", .text(.instant), .required, "When."),
      Field("by", .text(.identifier(bytesMax: 160)), .required, "The actor."),
    ])
}
