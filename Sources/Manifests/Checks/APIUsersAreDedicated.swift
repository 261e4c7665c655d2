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
        let principal = Holders.principal(name, of: application)
        let verdict = policies.verdict(in: institution, on: [principal]) { $0.dedicatedAPIUser }
        guard let verdict else { continue }
        findings.append(
          Finding(
            verdict.severity, .personAPIUser,
            "API user `\(name)` is a person, not a dedicated user",
            at: Site(index, "apiUsers", name),
            breach: PolicyBreach(
              [("dedicatedApiUser", verdict.asked)], by: application.address,
              principals: [principal]),
            help: ["name a user with userType: dedicated; keys of a person end with the person"]))
      }
    }
  }
}
