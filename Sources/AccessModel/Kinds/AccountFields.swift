import Diagnostics

/// The slots of an `Account`.
package enum AccountFields {
  package static let number = KindDescription.account.slot("number")
  package static let type = KindDescription.account.slot("type")
  package static let ownership = KindDescription.account.slot("ownership")
  package static let state = KindDescription.account.slot("state")
  package static let master = KindDescription.account.slot("master")
  package static let optionLevel = KindDescription.account.slot("optionLevel")
  package static let tradingPermissions = KindDescription.account.slot("tradingPermissions")
  package static let bcan = KindDescription.account.slot("bcan")
}

extension KindDescription {
  package static let account = KindDescription(
    .account, name: "Account", ownership: .staff, scope: .institution,
    "An account that the broker keeps for the institution.",
    fields: [
      Field(
        "number", .text(.identifier(bytesMax: 64)), .required,
        "The account number, unique in the store. Leading zeros and case matter."),
      Field(
        "type", .text(.identifier(bytesMax: 32)), .required,
        "The account type, such as CASH or MARGIN."),
      Field(
        "ownership", .choice(["proprietary", "client"]), .required,
        "Traders reach proprietary accounts only; the Broker API reaches both."),
      Field(
        "state", .choice(["CREATED", "ACTIVE", "SUSPENDED", "RESTRICTED", "FROZEN", "CLOSED"]),
        .defaulted(.text("ACTIVE")),
        "Only an ACTIVE account can be reached."),
      Field(
        "master", .reference(.account), .optional,
        "The account that a virtual account belongs to."),
      Field(
        "optionLevel", .choice(["LV1", "LV2", "LV3", "LV4"]), .optional,
        "Option trading level; not above the level of the master."),
      Field(
        "tradingPermissions", .list(of: .text(.identifier(bytesMax: 64))), .optional,
        "Markets the account may trade, such as HK_STOCK_NORMAL."),
      Field(
        "bcan", .text(.identifier(bytesMax: 32)), .optional,
        "Broker-client assigned number of the Hong Kong investor identification regime."),
    ])
}
