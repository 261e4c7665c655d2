import AccessModel
import Diagnostics

extension Check {
  /// A dedicated user is for the Broker API and may not be a trader.
  static let tradersArePersons = Check("traders are persons") { state, findings in
    for (index, authorization) in state.own(.traderAuthorization) where !authorization.isWithdrawn {
      let name = authorization.traderName
      guard let user = state.target(of: authorization, .portalUser, named: name),
        user.isDedicatedUser
      else { continue }
      findings.append(
        Finding(
          .error, .dedicatedTrader, "`\(name)` is a dedicated user, and traders are persons",
          at: Site(index, "user"), help: "authorize a person, or make the user a person"))
    }
  }
}
