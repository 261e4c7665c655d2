import AccessModel
import Diagnostics

extension Check {
  /// Traders reach proprietary accounts only, so a client's account in their list does nothing
  /// (I-07).
  static let tradersUseProprietaryAccounts = Check("I-07") { state, findings in
    let kinds: [(Kind, Slot)] = [
      (.desk, DeskFields.accounts), (.traderAuthorization, TraderAuthorizationFields.accounts),
    ]
    for (kind, slot) in kinds {
      for (index, resource) in state.own(kind) {
        for name in resource[slot].texts {
          guard let account = state.target(of: resource, .account, named: name),
            account[AccountFields.ownership].text?.is("client") ?? false
          else { continue }
          findings.append(
            Finding(
              .warning, .accountNotProprietary,
              "`\(name)` adds nothing here: it is an account of clients",
              at: Site(index, "accounts", name),
              help: "remove it; traders reach proprietary accounts only"))
        }
      }
    }
  }
}
