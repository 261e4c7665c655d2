import AccessModel
import Diagnostics

extension Check {
  /// An authorization of a user who is not active gives nothing (I-10).
  static let tradersAreActive = Check("I-10") { state, findings in
    let inactive = state.users { !$0.isActiveUser }
    guard !inactive.isEmpty else { return }
    for (index, authorization) in state.own(.traderAuthorization)
    where authorization.isActiveAuthorization {
      let name = authorization.traderName
      guard let place = inactive[authorization.target(.portalUser, named: name)] else { continue }
      let user = state.resources[place]
      let isInvited = user.userState.is("invited")
      findings.append(
        Finding(
          .warning, .userNotActive,
          "user `\(name)` \(user.inactivity)",
          at: Site(index, "user"),
          help: isInvited
            ? "access begins when the user accepts and is declared active"
            : "remove the authorization, or set its state to withdrawn"))
    }
  }
}
