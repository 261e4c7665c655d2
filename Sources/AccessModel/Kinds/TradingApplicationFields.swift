/// The slots of a `TradingApplication`.
package enum TradingApplicationFields {
  package static let purpose = KindDescription.tradingApplication.slot("purpose")
  package static let requestedEndpoints = KindDescription.tradingApplication.slot(
    "requestedEndpoints")
}

extension KindDescription {
  package static let tradingApplication = KindDescription(
    .tradingApplication, name: "TradingApplication", ownership: .institution, scope: .institution,
    "The institution's application for the Trading API in institutional trader mode.",
    fields: [
      Field(
        "purpose", .text(.line(scalarsMax: 1024)), .required,
        "What the institution wants the API for."),
      Field(
        "requestedEndpoints", .list(of: .selector), .required,
        "The endpoints asked for; no authorization reaches beyond them."),
    ])
}
