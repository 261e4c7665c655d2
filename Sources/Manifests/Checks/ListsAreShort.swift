import AccessModel
import Diagnostics

extension Check {
  /// A list has no more entries than the key policy allows (I-25).
  static let listsAreShort = Check("I-25 count") { state, findings in
    let holders = Holders(state)
    var policies = InstitutionPolicies(state)
    for (index, list) in state.own(.ipWhitelist) {
      let institution = list.address.institution
      let count = list[IPWhitelistFields.entries].elements.count
      let verdict = policies.verdict(in: institution, on: holders.principals(boundBy: list)) {
        count > $0.entriesMax ? $0.unwise : .allow
      }
      guard let verdict else { continue }
      findings.append(
        Finding(
          verdict.severity, .listTooLong,
          "\(list.address) has \(count) entries, and the key policy allows "
            + "\(policies.policy(of: institution).entriesMax)",
          at: Site(index),
          breach: PolicyBreach(
            [("ip.maxEntries", verdict.asked)], by: list.address,
            principals: verdict.principals),
          help: ["join neighbouring blocks, or split the list by desk"]))
    }
  }
}
