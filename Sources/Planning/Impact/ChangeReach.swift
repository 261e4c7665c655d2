import AccessModel
import Diagnostics
import Plans

/// How far changes can reach: the institutions whose principals may be affected.
struct ChangeReach {
  /// Nil when every institution may be.
  let institutions: Set<Text>?

  /// Nil when the changes cannot affect anybody's access.
  init?(_ changes: [Change], planned: [Resource]) {
    var institutions: Set<Text> = []
    var tiers: Set<Text> = []
    for change in changes {
      for resource in [change.before?.resource, change.after?.resource] {
        guard let resource else { continue }
        switch resource.kind {
        case .endpointCatalogue, .permissionSet:
          self.institutions = nil
          return
        case .tier: tiers.insert(resource.address.name)
        case .institution: institutions.insert(resource.address.name)
        case .account, .ipWhitelist, .portalUser, .tradingApplication, .desk, .traderAuthorization,
          .brokerApplication, .endpointGrant, .review, .override:
          institutions.insert(resource.address.institution)
        case .keyPolicy, .agreement, .staffMember, .retailClient, .accessTest, .notification,
          .setting, .key, .acceptance, .keyUse, .attestation:
          break
        }
      }
    }
    if !tiers.isEmpty {
      for resource in planned where resource.kind == .institution {
        guard let tier = resource[InstitutionFields.tier].text, tiers.contains(tier) else {
          continue
        }
        institutions.insert(resource.address.name)
      }
    }
    guard !institutions.isEmpty else { return nil }
    self.institutions = institutions
  }
}
