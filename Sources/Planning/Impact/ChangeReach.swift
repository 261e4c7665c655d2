import AccessModel
import Diagnostics
import Plans

/// How far changes can reach: whose principals may be affected.
struct ChangeReach {
  /// Nil when every institution may be.
  let institutions: Set<Text>?
  /// Whether retail keys may be.
  let retail: Bool

  /// Nil when the changes cannot affect anybody's access.
  init?(_ changes: [Change], planned: [Resource]) {
    var institutions: Set<Text> = []
    var tiers: Set<Text> = []
    var retail = false
    var everyone = false
    for change in changes {
      for resource in [change.before?.resource, change.after?.resource] {
        guard let resource else { continue }
        switch resource.kind {
        case .endpointCatalogue:
          retail = true
          everyone = true
        case .permissionSet: everyone = true
        case .tier: tiers.insert(resource.address.name)
        case .institution: institutions.insert(resource.address.name)
        case .account, .ipWhitelist, .portalUser, .tradingApplication, .desk, .traderAuthorization,
          .brokerApplication, .endpointGrant:
          institutions.insert(resource.address.institution)
        case .review, .override:
          let name = resource.address.institution
          if name.isEmpty { retail = true } else { institutions.insert(name) }
        case .retailClient: retail = true
        case .keyPolicy, .agreement, .staffMember, .accessTest, .notification, .setting, .key,
          .acceptance,
          .keyUse, .attestation:
          break
        }
      }
    }
    self.retail = retail
    guard !everyone else {
      self.institutions = nil
      return
    }
    if !tiers.isEmpty {
      for resource in planned where resource.kind == .institution {
        guard let tier = resource[InstitutionFields.tier].text, tiers.contains(tier) else {
          continue
        }
        institutions.insert(resource.address.name)
      }
    }
    guard retail || !institutions.isEmpty else { return nil }
    self.institutions = institutions
  }
}
