import AccessModel
import Diagnostics
import Plans

/// I-33: an admin may not raise their own rights; another admin or staff must.
enum SelfGrant {
  static func prohibitions(of changes: [Change], institution: Text, user: Text) -> [Prohibition] {
    let login = Address(.portalUser, institution: institution, name: user)
    let names =
      [user]
      + changes.filter { $0.before?.resource.address == login }
      .compactMap { $0.after?.resource.address.name }
    return changes.filter { raises($0, institution, names) }.map { change in
      Prohibition(
        rule: "self-grant", message: "\(change.address) would raise the rights of its own author",
        help: ["have another admin of \(institution), or the broker's staff, apply it"])
    }
  }

  /// `names` are the own name and the one that the plan gives to the same login.
  private static func raises(_ change: Change, _ institution: Text, _ names: [Text]) -> Bool {
    guard let after = change.after?.resource, after.address.institution == institution else {
      return false
    }
    switch after.kind {
    case .portalUser:
      guard names.contains(after.address.name) else { return false }
      // Somebody else's login under the own name is somebody else's rights.
      guard let before = change.before?.resource, names.contains(before.address.name) else {
        return true
      }
      return gains(before, after)
    case .traderAuthorization:
      let user = after[TraderAuthorizationFields.user].text ?? after.address.name
      return names.contains(user) && !isEnded(after) && !saysTheSame(change.before?.resource, after)
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .tradingApplication, .desk, .brokerApplication,
      .endpointGrant, .retailClient, .accessTest, .review, .override, .notification, .setting, .key,
      .acceptance, .keyUse, .attestation:
      return false
    }
  }

  /// Whether an authorization changes in its words only.
  private static func saysTheSame(_ before: Resource?, _ after: Resource) -> Bool {
    before?.address == after.address && before?.spec == after.spec
  }

  private static func isEnded(_ authorization: Resource) -> Bool {
    !authorization[TraderAuthorizationFields.state].isAbsent
  }

  /// Whether functions or account rights are added, or a state that stopped them is lifted.
  private static func gains(_ before: Resource, _ after: Resource) -> Bool {
    let functions = PortalUserFields.functions
    let isNewFunction = !Set(after[functions].texts).isSubset(of: before[functions].texts)
    let isNewRight = !rights(of: after).isSubset(of: rights(of: before))
    let isRevived =
      !before[PortalUserFields.state].isAbsent && after[PortalUserFields.state].isAbsent
    return isNewFunction || isNewRight || isRevived
  }

  /// One right on one account, or on every one where the account is `*`.
  private struct AccountRight: Hashable {
    let account: Text
    let right: Text
  }

  private static func rights(of user: Resource) -> Set<AccountRight> {
    Set(
      user[PortalUserFields.accountRights].elements.flatMap { entry in
        entry[PortalUserFields.accounts].texts.flatMap { account in
          entry[PortalUserFields.rights].texts.map { AccountRight(account: account, right: $0) }
        }
      })
  }
}
