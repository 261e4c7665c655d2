import AccessModel
import Diagnostics
import Plans

/// Which gains satisfy the queries of a project's rules.
struct GainedMatches {
  private let view: AccessView
  private let matchers: [(query: Query, matcher: AccessMatcher)]
  /// The rows that nobody decides about; a rule speaks of them only when it names endpoints.
  private let base: EndpointSet
  private(set) var found: [Query: [PrincipalAddress]] = [:]

  /// Queries that look at no access are not asked here, nor those that no call can satisfy, which
  /// are refused where they are written.
  init(_ queries: [Query], in view: AccessView) {
    self.view = view
    base = view.register.table.set(where: \.isBase)
    matchers = queries.filter(\.looksAtAccess).compactMap { query in
      (try? AccessQuery(query)).map { (query, AccessMatcher($0, in: view)) }
    }
  }

  /// Holds what a principal gains against every query.
  ///
  /// With new addresses every call is new from there; otherwise only the endpoints gained are, from
  /// all addresses.
  mutating func ask(_ impact: AccessImpact, _ access: EffectiveAccess?) {
    guard !matchers.isEmpty, !impact.gained.isEmpty, let access else { return }
    let calls =
      impact.gained.networks.isEmpty
      ? ReachedCalls(
        impact.gained.groups.lazy.map { (endpoints: $0.endpoints, accounts: $0.accounts) },
        networks: access.networks, in: view.register.table)
      : view.calls(from: access)
    for (query, matcher) in matchers {
      let hits = matcher.calls(among: calls, of: impact.principal).endpoints
      let meant = query.mentions("endpoint") ? hits : hits.subtracting(base)
      if !meant.isEmpty { found[query, default: []].append(impact.principal) }
    }
  }
}
