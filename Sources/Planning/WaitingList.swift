package import AccessModel
import Diagnostics
package import Plans

/// What a plan creates or changes that has no effect before somebody decides.
package enum WaitingList {
  /// Authorizations and grants whose application has no approval.
  ///
  /// Until reviews can be recorded, every application is a draft or an enquiry.
  /// `desk` finds the planned desk at an address.
  package static func of(_ changes: [Change], desk: (Address) -> Resource?) -> [Waiting] {
    changes.compactMap { change in
      guard let after = change.after?.resource,
        let application = application(of: after, desk: desk)
      else { return nil }
      return Waiting(address: after.address, application: application)
    }
  }

  private static func application(
    of resource: Resource, desk find: (Address) -> Resource?
  ) -> Address? {
    switch resource.kind {
    case .endpointGrant:
      return resource[EndpointGrantFields.application].text
        .map { resource.target(.brokerApplication, named: $0) }
    case .traderAuthorization:
      let desk = resource[TraderAuthorizationFields.desk].text
        .flatMap { find(resource.target(.desk, named: $0)) }
      let name =
        desk?[DeskFields.application].text ?? resource[TraderAuthorizationFields.application].text
      return name.map { resource.target(.tradingApplication, named: $0) }
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .portalUser, .tradingApplication, .desk,
      .brokerApplication, .retailClient, .accessTest:
      return nil
    }
  }
}
