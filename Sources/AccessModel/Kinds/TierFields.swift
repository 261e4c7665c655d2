/// The slots of a `Tier`.
package enum TierFields {
  package static let endpoints = KindDescription.tier.slot("endpoints")
  package static let keyPolicy = KindDescription.tier.slot("keyPolicy")
}

extension KindDescription {
  package static let tier = KindDescription(
    .tier, name: "Tier", ownership: .staff, scope: .global,
    "A ceiling for the institutions of a tier. It grants nothing by itself.",
    fields: [
      Field(
        "endpoints", .list(of: .selector), .required,
        "The endpoints that institutions of the tier may reach at most."),
      Field(
        "keyPolicy", .reference(.keyPolicy), .optional,
        "A policy for the tier; it may only tighten the default one."),
    ])
}
