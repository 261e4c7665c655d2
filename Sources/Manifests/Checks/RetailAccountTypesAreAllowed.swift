import AccessModel
import Diagnostics

extension Check {
  /// Retail keys reach accounts of some types only (I-16).
  static let retailAccountTypesAreAllowed = Check("I-16") { state, findings in
    let allowed = InstitutionPolicies(state).base.retailAccountTypes
    for (index, client) in state.own(.retailClient) {
      for account in client[RetailClientFields.accounts].elements {
        guard let type = account[RetailClientFields.accountType].text, !allowed.contains(type),
          let name = account[RetailClientFields.accountName].text
        else { continue }
        let types = allowed.sorted().map(\.string).joined(separator: ", ")
        findings.append(
          Finding(
            .warning, .retailAccountType, "no key reaches account `\(name)` of type `\(type)`",
            at: Site(index, "accounts.type", type),
            breach: PolicyBreach(
              [("retailAccountTypes", .warn)], by: client.address, part: name),
            help: ["the key policy allows \(types)"]))
      }
    }
  }
}
