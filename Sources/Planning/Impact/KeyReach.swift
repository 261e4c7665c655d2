package import AccessModel
import Diagnostics
package import Plans

/// How far changes can reach among keys, told from the changes alone.
package struct KeyReach {
  /// The keys scopes; nil when every one may be concerned.
  package let scopes: Set<Scope>?

  package init(_ changes: [Change]) {
    var scopes: Set<Scope> = []
    for change in changes {
      for resource in [change.before?.resource, change.after?.resource] {
        guard let resource else { continue }
        switch resource.kind {
        case .endpointCatalogue, .permissionSet, .tier:
          self.scopes = nil
          return
        case .institution: scopes.insert(.keys(of: resource.address.name))
        case .account, .ipWhitelist, .portalUser, .tradingApplication, .desk, .traderAuthorization,
          .brokerApplication, .endpointGrant, .review, .override, .retailClient:
          scopes.insert(.keys(of: resource.address.institution))
        case .keyPolicy, .agreement, .staffMember, .accessTest, .notification, .setting, .key,
          .acceptance, .keyUse, .attestation:
          break
        }
      }
    }
    self.scopes = scopes
  }
}
