import AccessModel
import Diagnostics

extension Check {
  /// An institution has no more users than its key policy allows (I-31); those who left do not
  /// count.
  static let institutionsHaveRoom = Check("I-31") { state, findings in
    var policies = InstitutionPolicies(state)
    var users = UserCount()
    for (index, user) in state.all(.portalUser) where !user.userState.is("left") {
      users.count(index, user.address.institution, isOwn: state.isOwn(index))
    }
    for (institution, tally) in users.tallies.sorted(by: { $0.key < $1.key }) {
      let verdict = policies.verdict(in: institution, on: []) {
        tally.count > $0.usersPerInstitutionMax ? $0.unwise : .allow
      }
      guard let verdict else { continue }
      let place = state.place(of: Address(.institution, name: institution))
      guard let index = tally.lastOwn ?? place.flatMap({ state.isOwn($0) ? $0 : nil }) else {
        continue
      }
      findings.append(
        Finding(
          verdict.severity, .tooManyUsers,
          "\(institution) has \(tally.count) users, and its key policy allows "
            + "\(policies.policy(of: institution).usersPerInstitutionMax)", at: Site(index),
          breach: PolicyBreach(
            [("usersPerInstitution", verdict.asked)],
            by: Address(.institution, name: institution)),
          help: ["set the state of those who left to left"]))
    }
  }
}

/// How many users each institution has.
private struct UserCount {
  struct Tally {
    var count = 0
    /// The last one that is the owner's own.
    var lastOwn: Int?
  }

  private(set) var tallies: [Text: Tally] = [:]

  mutating func count(_ index: Int, _ institution: Text, isOwn: Bool) {
    tallies[institution, default: Tally()].count += 1
    if isOwn { tallies[institution]?.lastOwn = index }
  }
}
