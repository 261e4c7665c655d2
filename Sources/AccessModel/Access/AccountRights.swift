import Diagnostics

/// The rights that a portal user has on the accounts of the institution.
struct AccountRights {
  private var everywhere: Set<Text> = []
  private var byAccount: [Text: Set<Text>] = [:]

  init(_ user: Resource?) {
    for entry in user?[PortalUserFields.accountRights].elements ?? [] {
      let rights = entry[PortalUserFields.rights].texts
      for account in entry[PortalUserFields.accounts].texts {
        if account.is("*") {
          everywhere.formUnion(rights)
        } else {
          byAccount[account, default: []].formUnion(rights)
        }
      }
    }
  }

  func has(_ right: StaticString, on account: Text) -> Bool {
    everywhere.contains { $0.is(right) } || byAccount[account]?.contains { $0.is(right) } ?? false
  }
}
