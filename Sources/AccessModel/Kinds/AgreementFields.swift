/// The slots of an `Agreement`.
package enum AgreementFields {
  package static let version = KindDescription.agreement.slot("version")
  package static let products = KindDescription.agreement.slot("products")
  package static let title = KindDescription.agreement.slot("title")
  package static let sha256 = KindDescription.agreement.slot("sha256")
}

extension KindDescription {
  package static let agreement = KindDescription(
    .agreement, name: "Agreement", ownership: .staff, scope: .global,
    "A text that an owner must accept before a key application. For a product that no "
      + "declared Agreement names, the built-in ones apply.",
    fields: [
      Field(
        "version", .text(.identifier(bytesMax: 64)), .required,
        "Edition of the text; a new one makes older acceptances stale."),
      Field(
        "products", .list(of: .choice(["trading-retail", "trading-institutional", "broker"])),
        .required,
        "The products whose keys need the text accepted."),
      Field(
        "title", .text(.line(scalarsMax: 256)), .required,
        "The title people see."),
      Field(
        "sha256", .text(.sha256), .optional,
        "SHA-256 of the text, 64 lower-case hexadecimal digits."),
    ])
}
