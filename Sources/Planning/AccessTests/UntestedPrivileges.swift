package import AccessModel
import Diagnostics
package import Plans

/// Finds what people may do with funds and administration while no test speaks about it.
package enum UntestedPrivileges {
  /// The endpoints that `tests` leave out, in the order of their ids.
  ///
  /// A case speaks about an endpoint of a principal when it names the principal, and the endpoint or
  /// none, or has a condition that the two satisfy on some account from some address.
  ///
  /// - Complexity: the holders of such endpoints times the cases that may name them.
  package static func found(
    besides tests: [StandingTest], in view: AccessView
  ) -> [UntestedPrivilege] {
    let table = view.register.table
    let privileged = table.set {
      !$0.isBase && ($0.riskClass == .funds || $0.riskClass == .admin)
    }
    let scopes = tests.flatMap { Self.scopes(of: $0.resource, in: view) }
    var found: [Int: UntestedPrivilege] = [:]
    for institution in view.register.institutions.keys.sorted() {
      for principal in view.register.institutions[institution]?.principals ?? [] {
        guard var rows = view.access(of: principal)?.rows.intersection(privileged) else { continue }
        for scope in scopes where !rows.isEmpty && scope.names(principal) {
          rows.subtract(scope.rows(about: principal))
        }
        for place in rows {
          let row = table.rows[place]
          found[place] = UntestedPrivilege(
            endpoint: row.id, riskClass: row.riskClass, holders: 1 + (found[place]?.holders ?? 0),
            example: found[place]?.example ?? principal)
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func scopes(of test: Resource, in view: AccessView) -> [CaseScope] {
    test[AccessTestFields.cases].elements.compactMap { value in
      (try? AccessTestCase(value, of: test.address)).map { CaseScope($0, in: view) }
    }
  }
}
