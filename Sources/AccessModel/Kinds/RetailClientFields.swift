import Diagnostics

/// The slots of a `RetailClient` and of its accounts.
package enum RetailClientFields {
  package static let email = KindDescription.retailClient.slot("email")
  package static let accounts = KindDescription.retailClient.slot("accounts")
  package static let state = KindDescription.retailClient.slot("state")

  /// One retail account.
  package static let account = ObjectShape([
    Field("name", .text(.name), .required, "The name that commands use."),
    Field(
      "number", .text(.identifier(bytesMax: 64)), .required, "The number, unique in the store."),
    Field("type", .text(.identifier(bytesMax: 32)), .required, "The type, such as stocks-isa."),
    Field(
      "state",
      .choice(["CREATED", "ACTIVE", "SUSPENDED", "RESTRICTED", "FROZEN", "CLOSED"]),
      .defaulted(.text("ACTIVE")), "Only an ACTIVE account can be reached."),
  ])

  package static let accountName = account.slot("name")
  package static let accountNumber = account.slot("number")
  package static let accountType = account.slot("type")
  package static let accountState = account.slot("state")
}

extension KindDescription {
  package static let retailClient = KindDescription(
    .retailClient, name: "RetailClient", ownership: .staff, scope: .global,
    "A natural person with retail accounts. Applications and keys are theirs, by command.",
    fields: [
      Field(
        "email", .text(.email), .required,
        "The client's mail address, unique among retail clients."),
      Field(
        "accounts", .list(of: RetailClientFields.account, keyed: "name"), .required,
        "The client's accounts."),
      Field(
        "state", .choice(["active", "locked", "left"]), .defaulted(.text("active")),
        "Access exists only while the client is active."),
    ])
}
