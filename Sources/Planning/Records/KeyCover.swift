package import AccessModel
import Diagnostics
import Plans

/// Which keys stand below what is stopped: an institution, a user, an application, an authorization, a
/// client, or one key.
package struct KeyCover {
  private let subjects: Set<Address>
  /// Authorizations and desks, by which traders come to their applications.
  private let resources: [Address: Resource]

  init(_ subjects: [Address], among resources: [Address: Resource]) {
    self.subjects = Set(subjects)
    self.resources = resources
  }

  /// `resources` are those of the institutions of `subjects`, at least.
  package init(_ subjects: [Address], among resources: [Resource]) {
    self.init(
      subjects,
      among: Dictionary(
        byAddress: resources.lazy.filter {
          $0.kind == .traderAuthorization || $0.kind == .desk
        }))
  }

  package func covers(_ key: KeyRecord) -> Bool {
    guard !subjects.isEmpty else { return false }
    let institution = key.principal.institution
    let above = [
      key.address, key.principal.resource, Address(.institution, name: institution),
      Address(.portalUser, institution: institution, name: key.user),
    ]
    return above.contains(where: subjects.contains)
      || application(of: key.principal).map(subjects.contains) ?? false
  }

  /// The application that a trader's authorization, or its desk, names.
  func application(of principal: PrincipalAddress) -> Address? {
    guard case .trader(let institution, _) = principal.form,
      let authorization = resources[principal.resource]
    else { return nil }
    let desk = authorization[TraderAuthorizationFields.desk].text.flatMap {
      resources[Address(.desk, institution: institution, name: $0)]
    }
    let name =
      desk?[DeskFields.application].text
      ?? authorization[TraderAuthorizationFields.application].text
    return name.map { Address(.tradingApplication, institution: institution, name: $0) }
  }
}
