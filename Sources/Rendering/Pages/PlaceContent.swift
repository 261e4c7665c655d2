package import AccessModel
package import Diagnostics
import Lifecycle

/// Everything that the page of an institution shows, or that of retail clients.
package struct PlaceContent: Sendable {
  /// Nil for retail clients.
  package let institution: InstitutionRegister?
  package let principals: [ReviewedPrincipal]
  package let keys: [KeyStanding]
  package let applications: [ApplicationEntry]
  /// The emergency stops in force, by address.
  package let overrides: [Resource]
  /// Newest first.
  package let history: [PageRevision]

  package init(
    institution: InstitutionRegister?, principals: [ReviewedPrincipal], keys: [KeyStanding],
    applications: [ApplicationEntry], overrides: [Resource], history: [PageRevision]
  ) {
    self.institution = institution
    self.principals = principals
    self.keys = keys
    self.applications = applications
    self.overrides = overrides.sorted { $0.address < $1.address }
    self.history = history
  }

  /// Empty for retail clients.
  package var name: Text { institution?.name ?? .empty }

  var title: String {
    guard let institution else { return "Retail clients" }
    return institution.institution?[InstitutionFields.legalName].text?.string
      ?? institution.name.string
  }

  var state: Text {
    guard let institution else { return "-" }
    guard let resource = institution.institution else { return "gone" }
    return resource[InstitutionFields.state].text ?? "open"
  }

  /// The applications that somebody has to act on before they have an effect.
  var waiting: [ApplicationEntry] { applications.filter { $0.next != nil } }
}
