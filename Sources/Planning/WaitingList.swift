package import AccessModel
import Diagnostics
package import Plans

/// What a plan creates or changes that has no effect before somebody decides.
package struct WaitingList {
  private let deployment: Deployment
  /// Finds the planned desk at an address.
  private let desk: (Address) -> Resource?
  /// Finds what is recorded of an application; nil for one that nothing is recorded of.
  private let standing: (Address) -> ApplicationStanding?

  package init(
    deployment: Deployment, desk: @escaping (Address) -> Resource?,
    standing: @escaping (Address) -> ApplicationStanding?
  ) {
    self.deployment = deployment
    self.desk = desk
    self.standing = standing
  }

  /// Authorizations and grants whose application has no approval, in the order of `changes`.
  package func waiting(among changes: [Change]) -> [Waiting] {
    changes.compactMap { change in
      guard let after = change.after?.resource, let application = application(of: after) else {
        return nil
      }
      let standing = standing(application)
      guard standing?.isApproved != true else { return nil }
      return Waiting(
        address: after.address, event: "application approval",
        next: Text(nextCommand(for: application, standing)))
    }
  }

  /// The command that brings an application on its way to approval, and who runs it.
  private func nextCommand(for application: Address, _ standing: ApplicationStanding?) -> String {
    let isPrepared =
      application.kind == .tradingApplication || !deployment.environment.isProduction
    let submission = "mandate app submit \(application) --as admin:\(application.institution)/USER"
    let (step, rest) =
      switch standing?.state.string {
      case "submitted": ("start", "")
      case "under-review": ("approve", "")
      case _ where isPrepared: ("", "")
      case nil, "enquiry": ("assess", " --boundary SELECTORS")
      case "assessed": ("qualify", "")
      case "qualified": ("test", " --evidence TEXT --sandbox-application NAME")
      default: ("", "")
      }
    return step.isEmpty
      ? submission : "mandate review \(step) \(application)\(rest) --as staff:NAME"
  }

  private func application(of resource: Resource) -> Address? {
    switch resource.kind {
    case .endpointGrant:
      return resource[EndpointGrantFields.application].text
        .map { resource.target(.brokerApplication, named: $0) }
    case .traderAuthorization:
      let desk = resource[TraderAuthorizationFields.desk].text
        .flatMap { self.desk(resource.target(.desk, named: $0)) }
      let name =
        desk?[DeskFields.application].text ?? resource[TraderAuthorizationFields.application].text
      return name.map { resource.target(.tradingApplication, named: $0) }
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .portalUser, .tradingApplication, .desk,
      .brokerApplication, .retailClient, .accessTest, .review, .override, .notification, .setting:
      return nil
    }
  }
}
