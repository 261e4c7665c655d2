import AccessModel
import Diagnostics

extension Check {
  /// An endpoint id stands in one catalogue only.
  static let endpointIDsAreUnique = Check("endpoint ids are unique") { state, findings in
    var holders = FirstHolders<Text>()
    for (index, catalogue) in state.all(.endpointCatalogue) {
      for row in catalogue[EndpointCatalogueFields.endpoints].elements {
        guard let id = row[EndpointCatalogueFields.id].text,
          let conflict = holders.note(id, at: index, in: state)
        else { continue }
        let other = state.resources[conflict.other].address
        findings.append(
          Finding(
            .error, .catalogueDuplicateID, "`\(id)` stands in \(other) too",
            at: Site(conflict.reported, "endpoints.id", id),
            help: "an id is unique over all catalogues; remove one of the two rows"))
      }
    }
  }
}
