import AccessModel
import Diagnostics

extension Resource {
  /// The name of the user that an authorization is for; by default that of the resource.
  var traderName: Text { self[TraderAuthorizationFields.user].text ?? address.name }

  /// Whether an authorization neither is suspended nor has ended.
  var isActiveAuthorization: Bool { self[TraderAuthorizationFields.state].isAbsent }

  /// Whether an authorization has ended for good.
  var isWithdrawn: Bool { self[TraderAuthorizationFields.state].text?.is("withdrawn") ?? false }

  /// `active` or another state of a portal user.
  var userState: Text { self[PortalUserFields.state].text ?? "active" }

  /// What keeps a user who is not active from having access.
  var inactivity: String {
    if userState.is("invited") { return "is invited and not active yet" }
    return userState.is("left") ? "has left" : "is \(userState)"
  }

  var isActiveUser: Bool { self[PortalUserFields.state].isAbsent }

  var isDedicatedUser: Bool { self[PortalUserFields.userType].text?.is("dedicated") ?? false }

  /// An active person who manages the users of the institution.
  var isAdmin: Bool {
    isActiveUser && !isDedicatedUser
      && self[PortalUserFields.functions].elements.contains {
        $0.text?.is("user-management") ?? false
      }
  }
}

extension DesiredState {
  /// The places of the portal users that are wanted: few, so that most lookups end at once.
  func users(where isWanted: (Resource) -> Bool) -> [Address: Int] {
    var places: [Address: Int] = [:]
    for (index, user) in all(.portalUser) where isWanted(user) { places[user.address] = index }
    return places
  }
}
