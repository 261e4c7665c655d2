import AccessModel
import Diagnostics

extension Check {
  /// An authorization has a desk or fields of its own, and never both.
  static let authorizationsHaveOneSource = Check("authorizations have one source") {
    state, findings in
    typealias Fields = TraderAuthorizationFields
    let required = [
      ("application", Fields.application), ("accountScope", Fields.accountScope),
      ("endpoints", Fields.endpoints),
    ]
    let optional = [
      ("acknowledged", Fields.acknowledged), ("accounts", Fields.accounts),
      ("ipWhitelists", Fields.ipWhitelists),
    ]
    for (index, authorization) in state.own(.traderAuthorization) {
      if authorization[Fields.desk].isAbsent {
        guard required.contains(where: { authorization[$0.1].isAbsent }) else { continue }
        let missing = required.filter { authorization[$0.1].isAbsent }
        let names = missing.map { "`\($0.0)`" }.joined(separator: ", ")
        let isBare = missing.count == required.count
        findings.append(
          Finding(
            .error, .deskAndFields,
            isBare
              ? "\(authorization.address) has neither a desk nor fields of its own"
              : "\(authorization.address) has no desk and no \(names)",
            at: Site(index), help: "add \(isBare ? "`desk`, or all of " : "")\(names)"))
      } else if let extra = (required + optional).first(where: { !authorization[$0.1].isAbsent }) {
        findings.append(
          Finding(
            .error, .deskAndFields,
            "`\(extra.0)` comes from the desk, and is written here too", at: Site(index, extra.0),
            help: "remove it, or remove `desk` and write all fields here"))
      }
    }
  }
}
