import AccessModel
import Diagnostics

/// A resource that names endpoints to give or to ask for.
struct EndpointUse {
  let index: Int
  let resource: Resource
  /// The name of the field, for sites.
  let field: String
  let selectors: Value
  /// The application that bounds it; nil for an application, and for one that does not exist.
  let application: Resource?

  /// Whether it gives, as against an application, which asks.
  var isGrant: Bool { field == "endpoints" }

  /// What a selector that adds nothing fails to do.
  var verb: String { isGrant ? "grants" : "asks for" }

  func site(_ selector: Text) -> Site { Site(index, field, selector) }
}

extension DesiredState {
  /// Calls `body` for each own desk, endpoint grant and authorization with endpoints of its own.
  func forEachOwnGrant(_ body: (EndpointUse) -> Void) {
    forEachOwnUse(.desk, DeskFields.endpoints, .tradingApplication, DeskFields.application, body)
    forEachOwnUse(
      .traderAuthorization, TraderAuthorizationFields.endpoints, .tradingApplication,
      TraderAuthorizationFields.application, body)
    forEachOwnUse(
      .endpointGrant, EndpointGrantFields.endpoints, .brokerApplication,
      EndpointGrantFields.application, body)
  }

  /// As `forEachOwnGrant`, and for each own application of either kind.
  func forEachOwnEndpointUse(_ body: (EndpointUse) -> Void) {
    forEachOwnGrant(body)
    for kind in [Kind.tradingApplication, .brokerApplication] {
      for (index, resource) in own(kind) {
        body(
          EndpointUse(
            index: index, resource: resource, field: "requestedEndpoints",
            selectors: resource.requestedEndpoints, application: nil))
      }
    }
  }

  private func forEachOwnUse(
    _ kind: Kind, _ slot: Slot, _ applicationKind: Kind, _ applicationSlot: Slot,
    _ body: (EndpointUse) -> Void
  ) {
    for (index, resource) in own(kind) where !resource[slot].isAbsent {
      let application = resource[applicationSlot].text.flatMap {
        target(of: resource, applicationKind, named: $0)
      }
      body(
        EndpointUse(
          index: index, resource: resource, field: "endpoints", selectors: resource[slot],
          application: application))
    }
  }
}

/// Words about numbers of endpoints.
enum EndpointWords {
  /// `it is` or `3 endpoints are`.
  static func subject(_ selector: Text, _ rows: EndpointSet) -> String {
    let isExact = !selector.hasSuffix("*") && !selector.hasPrefix("set:")
    if isExact { return "it is" }
    return rows.count == 1 ? "its one endpoint is" : "\(rows.count) endpoints are"
  }

  /// The first three ids and how many more there are.
  static func list(_ rows: EndpointSet, in table: EndpointTable) -> String {
    let ids = table.ids(of: rows)
    let shown = ids.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    return ids.count > 3 ? "\(shown) and \(ids.count - 3) more" : shown
  }
}
