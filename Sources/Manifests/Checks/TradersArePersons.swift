import AccessModel
import Diagnostics

extension Check {
  /// A dedicated user is for the Broker API and may not be a trader.
  static let tradersArePersons = Check("traders are persons") { state, findings in
    let dedicated = state.users { $0.isDedicatedUser }
    guard !dedicated.isEmpty else { return }
    for (index, authorization) in state.own(.traderAuthorization) where !authorization.isWithdrawn {
      let name = authorization.traderName
      guard dedicated[authorization.target(.portalUser, named: name)] != nil else { continue }
      findings.append(
        Finding(
          .error, .dedicatedTrader, "`\(name)` is a dedicated user, and traders are persons",
          at: Site(index, "user"), help: "authorize a person, or make the user a person"))
    }
  }
}
