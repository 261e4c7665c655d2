/// The slots of a `KeyUse`.
package enum KeyUseFields {
  package static let at = KindDescription.keyUse.slot("at")
}

extension KindDescription {
  package static let keyUse = KindDescription(
    .keyUse, name: "KeyUse", ownership: .recorded, scope: .either,
    "When a key was used last, as the gateway reported it. Its name is the key id.",
    fields: [Field("at", .text(.instant), .required, "The latest use reported.")])
}
