package import AccessModel
import Diagnostics
package import Plans

/// The one open write transaction of a store.
///
/// After any thrown error the caller does nothing but `rollback()`: a database may have rolled the
/// transaction back by itself, and what follows would then commit on its own.
/// Source: sqlite.org/lang_transaction.html section 3.
package protocol WriteTransaction: AnyObject {
  var identity: StoreIdentity { get }

  func head() throws(StoreError) -> StoreHead

  /// Every scope that was ever touched.
  func scopes() throws(StoreError) -> [Scope: ScopeState]

  func owners() throws(StoreError) -> [Owner]

  /// The revision of this number, or nil.
  func revision(_ number: Int64) throws(StoreError) -> RevisionRecord?

  /// The revision that applied a plan of this digest, or nil.
  func revision(ofPlan digest: Digest) throws(StoreError) -> RevisionRecord?

  /// The resources of the scopes, sorted by address.
  func rows(of scopes: Set<Scope>) throws(StoreError) -> [StoredRow]

  /// The addresses and digests of one scope as they stand inside the transaction.
  func entries(of scope: Scope) throws(StoreError) -> [ScopeDigest.Entry]

  /// Adds a row; false when one of that address exists.
  func insert(_ row: StoredRow) throws(StoreError) -> Bool

  /// Replaces the row with this address and digest, keeping the old version for history; false when
  /// there is none. The new row may have another name (a rename).
  func replace(
    _ address: Address, digest: Digest, with row: StoredRow
  ) throws(StoreError) -> Bool

  /// Removes the row with this address and digest, keeping it for history up to `revision`; false
  /// when there is none.
  func remove(_ address: Address, digest: Digest, at revision: Int64) throws(StoreError) -> Bool

  func append(_ entry: AuditEntry) throws(StoreError)

  func setScope(_ scope: Scope, to state: ScopeState) throws(StoreError)

  /// Adds or replaces an owner.
  func setOwner(_ owner: Owner) throws(StoreError)

  func insert(_ record: RevisionRecord) throws(StoreError)

  /// Moves the head on; false when it is no longer at `expected`.
  func setHead(_ head: StoreHead, expecting expected: Int64) throws(StoreError) -> Bool

  /// Makes it durable. An error means that the outcome must be looked up.
  func commit() throws(StoreError)

  /// Undoes everything; never throws, for the first error is the one that counts.
  func rollback()
}
