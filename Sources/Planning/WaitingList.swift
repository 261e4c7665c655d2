package import AccessModel
package import Diagnostics
import Lifecycle
package import Plans

/// What a plan creates or changes that has no effect before somebody decides.
package struct WaitingList {
  private let deployment: Deployment
  /// Finds the planned desk at an address.
  private let desk: (Address) -> Resource?
  /// Finds the recorded review of an application; nil for one that nothing is recorded of.
  private let review: (Address) -> Resource?

  package init(
    deployment: Deployment, desk: @escaping (Address) -> Resource?,
    review: @escaping (Address) -> Resource?
  ) {
    self.deployment = deployment
    self.desk = desk
    self.review = review
  }

  /// Authorizations and grants whose application has no approval, in the order of `changes`; then
  /// the approved applications that ask for more, of which `awaited` are the endpoints.
  package func waiting(
    among changes: [Change], awaited: [Address: [Text]]
  ) -> [Waiting] {
    unapproved(among: changes)
      + awaited.sorted { $0.key < $1.key }.map { application, endpoints in
        let names = endpoints.map(\.string).joined(separator: ", ")
        let what = endpoints.count > Self.namedMax ? "\(endpoints.count) endpoints" : names
        return Waiting(
          address: application, event: Text("a new approval of \(what)"),
          next: nextCommand(for: application, review(application)))
      }
  }

  /// So many endpoints are named; more are counted.
  private static let namedMax = 3

  private func unapproved(among changes: [Change]) -> [Waiting] {
    changes.compactMap { change in
      guard let after = change.after?.resource, let application = application(of: after) else {
        return nil
      }
      let review = review(application)
      guard review.map(ApplicationStanding.init)?.isApproved != true else { return nil }
      return Waiting(
        address: after.address,
        event: Text("application approval" + (review.flatMap(rejection) ?? "")),
        next: nextCommand(for: application, review))
    }
  }

  /// When and why the application was rejected, where that is how it stands.
  private func rejection(in review: Resource) -> String? {
    guard review[ReviewFields.state].text?.is("rejected") == true,
      let step = review[ReviewFields.steps].elements.last(where: {
        $0[ReviewFields.stepName].text?.is("reject") == true
      }), let instant = step[ReviewFields.at].instant
    else { return nil }
    let reason = step[ReviewFields.note].text.map { " (\($0))" } ?? ""
    return ", rejected \(instant.shortText)\(reason)"
  }

  /// The command that brings an application on its way to approval, and who runs it; beside a
  /// standing approval that is a new submission.
  private func nextCommand(for application: Address, _ review: Resource?) -> Text {
    guard let life = ApplicationLife(of: application, recorded: review) else { return .empty }
    let next = life.nextStep(inProduction: deployment.environment.isProduction)
    return Text(next?.command ?? life.command(of: .submit))
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
      .brokerApplication, .retailClient, .accessTest, .review, .override, .notification, .setting,
      .key, .acceptance, .keyUse, .attestation:
      return nil
    }
  }
}
