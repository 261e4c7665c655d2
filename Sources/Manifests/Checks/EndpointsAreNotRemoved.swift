import AccessModel
import Diagnostics

extension Check {
  /// Whoever names an endpoint that is removed, or will be, should know (I-29).
  static let endpointsAreNotRemoved = Check("I-29") { state, findings in
    var endpoints = DeclaredEndpoints(state)
    let table = endpoints.table
    state.forEachOwnEndpointUse { use in
      for selector in use.selectors.texts {
        switch endpoints.standing(of: selector) {
        case .removed(let rows):
          report(removed: rows, selector, use.verb, at: use.site(selector), table, &findings)
        case .inForce: announce(selector, at: use.site(selector), table, &findings)
        case .unresolved, .emptySet, .otherRegions: break
        }
      }
    }
    for (index, set) in state.own(.permissionSet) {
      for selector in set[PermissionSetFields.include].texts {
        let site = Site(index, "include", selector)
        switch endpoints.standing(of: selector) {
        case .removed(let rows):
          report(removed: rows, selector, "adds", at: site, table, &findings)
        case .inForce: announce(selector, at: site, table, &findings)
        case .unresolved, .emptySet, .otherRegions: break
        }
      }
    }
  }

  private static func report(
    removed rows: EndpointSet, _ selector: Text, _ verb: String, at site: Site,
    _ table: EndpointTable, _ findings: inout [Finding]
  ) {
    let dates = rows.compactMap { table.rows[$0].removedOn }
    guard let last = dates.max() else { return }
    let subject = EndpointWords.subject(selector, rows)
    let since = rows.count == 1 ? "on" : "by"
    findings.append(
      Finding(
        .warning, .endpointRemoved,
        "`\(selector)` \(verb) nothing here: \(subject) removed \(since) \(last.shortText)",
        at: site, help: "remove it here, or name what replaces it"))
  }

  /// The end of an endpoint named by its id, when one is set.
  private static func announce(
    _ selector: Text, at site: Site, _ table: EndpointTable, _ findings: inout [Finding]
  ) {
    guard let place = table.place(of: selector), let end = table.rows[place].removedOn else {
      return
    }
    findings.append(
      Finding(
        .warning, .endpointRemoved, "`\(selector)` will be removed on \(end.shortText)",
        at: site, help: "name what replaces it before that"))
  }
}
