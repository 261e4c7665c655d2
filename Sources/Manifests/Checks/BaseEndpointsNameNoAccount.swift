import AccessModel
import Diagnostics

extension Check {
  /// Base rows belong to every principal and so are of no account.
  static let baseEndpointsNameNoAccount = Check("base rows name no account") { state, findings in
    for (index, catalogue) in state.own(.endpointCatalogue) {
      for row in catalogue[EndpointCatalogueFields.endpoints].elements {
        let isBase = row[EndpointCatalogueFields.flags].elements.contains {
          $0.text?.is("base") ?? false
        }
        guard isBase, row[EndpointCatalogueFields.accountScoped].isAbsent,
          let id = row[EndpointCatalogueFields.id].text
        else { continue }
        findings.append(
          Finding(
            .error, .catalogueBaseScoped, "`\(id)` is a base endpoint and is account-scoped",
            at: Site(index, "endpoints.id", id), help: "add accountScoped: false"))
      }
    }
  }
}
