package import AccessModel
package import Diagnostics
package import Plans

/// An `AccessTest` that a plan is held to.
package struct StandingTest: Sendable {
  package let resource: Resource
  /// Whether a failure refuses: of the plan's own owner and of staff; any other one warns.
  package let isBinding: Bool

  package init(resource: Resource, isBinding: Bool) {
    self.resource = resource
    self.isBinding = isBinding
  }

  /// The tests among `planned` that a plan of `owner` may see, in the order of addresses.
  ///
  /// `institution` is what the owner is registered for, nil for staff. An institution sees its own
  /// tests and those of staff, never a test of or about another one. `rows` tell the owners of what
  /// is stored; a test that is not among them is the plan's own.
  package static func visible(
    to owner: Text, of institution: Text?, among planned: some Sequence<Resource>,
    rows: some Sequence<StoredRow>, owners: [Owner]
  ) -> [StandingTest] {
    var holders: [Address: Text] = [:]
    for row in rows where row.address.kind == .accessTest && row.owner != owner {
      holders[row.address] = row.owner
    }
    let sides = Dictionary(
      owners.map { ($0.name, $0.institution) }, uniquingKeysWith: { first, _ in first })
    return planned.filter { $0.kind == .accessTest }.sorted { $0.address < $1.address }
      .compactMap { test in
        guard let holder = holders[test.address] else {
          return StandingTest(resource: test, isBinding: true)
        }
        let side = sides[holder] ?? nil
        let isElsewhere = [side, test.address.institution].contains { place in
          guard let institution, let place, !place.isEmpty else { return false }
          return place != institution
        }
        return isElsewhere ? nil : StandingTest(resource: test, isBinding: side == nil)
      }
  }
}
