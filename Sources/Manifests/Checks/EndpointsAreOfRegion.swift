import AccessModel
import Diagnostics

extension Check {
  /// A selector that matches rows of other regions only adds nothing in this store.
  static let endpointsAreOfRegion = Check("endpoints are of the region") { state, findings in
    var endpoints = DeclaredEndpoints(state)
    let table = endpoints.table
    state.forEachOwnEndpointUse { use in
      for selector in use.selectors.texts {
        guard case .otherRegions(let rows) = endpoints.standing(of: selector) else { continue }
        let regions = Set(rows.flatMap { table.rows[$0].regions }).sorted()
          .map(\.string).joined(separator: ", ")
        findings.append(
          Finding(
            .warning, .endpointOtherRegion,
            "`\(selector)` \(use.verb) nothing here: \(EndpointWords.subject(selector, rows)) of "
              + "region \(regions), and this is \(state.deployment.region)", at: use.site(selector),
            help: "remove it here"))
      }
    }
  }
}
