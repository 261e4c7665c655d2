import AccessModel
import Diagnostics
import Plans
import Stores

/// Follows a register in one SQLite file over a connection that stays open between the questions.
///
/// It holds no lock between them, so that no writer waits for it.
final class SQLiteFollower: RegisterFollower {
  private let opener: StoreOpener
  private var connection: SQLiteConnection?
  /// Where the store stood when it was told last; nil while nothing is known.
  private var known: Standing?

  /// What tells one moment of one history from every other one.
  private struct Standing {
    let store: StoreIdentity
    let revision: Int64
    let auditHead: Digest
    /// Another one on this connection means that some process has written.
    ///
    /// Source: sqlite.org/pragma.html, data_version.
    let dataVersion: Int
    /// WHY beside it: a backup copied over the file may have the very counters that SQLite goes by.
    let stamp: StoreFile.Stamp?
  }

  init(_ opener: StoreOpener) { self.opener = opener }

  deinit { connection?.close() }

  func news() throws(StoreError) -> RegisterNews? {
    do throws(StoreError) {
      return try readNews()
    } catch .readOnly {
      // A crashed write must be undone before anyone can know what the store holds.
      forget()
      try opener.rollBackJournal()
    } catch {
      forget()
      throw error
    }
    do throws(StoreError) {
      return try readNews()
    } catch {
      forget()
      throw error
    }
  }

  private func forget() {
    connection?.close()
    connection = nil
    known = nil
  }

  private func readNews() throws(StoreError) -> RegisterNews? {
    // The file of that name may be another one by now.
    if let connection, try connection.hasMoved() { forget() }
    return try opener.namingHolder { () throws(StoreError) in
      if let connection, let known {
        let session = StoreSession(connection: connection)
        if try session.count(.readDataVersion) == known.dataVersion {
          if opener.file.stamp == known.stamp { return nil }
          // Pages that SQLite remembers may be those of the file as it was: a new connection.
          connection.close()
          self.connection = nil
        }
      }
      if self.connection == nil { self.connection = try opener.openForReading() }
      guard let connection = self.connection else { return nil }
      try connection.execute(.begin)
      let news = try readNews(StoreSession(connection: connection))
      try connection.execute(.rollback)
      return news
    }
  }

  /// Inside one read transaction.
  private func readNews(_ session: StoreSession) throws(StoreError) -> RegisterNews? {
    if try !opener.holdsStore(session.connection) {
      throw .missing(place: opener.place)
    }
    let head = try session.head()
    let standing = Standing(
      store: try session.identity(), revision: head.revision, auditHead: head.auditHead,
      dataVersion: try session.count(.readDataVersion), stamp: opener.file.stamp)
    let since = try revisionToGoOn(from: standing, session)
    known = standing
    if since == head.revision { return nil }
    let all = try session.scopes()
    guard ScopeDigest.ofState(all.map { ($0.key, $0.value.digest) }) == head.stateDigest else {
      throw .damaged(reason: "the scopes do not add up to the state digest of the head")
    }
    let moved = since.map { since in
      Set(
        all.filter { $0.key != .notices && $0.value.lastRevision > since }
          .flatMap { [$0.key.withoutKeys, $0.key.keys] })
    }
    let told = moved ?? Set(all.keys).subtracting([.notices])
    let snapshot = Snapshot(
      store: standing.store, revision: head.revision, lastRecorded: head.lastRecorded,
      scopes: all.filter { told.contains($0.key) }, owners: [],
      rows: try session.rows(of: .only(told)))
    try snapshot.requireSound()
    return RegisterNews(
      store: standing.store, revision: head.revision, lastRecorded: head.lastRecorded,
      isWhole: since == nil, scopes: told, rows: snapshot.rows)
  }

  /// The revision told last, when what stands now follows from it; nil when it does not.
  private func revisionToGoOn(
    from standing: Standing, _ session: StoreSession
  ) throws(StoreError) -> Int64? {
    guard let known, known.store == standing.store, known.revision > 0,
      known.revision <= standing.revision,
      try session.revision(.readRevision, .integer(known.revision))?.auditHead == known.auditHead
    else { return nil }
    return known.revision
  }
}

extension Scope {
  /// The scope whose keys these are; itself for every other one.
  fileprivate var withoutKeys: Scope {
    guard case .keys(of: let name) = self else { return self }
    return name.isEmpty ? .global : .institution(name)
  }
}
