package import AccessModel
import Diagnostics
package import Plans

/// What changes of manifests mean for what is recorded (model, section 3).
package enum RecordConsequences {
  /// The changes of records that follow, in the order of addresses.
  ///
  /// A deleted application takes its review along, so that one declared later under the same
  /// address begins anew; a rename takes review and override to the new address. An override stays
  /// behind a deletion: no manifest lifts it, not even by deleting and declaring again.
  ///
  /// `record` finds the stored record at an address, with the digest it has in the store.
  package static func of(
    _ changes: [Change], record: (Address) -> Change.Version?
  ) -> [Change] {
    changes.flatMap { change -> [Change] in
      guard let before = change.before?.resource.address else { return [] }
      switch change.action {
      case .delete: return [record(Address(.review, of: before))].compactMap { ended($0) }
      case .rename:
        return [Kind.review, .override].compactMap { kind in
          moved(record(Address(kind, of: before)), to: Address(kind, of: change.address))
        }
      case .create, .update, .adopt: return []
      }
    }.sorted { $0.address < $1.address }
  }

  private static func ended(_ version: Change.Version?) -> Change? {
    version.map { Change(before: $0, after: nil, source: nil) }
  }

  private static func moved(_ version: Change.Version?, to address: Address) -> Change? {
    version.map { version in
      let resource = version.resource.moved(to: address)
      let digest = Digest.of(CanonicalJSON.bytes(of: resource))
      return Change(
        before: version, after: Change.Version(resource: resource, digest: digest), source: nil)
    }
  }
}
