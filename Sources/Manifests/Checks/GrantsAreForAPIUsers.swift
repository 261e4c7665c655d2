import AccessModel
import Diagnostics

extension Check {
  /// A grant for a user who is no API user of the application gives nothing.
  static let grantsAreForAPIUsers = Check("grants are for API users") { state, findings in
    for (index, grant) in state.own(.endpointGrant) {
      let users = grant[EndpointGrantFields.apiUsers].texts
      guard !users.isEmpty, let name = grant[EndpointGrantFields.application].text,
        let application = state.target(of: grant, .brokerApplication, named: name)
      else { continue }
      let known = Set(application[BrokerApplicationFields.apiUsers].texts)
      for user in users where !known.contains(user) {
        findings.append(
          Finding(
            .warning, .apiUserOutsideApplication,
            "nothing is granted to `\(user)`, who is no API user of application \(name)",
            at: Site(index, "apiUsers", user),
            help: "add the user to \(application.address) apiUsers, or remove it here"))
      }
    }
  }
}
