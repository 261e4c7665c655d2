package import AccessModel
package import Plans

/// References of resources that stay to resources that go.
package enum DanglingReferences {
  package struct Breach: Sendable {
    /// The resource that refers.
    package let referrer: Address
    /// What it refers to and what a change deletes or renames away.
    package let removed: Address
  }

  /// The references from `others`, which the plan does not change, to what its changes take away.
  ///
  /// - Complexity: O(changes), plus the references of `others` when anything is taken away.
  package static func breaches(
    of changes: [Change], others: some Sequence<Resource>
  ) -> [Breach] {
    let removed = Set(
      changes.compactMap { change -> Address? in
        guard let before = change.before?.resource.address else { return nil }
        return change.after?.resource.address == before ? nil : before
      })
    guard !removed.isEmpty else { return [] }
    var breaches: [Breach] = []
    for other in others {
      other.forEachReference { reference in
        if case .resource(let address) = reference, removed.contains(address) {
          breaches.append(Breach(referrer: other.address, removed: address))
        }
      }
    }
    return breaches.sorted { ($0.removed, $0.referrer) < ($1.removed, $1.referrer) }
  }
}
