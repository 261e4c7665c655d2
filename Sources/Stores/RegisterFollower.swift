package import AccessModel
package import Plans

/// A reader that stays at a store and tells what moved there since it was asked last.
///
/// For programs that answer from the register for hours: asking costs next to nothing while nothing
/// moves, and reading costs what did. Not for use by two threads at a time.
package protocol RegisterFollower: AnyObject {
  /// What moved; nil when nothing did.
  ///
  /// The first time everything is told, and again when there is another store at the place, when
  /// the history is not the one that was followed, and after an error.
  ///
  /// - Throws: whatever reading throws, `missing` where there is no store; the register that was
  ///   told before must not be used then, because nobody knows whether it moved.
  func news() throws(StoreError) -> RegisterNews?
}

/// One consistent moment of the scopes that moved.
package struct RegisterNews: Sendable {
  package let store: StoreIdentity
  package let revision: Int64
  /// When its latest revision was recorded.
  package let lastRecorded: Instant?
  /// Whether the rows are all that there is, and nothing told before holds any more.
  package let isWhole: Bool
  /// The scopes that are told, all of their rows; those of keys with those that they belong to.
  package let scopes: Set<Scope>
  package let rows: [StoredRow]

  package init(
    store: StoreIdentity, revision: Int64, lastRecorded: Instant?, isWhole: Bool,
    scopes: Set<Scope>, rows: [StoredRow]
  ) {
    self.store = store
    self.revision = revision
    self.lastRecorded = lastRecorded
    self.isWhole = isWhole
    self.scopes = scopes
    self.rows = rows
  }
}
