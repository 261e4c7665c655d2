package import AccessModel
package import Diagnostics

/// What a plan reads of a store: one consistent moment of some of its scopes.
package struct Snapshot: Sendable {
  /// Nil when there is no store yet; then everything else is empty.
  package let store: StoreIdentity?
  package let revision: Int64
  /// The latest recorded instant; no later write may carry an earlier one.
  package let lastRecorded: Instant?
  /// Every scope that was read; one that holds nothing and was never touched has no digest.
  package let scopes: [Scope: ScopeState]
  package let owners: [Owner]
  /// The resources of the scopes read, in no particular order.
  package let rows: [StoredRow]

  package init(
    store: StoreIdentity?, revision: Int64, lastRecorded: Instant?, scopes: [Scope: ScopeState],
    owners: [Owner], rows: [StoredRow]
  ) {
    self.store = store
    self.revision = revision
    self.lastRecorded = lastRecorded
    self.scopes = scopes
    self.owners = owners
    self.rows = rows
  }

  /// What is read where no store exists.
  package static let nothing = Snapshot(
    store: nil, revision: 0, lastRecorded: nil, scopes: [:], owners: [], rows: [])

  /// The registered owner of this name, or nil.
  package func owner(named name: Text) -> Owner? { owners.first { $0.name == name } }
}

/// What tells one store from every other one; fixed when it is created.
package struct StoreIdentity: Hashable, Sendable {
  /// Random and unique to the store and its copies.
  package let lineage: Text
  package let deployment: Deployment

  package init(lineage: Text, deployment: Deployment) {
    self.lineage = lineage
    self.deployment = deployment
  }
}

/// Where a scope stands.
package struct ScopeState: Hashable, Sendable {
  package let digest: Digest
  /// How many revisions have changed it.
  package let touches: Int64
  /// The last revision that changed it.
  package let lastRevision: Int64

  package init(digest: Digest, touches: Int64, lastRevision: Int64) {
    self.digest = digest
    self.touches = touches
    self.lastRevision = lastRevision
  }
}

/// A registered manifest tree: what may own resources.
package struct Owner: Hashable, Sendable {
  package let name: Text
  /// The institution whose kinds of section 2.2 it may own; nil for a staff owner.
  package let institution: Text?
  /// Addresses and kinds that stay protected even when a manifest no longer says so.
  package let protected: [Text]

  /// What stands in place of an owner beside what commands record; no tree has this name.
  package static let ofRecords: Text = "(recorded)"

  package init(name: Text, institution: Text?, protected: [Text]) {
    self.name = name
    self.institution = institution
    self.protected = protected
  }
}

/// A resource as the store keeps it.
package struct StoredRow: Sendable {
  package let address: Address
  package let owner: Text
  package let digest: Digest
  /// The canonical JSON of the resource.
  package let canonical: Text
  package let source: Source?
  /// The revision that wrote this content.
  package let sinceRevision: Int64

  package init(
    address: Address, owner: Text, digest: Digest, canonical: Text, source: Source?,
    sinceRevision: Int64
  ) {
    self.address = address
    self.owner = owner
    self.digest = digest
    self.canonical = canonical
    self.source = source
    self.sinceRevision = sinceRevision
  }
}

/// The line of a manifest that declares a resource.
package struct Source: Hashable, Sendable {
  /// Relative to the project file.
  package let file: Text
  package let line: Int

  package init(file: Text, line: Int) {
    self.file = file
    self.line = line
  }
}
