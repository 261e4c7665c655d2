package import AccessModel
package import Diagnostics
package import Plans

/// A store of the register: what every database behind it must be able to do.
///
/// Reading opens the database read-only and sees one consistent moment a call. Writing happens only
/// through `commit(_:header:to:judge:)`, which asks for one `WriteTransaction`.
package protocol RegisterStore: Sendable {
  /// The URL, for messages.
  var place: String { get }

  /// Whether there is a store at this place.
  func exists() throws(StoreError) -> Bool

  /// One moment of the scopes asked for; `Snapshot.nothing` where no store exists.
  func snapshot(_ scopes: ScopeSelection) throws(StoreError) -> Snapshot

  /// What the store is and where it stands.
  func status() throws(StoreError) -> StoreStatus

  /// The resources that match, now or as they stood after a revision, sorted by address.
  func rows(_ filter: RowFilter, asOf revision: Int64?) throws(StoreError) -> [StoredRow]

  /// Calls `body` with every version of every resource that ever stood, and the revision that ended
  /// it, nil for those that stand now; in no particular order.
  func readVersions(_ body: (StoredRow, _ until: Int64?) -> Void) throws(StoreError)

  /// The revisions, newest first; those that touched one address when one is given.
  func revisions(touching address: Text?) throws(StoreError) -> [RevisionRecord]

  /// Calls `body` with every audit entry in order of sequence, without holding them all.
  func readAudit(_ body: (AuditEntry) -> Void) throws(StoreError)

  /// The revision that an apply made, or nil when it made none; waits for a writer to end.
  func revision(ofApply applyID: Text) throws(StoreError) -> RevisionRecord?

  /// A reader that stays and tells what moves; it opens the store when it is asked first.
  func makeFollower() -> any RegisterFollower

  /// Opens the one write transaction: takes the write lock, creating an empty store when asked to.
  ///
  /// - Throws: `locked` when another writer does not end within the lock timeout, `missing` when
  ///   there is no store and `creating` is nil.
  func beginWriting(creating identity: StoreIdentity?) throws(StoreError) -> any WriteTransaction
}

/// Which scopes a snapshot covers.
package enum ScopeSelection: Hashable, Sendable {
  case all
  case only(Set<Scope>)
}

/// Which resources are asked for; nil means any.
package struct RowFilter: Hashable, Sendable {
  package let kind: Kind?
  package let institution: Text?
  package let name: Text?

  package init(kind: Kind? = nil, institution: Text? = nil, name: Text? = nil) {
    self.kind = kind
    self.institution = institution
    self.name = name
  }
}

/// One row of the `head` table: where the store stands as a whole.
package struct StoreHead: Hashable, Sendable {
  package let revision: Int64
  package let stateDigest: Digest
  package let auditSequence: Int64
  package let auditHead: Digest
  /// The latest recorded instant, or nil before the first revision.
  package let lastRecorded: Instant?

  package init(
    revision: Int64, stateDigest: Digest, auditSequence: Int64, auditHead: Digest,
    lastRecorded: Instant?
  ) {
    self.revision = revision
    self.stateDigest = stateDigest
    self.auditSequence = auditSequence
    self.auditHead = auditHead
    self.lastRecorded = lastRecorded
  }

  /// The head of a store that nothing was written to yet.
  package static let empty = StoreHead(
    revision: 0, stateDigest: ScopeDigest.ofState([]), auditSequence: 0, auditHead: .zero,
    lastRecorded: nil)
}

/// What `store status` shows.
package struct StoreStatus: Sendable {
  package let identity: StoreIdentity
  package let head: StoreHead
  package let owners: [Owner]
  package let resources: Int
  /// Such as `SQLite 3.40.1`.
  package let engine: String
  package let formatVersion: Int

  package init(
    identity: StoreIdentity, head: StoreHead, owners: [Owner], resources: Int, engine: String,
    formatVersion: Int
  ) {
    self.identity = identity
    self.head = head
    self.owners = owners
    self.resources = resources
    self.engine = engine
    self.formatVersion = formatVersion
  }
}

/// One revision as recorded.
package struct RevisionRecord: Sendable {
  package let revision: Int64
  package let applyID: Text
  package let planDigest: Digest
  package let owner: Text
  package let command: Text
  package let actor: Text
  package let onBehalfOf: Text?
  package let reason: Text?
  package let at: Instant
  package let wallClock: Instant
  package let commit: Text?
  package let changes: Int
  /// The state digest after it.
  package let stateDigest: Digest
  /// The audit chain's last link after it.
  package let auditHead: Digest

  package init(
    revision: Int64, applyID: Text, planDigest: Digest, owner: Text, command: Text, actor: Text,
    onBehalfOf: Text?, reason: Text?, at: Instant, wallClock: Instant, commit: Text?, changes: Int,
    stateDigest: Digest, auditHead: Digest
  ) {
    self.revision = revision
    self.applyID = applyID
    self.planDigest = planDigest
    self.owner = owner
    self.command = command
    self.actor = actor
    self.onBehalfOf = onBehalfOf
    self.reason = reason
    self.at = at
    self.wallClock = wallClock
    self.commit = commit
    self.changes = changes
    self.stateDigest = stateDigest
    self.auditHead = auditHead
  }

  package var summary: RevisionSummary {
    RevisionSummary(revision: revision, actor: actor, at: at, planDigest: planDigest)
  }
}
