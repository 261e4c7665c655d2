import AccessModel
import Diagnostics

extension Check {
  /// A list has no more entries than the key policy allows (I-25).
  static let listsAreShort = Check("I-25 count") { state, findings in
    var policies = InstitutionPolicies(state)
    for (index, list) in state.own(.ipWhitelist) {
      let count = list[IPWhitelistFields.entries].elements.count
      let policy = policies.policy(of: list.address.institution)
      guard count > policy.entriesMax, let severity = policies.severity(policy.unwise) else {
        continue
      }
      findings.append(
        Finding(
          severity, .listTooLong,
          "\(list.address) has \(count) entries, and the key policy allows \(policy.entriesMax)",
          at: Site(index), help: "join neighbouring blocks, or split the list by desk"))
    }
  }
}
