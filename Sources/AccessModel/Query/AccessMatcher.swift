import Diagnostics

/// One access query asked of many principals of one view.
///
/// Comparisons with endpoints and classes are worked out as sets of rows once, so that a principal
/// costs a few set operations for each account and no walk over calls.
package struct AccessMatcher {
  private let view: AccessView
  private let query: AccessQuery
  private let condition: Condition
  private let looksAtAccounts: Bool

  /// The query with what does not depend on the principal already decided.
  private indirect enum Condition {
    case rows(EndpointSet)
    case account(Query.Test)
    case networks(NetworkTest)
    case principal(Query.Comparison)
    case not(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)
  }

  package init(_ query: AccessQuery, in view: AccessView) {
    self.view = view
    self.query = query
    condition = Self.bound(query.query.condition, to: view.register.table)
    looksAtAccounts = Self.looksAtAccounts(query.query.condition)
  }

  /// Whether a principal can make a call that satisfies the query; of a query that asks for no
  /// call, whether the principal itself satisfies it.
  package func matches(_ principal: PrincipalAddress) -> Bool {
    guard query.asksForCalls else {
      guard let facts = view.facts(of: principal) else { return false }
      return query.query.holds { values(of: $0, facts) }
    }
    return !calls(of: principal).isEmpty
  }

  /// The calls of a principal that satisfy the query; none for a principal without access.
  package func calls(of principal: PrincipalAddress) -> ReachedCalls {
    guard let access = view.access(of: principal) else { return .none(in: view.register.table) }
    return calls(among: view.calls(from: access), of: principal)
  }

  /// The calls among `calls`, which may be another share of access than the principal has now.
  package func calls(among calls: ReachedCalls, of principal: PrincipalAddress) -> ReachedCalls {
    guard let facts = view.facts(of: principal) else { return .none(in: view.register.table) }
    let subject = Subject(facts: facts, networks: calls.networks)
    let free = rows(condition, subject, account: [])
    let onAccounts = calls.onAccounts.compactMap { (reached) -> ReachedCalls.OnAccount? in
      let wanted =
        looksAtAccounts
        ? rows(condition, subject, account: names(of: reached.account, principal)) : free
      let endpoints = reached.endpoints.intersection(wanted)
      return endpoints.isEmpty
        ? nil : ReachedCalls.OnAccount(account: reached.account, endpoints: endpoints)
    }
    return ReachedCalls(
      withoutAccount: calls.withoutAccount.intersection(free), onAccounts: onAccounts,
      networks: calls.networks)
  }

  // MARK: Evaluation

  private struct Subject {
    let facts: AccessFacts
    let networks: AddressSet
  }

  /// The rows for which a condition holds, of a call on `account`: its name and number, or nothing.
  private func rows(_ condition: Condition, _ subject: Subject, account: [Text]) -> EndpointSet {
    switch condition {
    case .rows(let rows): return rows
    case .account(let test): return all(test.holds(for: account))
    case .networks(let test): return all(test.holds(for: subject.networks))
    case .principal(let comparison):
      return all(comparison.test.holds(for: values(of: comparison.field, subject.facts)))
    case .not(let inner):
      return view.everyRow.subtracting(rows(inner, subject, account: account))
    case .and(let left, let right):
      return rows(left, subject, account: account)
        .intersection(rows(right, subject, account: account))
    case .or(let left, let right):
      return rows(left, subject, account: account).union(rows(right, subject, account: account))
    }
  }

  private func all(_ holds: Bool) -> EndpointSet {
    holds ? view.everyRow : view.register.table.none
  }

  /// What an account is called: its name, and its number where it has one.
  private func names(of account: Text, _ principal: PrincipalAddress) -> [Text] {
    let number =
      if case .retailKey = principal.form {
        view.register.retail.clients[principal.resource.name]?.number(ofRetailAccount: account)
      } else {
        view.institution(principal.institution).number(ofAccount: account)
      }
    return [account] + (number.map { [$0] } ?? [])
  }

  private func values(of field: Text, _ facts: AccessFacts) -> [Text] {
    switch field.string {
    case "principal": [facts.principal.text]
    case "user": [facts.user]
    default:
      (facts.sources.authorization ?? facts.sources.application ?? facts.sources.client)?
        .values(of: field, institution: facts.sources.institution) ?? []
    }
  }

  // MARK: Binding

  private static func bound(_ condition: Query.Condition, to table: EndpointTable) -> Condition {
    switch condition {
    case .comparison(let comparison): bound(comparison, to: table)
    case .not(let inner): .not(bound(inner, to: table))
    case .and(let left, let right): .and(bound(left, to: table), bound(right, to: table))
    case .or(let left, let right): .or(bound(left, to: table), bound(right, to: table))
    }
  }

  private static func bound(_ comparison: Query.Comparison, to table: EndpointTable) -> Condition {
    switch comparison.field.string {
    case "endpoint": return .rows(table.set { comparison.test.holds(for: [$0.id]) })
    case "class":
      return .rows(table.set { comparison.test.holds(for: [Text($0.riskClass.name)]) })
    case "account": return .account(comparison.test)
    case "network":
      guard let test = try? NetworkTest(comparison.test) else {
        preconditionFailure("a network that was checked is malformed; this is a bug in mandate")
      }
      return .networks(test)
    default: return .principal(comparison)
    }
  }

  private static func looksAtAccounts(_ condition: Query.Condition) -> Bool {
    switch condition {
    case .comparison(let comparison): comparison.field.is("account")
    case .not(let inner): looksAtAccounts(inner)
    case .and(let left, let right), .or(let left, let right):
      looksAtAccounts(left) || looksAtAccounts(right)
    }
  }
}
