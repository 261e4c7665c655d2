import AccessModel
import Diagnostics
import Plans

/// I-33: an admin may not raise their own rights; another admin or staff must.
enum SelfGrant {
  static func prohibitions(of changes: [Change], institution: Text, user: Text) -> [Prohibition] {
    changes.filter { raises($0, institution, user) }.map { change in
      Prohibition(
        rule: "self-grant", message: "\(change.address) would raise the rights of its own author",
        help: ["have another admin of \(institution), or the broker's staff, apply it"])
    }
  }

  private static func raises(_ change: Change, _ institution: Text, _ user: Text) -> Bool {
    guard let after = change.after?.resource, after.address.institution == institution else {
      return false
    }
    switch after.kind {
    case .portalUser:
      return after.address.name == user && gains(change.before?.resource, after)
    case .traderAuthorization:
      return (after[TraderAuthorizationFields.user].text ?? after.address.name) == user
        && !isEnded(after)
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .tradingApplication, .desk, .brokerApplication,
      .endpointGrant, .retailClient, .accessTest:
      return false
    }
  }

  private static func isEnded(_ authorization: Resource) -> Bool {
    !authorization[TraderAuthorizationFields.state].isAbsent
  }

  /// Whether functions or account rights are added, or a state that stopped them is lifted.
  private static func gains(_ before: Resource?, _ after: Resource) -> Bool {
    guard let before else { return true }
    let functions = PortalUserFields.functions
    let isNewFunction = !Set(after[functions].texts).isSubset(of: before[functions].texts)
    let rights = PortalUserFields.accountRights
    let isNewRight = !Set(after[rights].elements).isSubset(of: before[rights].elements)
    let isRevived =
      !before[PortalUserFields.state].isAbsent && after[PortalUserFields.state].isAbsent
    return isNewFunction || isNewRight || isRevived
  }
}
