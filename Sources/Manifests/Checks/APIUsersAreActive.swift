import AccessModel
import Diagnostics

extension Check {
  /// An API user who is not active holds no key (I-13).
  static let apiUsersAreActive = Check("I-13") { state, findings in
    for (index, application) in state.own(.brokerApplication) {
      for name in application[BrokerApplicationFields.apiUsers].texts {
        guard let user = state.target(of: application, .portalUser, named: name),
          !user.isActiveUser
        else { continue }
        findings.append(
          Finding(
            .warning, .apiUserNotActive, "API user `\(name)` \(user.inactivity)",
            at: Site(index, "apiUsers", name),
            help: "approval asks for an active API user; activate it or name another one"))
      }
    }
  }
}
