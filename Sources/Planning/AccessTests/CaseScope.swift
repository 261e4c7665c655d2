import AccessModel
import Diagnostics

/// Whom a case asks about, and on which calls, in one view.
struct CaseScope {
  let test: AccessTestCase
  let view: AccessView
  /// Every word of the condition.
  private let matcher: AccessMatcher?
  /// What the condition says of principals alone, and of principals with endpoints.
  private let subjects: AccessMatcher?
  private let endpoints: AccessMatcher?
  /// The rows that the case can be about, whatever its condition says.
  private let reach: EndpointSet

  init(_ test: AccessTestCase, in view: AccessView) {
    self.test = test
    self.view = view
    matcher = test.condition.map { AccessMatcher($0, in: view) }
    subjects = Self.relaxed(test.condition, in: view) { !Query.isOfCalls($0) }
    endpoints = Self.relaxed(test.condition, in: view) { !$0.is("account") && !$0.is("network") }
    reach = Self.reach(of: test, in: view.register.table)
  }

  /// The one row that the case names, none for an unknown id; any row where it names none.
  ///
  /// WHY base rows only where the case speaks of endpoints by their ids: every live principal has
  /// them and nobody grants them, and some are of class admin, so that "nobody has class admin"
  /// could never pass.
  private static func reach(of test: AccessTestCase, in table: EndpointTable) -> EndpointSet {
    if let endpoint = test.endpoint { return table.set { $0.id == endpoint } }
    let looksAtEndpoints = test.condition?.query.mentions("endpoint") ?? false
    return table.set { looksAtEndpoints || !$0.isBase }
  }

  private static func relaxed(
    _ condition: AccessQuery?, in view: AccessView, keeping isKept: (Text) -> Bool
  ) -> AccessMatcher? {
    // A part of a query that was checked passes the same check.
    condition?.query.relaxed(keeping: isKept).flatMap { try? AccessQuery($0) }
      .map { AccessMatcher($0, in: view) }
  }

  // MARK: Principals

  /// The principals that the case names, sorted by institution and address.
  var principals: [PrincipalAddress] {
    switch test.subject {
    case .principal(let principal): [principal].filter(names)
    case .user(_, let institution): all(of: institution).filter(names)
    case .everyone:
      (test.scope.isEmpty ? view.register.institutions.keys.sorted() : [test.scope])
        .flatMap(all).filter(names)
    }
  }

  /// Whether the case names a principal, which must exist.
  func names(_ principal: PrincipalAddress) -> Bool {
    guard isInScope(principal.institution), let facts = view.facts(of: principal) else {
      return false
    }
    switch test.subject {
    case .principal(let wanted): if wanted != principal { return false }
    case .user(let user, let institution):
      if facts.user != user || principal.institution != institution { return false }
    case .everyone: break
    }
    return subjects?.matches(principal) ?? true
  }

  /// Whether the case could have named a principal that is no more, as far as its address tells.
  func mayHaveNamed(_ principal: PrincipalAddress) -> Bool {
    guard isInScope(principal.institution), view.facts(of: principal) == nil else { return false }
    switch test.subject {
    case .principal(let wanted): return wanted == principal
    case .user(_, let institution): return institution == principal.institution
    case .everyone: return true
    }
  }

  private func isInScope(_ institution: Text) -> Bool {
    test.scope.isEmpty || test.scope == institution
  }

  private func all(of institution: Text) -> [PrincipalAddress] {
    view.register.institutions[institution]?.principals ?? []
  }

  // MARK: Calls

  /// The calls of a principal that are as the case says.
  func calls(of principal: PrincipalAddress) -> ReachedCalls {
    let nothing = ReachedCalls.none(in: view.register.table)
    guard let access = view.access(of: principal) else { return nothing }
    if let address = test.address, !access.networks.contains(address) { return nothing }
    var calls = view.calls(from: access)
    if let matcher { calls = matcher.calls(among: calls, of: principal) }
    calls = calls.narrowed(to: reach)
    if let account = test.account {
      let name = view.institution(principal.institution).accountName(account)
      calls = calls.narrowed(toAccount: name)
      // Beside an endpoint that needs none an account is ignored, as `check` does; without an
      // endpoint the case speaks of calls on that account.
      if test.endpoint == nil { calls = calls.onAccountsOnly }
    }
    return calls
  }

  /// The rows in force that the case speaks of for a principal, whether it may call them or not.
  func rows(about principal: PrincipalAddress) -> EndpointSet {
    let all = reach.intersection(view.inForce)
    guard let endpoints else { return all }
    let calls = ReachedCalls(withoutAccount: all, onAccounts: [], networks: .all)
    return endpoints.calls(among: calls, of: principal).endpoints
  }
}
