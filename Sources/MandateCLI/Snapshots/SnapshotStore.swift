import AccessModel
import Diagnostics
import Plans
import Stores

/// A snapshot file in the place of a store: it answers what plans ask, and is never written.
struct SnapshotStore: RegisterStore {
  let place: String
  private let file: SnapshotFile

  init(_ file: SnapshotFile, path: String) {
    self.file = file
    place = "the snapshot `\(path)`"
  }

  func exists() -> Bool { true }

  /// Throws `unreachable` for scopes that the file was not made to hold.
  func snapshot(_ scopes: ScopeSelection) throws(StoreError) -> Snapshot {
    let held = file.snapshot
    guard case .only(let wanted) = scopes else {
      try requireWhole()
      return held
    }
    if let institution = file.institution {
      guard wanted.isSubset(of: ScopeSelection.scopes(readFor: institution)) else {
        throw Self.limited(to: institution)
      }
    }
    return Snapshot(
      store: held.store, revision: held.revision, lastRecorded: held.lastRecorded,
      scopes: held.scopes.filter { wanted.contains($0.key) }, owners: held.owners,
      rows: held.rows.filter { wanted.contains($0.address.scope) })
  }

  private func requireWhole() throws(StoreError) {
    if let institution = file.institution { throw Self.limited(to: institution) }
  }

  private static func limited(to institution: Text) -> StoreError {
    .unreachable(reason: "the snapshot holds only what the tree of `\(institution)` reads")
  }

  func rows(_ filter: RowFilter, asOf revision: Int64?) throws(StoreError) -> [StoredRow] {
    guard revision == nil || revision == file.snapshot.revision else { throw Self.noHistory }
    return file.snapshot.rows.filter { row in
      (filter.kind.map { $0 == row.address.kind } ?? true)
        && (filter.institution.map { $0 == row.address.institution } ?? true)
        && (filter.name.map { $0 == row.address.name } ?? true)
    }
  }

  func makeFollower() -> any RegisterFollower { SnapshotFollower(file.snapshot) }

  // MARK: What only a store has

  private static let noHistory = StoreError.unreachable(
    reason: "a snapshot holds one moment and no history")

  func status() throws(StoreError) -> StoreStatus { throw Self.noHistory }

  func readVersions(_ body: (StoredRow, _ until: Int64?) -> Void) throws(StoreError) {
    throw Self.noHistory
  }

  func revisions(touching address: Text?) throws(StoreError) -> [RevisionRecord] {
    throw Self.noHistory
  }

  func readAudit(_ body: (AuditEntry) -> Void) throws(StoreError) { throw Self.noHistory }

  func revision(ofApply applyID: Text) throws(StoreError) -> RevisionRecord? {
    throw Self.noHistory
  }

  func beginWriting(
    creating identity: StoreIdentity?
  ) throws(StoreError) -> any WriteTransaction {
    throw .readOnly(reason: "\(place) is not a store")
  }
}

/// Tells a snapshot once; it never moves.
private final class SnapshotFollower: RegisterFollower {
  private var untold: Snapshot?

  init(_ snapshot: Snapshot) { untold = snapshot }

  func news() throws(StoreError) -> RegisterNews? {
    guard let snapshot = untold, let store = snapshot.store else { return nil }
    untold = nil
    return RegisterNews(
      store: store, revision: snapshot.revision, lastRecorded: snapshot.lastRecorded,
      isWhole: true, scopes: Set(snapshot.scopes.keys), rows: snapshot.rows)
  }
}
