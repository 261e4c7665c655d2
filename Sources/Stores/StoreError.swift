package import AccessModel
package import Diagnostics

/// What the world did to a store; the database's own code survives, values of rows do not.
package enum StoreError: Error, Sendable {
  /// Another writer holds it.
  case locked(holder: String?)
  /// It cannot be opened or reached.
  case unreachable(reason: String)
  /// There is none at this place.
  case missing(place: String)
  /// It is not a store of this program, or one made by a newer version.
  case foreign(reason: String)
  /// It fails its own check.
  case damaged(reason: String)
  /// A snapshot file, read in place of a store, fails its check.
  case snapshotDamaged(reason: String)
  /// The file or folder may not be written.
  case readOnly(reason: String)
  /// There is no room left.
  case full(reason: String)
  /// Anything else that the database says.
  case failed(code: Int32, reason: String)
}

/// What became of an attempt to write: the three words of every apply.
package enum CommitOutcome: Sendable {
  case applied(Receipt)
  /// Nothing was done.
  case notApplied(StoreError)
  /// The commit failed and the store could not be asked afterwards.
  case unknown(applyID: Text, StoreError)
}

/// What a successful apply leaves in the hand.
package struct Receipt: Sendable {
  package let applyID: Text
  package let revision: Int64
  package let planDigest: Digest
  package let stateDigest: Digest
  /// The last link of the audit chain.
  package let auditHead: Digest
  package let at: Instant

  package init(
    applyID: Text, revision: Int64, planDigest: Digest, stateDigest: Digest, auditHead: Digest,
    at: Instant
  ) {
    self.applyID = applyID
    self.revision = revision
    self.planDigest = planDigest
    self.stateDigest = stateDigest
    self.auditHead = auditHead
    self.at = at
  }
}
