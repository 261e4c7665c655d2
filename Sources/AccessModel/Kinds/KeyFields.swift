import Diagnostics

/// The slots of a `Key` and of its secret generations.
package enum KeyFields {
  package static let state = KindDescription.key.slot("state")
  package static let product = KindDescription.key.slot("product")
  package static let principal = KindDescription.key.slot("principal")
  package static let name = KindDescription.key.slot("name")
  package static let user = KindDescription.key.slot("user")
  package static let registeredAt = KindDescription.key.slot("registeredAt")
  package static let texts = KindDescription.key.slot("texts")
  package static let generations = KindDescription.key.slot("generations")
  package static let networks = KindDescription.key.slot("networks")
  package static let unrestricted = KindDescription.key.slot("unrestricted")
  package static let account = KindDescription.key.slot("account")
  package static let scopes = KindDescription.key.slot("scopes")
  package static let endpoints = KindDescription.key.slot("endpoints")
  package static let thirdParty = KindDescription.key.slot("thirdParty")
  package static let endedAt = KindDescription.key.slot("endedAt")
  package static let endedBy = KindDescription.key.slot("endedBy")
  package static let ending = KindDescription.key.slot("ending")

  /// One secret that the key had, by its hash alone.
  package static let generation = ObjectShape([
    Field("number", .integer(1...100_000), .required, "Its place among the secrets, from 1."),
    Field("secret", .text(.sha256), .required, "SHA-256 of the whole token."),
    Field("madeAt", .text(.instant), .required, "Since when it is alive."),
    Field("until", .text(.instant), .optional, "From when on it is dead."),
    Field(
      "delivery", .choice(["pending", "delivered"]), .defaulted(.text("delivered")),
      "Pending until its owner was shown it; a pending secret opens nothing."),
    Field(
      "presence", .list(of: .text(.identifier(bytesMax: 64))), .optional,
      "The checks by which the owner was found present, such as sms-code; never a code."),
  ])

  package static let number = generation.slot("number")
  package static let secret = generation.slot("secret")
  package static let madeAt = generation.slot("madeAt")
  package static let until = generation.slot("until")
  package static let delivery = generation.slot("delivery")
  package static let presence = generation.slot("presence")
}

extension KindDescription {
  package static let key = KindDescription(
    .key, name: "Key", ownership: .recorded, scope: .either,
    "A key application of one user and the secrets it had, as hashes. Its name is the public key id. "
      + "Nobody but its owner makes, resets or deletes it.",
    fields: [
      Field(
        "state", .choice(["registered", "keyed", "deleted"]), .required, "Where it stands."),
      Field(
        "product", .choice(["trading-retail", "trading-institutional", "broker"]), .required,
        "The product it is for."),
      Field("principal", .text(.principal), .required, "Whose access it carries."),
      Field("name", .text(.name), .required, "The name that its owner gave it."),
      Field("user", .text(.name), .required, "The portal user or retail client who owns it."),
      Field("registeredAt", .text(.instant), .required, "When it was registered."),
      Field(
        "texts", .list(of: .text(.identifier(bytesMax: 128))), .optional,
        "The texts accepted when it was registered, such as api-agreement@1."),
      Field(
        "generations", .list(of: KeyFields.generation, keyed: "number"), .optional,
        "The secrets it had, oldest first."),
      Field(
        "networks", .list(of: .text(.addressBlock)), .optional,
        "The addresses that its owner restricted it to."),
      Field(
        "unrestricted", .boolean, .defaulted(.boolean(false)),
        "Whether its owner said in so many words that any address may use it."),
      Field("account", .text(.name), .optional, "Retail: the one account it reaches."),
      Field(
        "scopes", .list(of: .selector), .optional, "Retail: what was chosen when it was made."),
      Field(
        "endpoints", .list(of: .text(.endpointID)), .optional,
        "Retail: the endpoints that the scopes named when it was made."),
      Field(
        "thirdParty", .text(.line(scalarsMax: 128)), .optional,
        "The application of others that the owner gave it to."),
      Field("endedAt", .text(.instant), .optional, "When the key application ended."),
      Field("endedBy", .text(.identifier(bytesMax: 160)), .optional, "The actor who ended it."),
      Field(
        "ending", .choice(["delete", "reset", "withdrawal", "revoke"]), .optional,
        "How the key application ended."),
    ])
}
