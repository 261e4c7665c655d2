import AccessModel
import Diagnostics

extension Check {
  /// A person as API user, as strictly as the key policy says.
  static let apiUsersAreDedicated = Check("API users are dedicated") { state, findings in
    var policies = InstitutionPolicies(state)
    for (index, application) in state.own(.brokerApplication) {
      let institution = application.address.institution
      for name in application[BrokerApplicationFields.apiUsers].texts {
        guard let user = state.target(of: application, .portalUser, named: name),
          !user.isDedicatedUser
        else { continue }
        let principal = Text("\(application.address)/\(name)")
        let policy = policies.policy(of: institution, for: principal)
        guard let severity = policies.severity(policy.dedicatedAPIUser) else { continue }
        findings.append(
          Finding(
            severity, .personAPIUser, "API user `\(name)` is a person, not a dedicated user",
            at: Site(index, "apiUsers", name),
            help: "name a user with userType: dedicated; keys of a person end with the person"))
      }
    }
  }
}
