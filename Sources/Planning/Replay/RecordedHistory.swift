package import AccessModel
import Diagnostics
package import Plans

/// What a store recorded of some resources, revision by revision.
package struct RecordedHistory: Sendable {
  /// What stood at an address from one revision until another.
  package struct Version: Sendable {
    package let resource: Resource
    package let digest: Digest
    /// The revision that wrote it.
    package let since: Int64
    /// The revision that ended it; nil while it stands.
    package let until: Int64?

    package init(resource: Resource, digest: Digest, since: Int64, until: Int64?) {
      self.resource = resource
      self.digest = digest
      self.since = since
      self.until = until
    }
  }

  /// A resource that went on under another address.
  package struct Rename: Hashable, Sendable {
    package let revision: Int64
    package let from: Address
    package let to: Address

    package init(revision: Int64, from: Address, to: Address) {
      self.revision = revision
      self.from = from
      self.to = to
    }
  }

  /// What one revision changed.
  package struct Step: Sendable {
    package let revision: Int64
    /// When it was recorded.
    package let at: Instant
    package let changes: [Change]
  }

  /// Ascending; revisions that changed none of the resources are not among them.
  package let steps: [Step]

  /// `times` gives the recorded time of a revision; what none is known of is left out.
  ///
  /// - Complexity: O(n log n) in the versions.
  package init(_ versions: [Version], renames: [Rename], times: (Int64) -> Instant?) {
    var begun: [Int64: [Address: Change.Version]] = [:]
    var ended: [Int64: [Address: Change.Version]] = [:]
    for version in versions {
      let content = Change.Version(resource: version.resource, digest: version.digest)
      let address = version.resource.address
      begun[version.since, default: [:]][address] = content
      if let until = version.until { ended[until, default: [:]][address] = content }
    }
    let formers = Dictionary(grouping: renames, by: \.revision)
    steps = Set(begun.keys).union(ended.keys).sorted().compactMap { revision in
      guard let at = times(revision) else { return nil }
      let changes = Self.changes(
        from: ended[revision] ?? [:], to: begun[revision] ?? [:], formers[revision] ?? [])
      return Step(revision: revision, at: at, changes: changes)
    }
  }

  /// The changes of one revision, in the order of addresses.
  private static func changes(
    from ended: [Address: Change.Version], to begun: [Address: Change.Version], _ renames: [Rename]
  ) -> [Change] {
    var before = ended
    let formers = Dictionary(
      renames.map { ($0.to, $0.from) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for (address, version) in begun {
      let old = formers[address].flatMap { before.removeValue(forKey: $0) }
      changes.append(
        Change(before: old ?? before.removeValue(forKey: address), after: version, source: nil))
    }
    changes += before.values.map { Change(before: $0, after: nil, source: nil) }
    return changes.sorted { $0.address < $1.address }
  }
}
