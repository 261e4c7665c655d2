import AccessModel
import Diagnostics
import Plans

/// Which principals the changes of a revision can concern.
///
/// WHY: most revisions write what is one person's own, and looking at everybody each time would cost
/// principals times revisions.
struct ReplayReach {
  /// Nil when anybody may be concerned.
  private var logins: Set<Text>? = []
  private var authorizations: Set<Text> = []

  init(_ changes: [Change]) {
    for resource in changes.flatMap({ [$0.before?.resource, $0.after?.resource] }) {
      guard let resource else { continue }
      let address = resource.address.subject ?? resource.address
      switch address.kind {
      case .traderAuthorization where resource.kind != .review:
        authorizations.insert(address.name)
      case .portalUser where resource.kind != .review: logins?.insert(address.name)
      case .key: if let user = resource[KeyFields.user].text { logins?.insert(user) }
      default: logins = nil
      }
    }
  }

  func concerns(_ principal: PrincipalAddress, in register: AccessRegister) -> Bool {
    guard let logins else { return true }
    switch principal.form {
    case .trader(let institution, let name):
      if authorizations.contains(name) { return true }
      let authorization = register.institutions[institution]?.authorizations[name]
      let user = authorization?[TraderAuthorizationFields.user].text ?? name
      return logins.contains(user)
    case .apiUser(_, _, let user): return logins.contains(user)
    case .retailKey(let client, _): return logins.contains(client)
    }
  }
}
