package import AccessModel
package import Diagnostics

/// An endpoint of class funds or admin that somebody holds and about whom no test speaks.
package struct UntestedPrivilege: Hashable, Sendable {
  package let endpoint: Text
  package let riskClass: EndpointTable.RiskClass
  /// How many hold it without a test about them and it.
  package let holders: Int
  /// The first of them.
  package let example: PrincipalAddress

  /// The endpoints that `tests` leave out, in the order of their ids.
  ///
  /// A case speaks about an endpoint of a principal when it names the principal, and the endpoint or
  /// none, or a condition that the two can satisfy on some account from some address.
  package static func all(besides tests: [StandingTest], in view: AccessView) -> [UntestedPrivilege] {
    let table = view.register.table
    let privileged = table.set { !$0.isBase && ($0.riskClass == .funds || $0.riskClass == .admin) }
    let scopes = tests.flatMap { test in
      test.resource[AccessTestFields.cases].elements.compactMap { value in
        (try? AccessTestCase(value, of: test.resource.address)).map { CaseScope($0, in: view) }
      }
    }
    var found: [Int: UntestedPrivilege] = [:]
    for name in view.register.institutions.keys.sorted() {
      for principal in view.register.institutions[name]?.principals ?? [] {
        guard let access = view.access(of: principal) else { continue }
        var rows = access.rows.intersection(privileged)
        for scope in scopes where !rows.isEmpty && scope.names(principal) {
          rows.subtract(scope.rows(about: principal))
        }
        for place in rows {
          found[place] = UntestedPrivilege(
            endpoint: table.rows[place].id, riskClass: table.rows[place].riskClass,
            holders: (found[place]?.holders ?? 0) + 1, example: found[place]?.example ?? principal)
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
