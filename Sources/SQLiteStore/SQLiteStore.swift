import AccessModel
package import Diagnostics
import Glibc
package import Plans
package import Stores

/// A register in one SQLite file.
///
/// Journal mode DELETE with synchronous EXTRA: what was reported as applied survives a power loss.
package struct SQLiteStore: RegisterStore {
  private let opener: StoreOpener

  /// A store at `path`, which need not exist; waits for other writers at most the given time.
  package init(path: String, lockTimeoutMilliseconds: Int32) {
    opener = StoreOpener(
      file: StoreFile(path: path), lockTimeoutMilliseconds: lockTimeoutMilliseconds)
  }

  package var place: String { opener.place }

  /// Makes a write past the file size limit an error instead of the end of the process.
  ///
  /// To be called once, before the first write. Source: signal(7), SIGXFSZ.
  package static func surviveFileSizeLimit() { _ = signal(SIGXFSZ, SIG_IGN) }

  // MARK: Reading

  package func exists() throws(StoreError) -> Bool {
    try opener.read { (_) throws(StoreError) in true } ?? false
  }

  package func snapshot(_ selection: ScopeSelection) throws(StoreError) -> Snapshot {
    try opener.read { (session) throws(StoreError) in
      let head = try session.head()
      var scopes = try session.scopes()
      guard ScopeDigest.ofState(scopes.map { ($0.key, $0.value.digest) }) == head.stateDigest else {
        throw .damaged(reason: "the scopes do not add up to the state digest of the head")
      }
      if case .only(let wanted) = selection { scopes = scopes.filter { wanted.contains($0.key) } }
      let snapshot = Snapshot(
        store: try session.identity(), revision: head.revision, lastRecorded: head.lastRecorded,
        scopes: scopes, owners: try session.owners(), rows: try session.rows(of: selection))
      try snapshot.requireSound()
      return snapshot
    } ?? .nothing
  }

  package func status() throws(StoreError) -> StoreStatus {
    try reading { (session) throws(StoreError) in
      StoreStatus(
        identity: try session.identity(), head: try session.head(), owners: try session.owners(),
        resources: try session.count(.countResources),
        engine: "SQLite \(SQLiteConnection.version)", formatVersion: Int(Schema.formatVersion))
    }
  }

  package func rows(
    _ filter: RowFilter, asOf revision: Int64?
  ) throws(StoreError) -> [StoredRow] {
    try reading { (session) throws(StoreError) in
      var reader = RowReader()
      var values = filter.values
      if let revision { values.append(.integer(revision)) }
      let sql: SQL = revision == nil ? .readRowsMatching : .readRowsAsOf
      try session.connection.query(sql, values) { (row) throws(StoreError) in try reader.add(row) }
      let rows = try reader.finish()
      let hasher = Hasher256()
      for row in rows { try row.requireSound(hasher) }
      return rows.sorted { $0.address < $1.address }
    }
  }

  package func readVersions(
    _ body: (StoredRow, _ until: Int64?) -> Void
  ) throws(StoreError) {
    try reading { (session) throws(StoreError) in
      var reader = RowReader()
      var ends: [Int64?] = []
      func handOver() throws(StoreError) {
        for (version, until) in zip(try reader.finish(), ends) { body(version, until) }
        ends = []
      }
      try session.connection.query(.readVersions) { (row) throws(StoreError) in
        try reader.add(row)
        ends.append(row.isNull(9) ? nil : try row.integer(9))
        if ends.count == 4096 { try handOver() }
      }
      try handOver()
    }
  }

  package func revisions(touching address: Text?) throws(StoreError) -> [RevisionRecord] {
    try reading { (session) throws(StoreError) in
      let touching = try address.map { (address) throws(StoreError) in
        try AddressHistory(session: session).revisions(of: address)
      }
      var records: [RevisionRecord] = []
      try session.connection.query(.readRevisions) { (row) throws(StoreError) in
        if let touching, !touching.contains(try row.integer(0)) { return }
        records.append(try row.revisionRecord())
      }
      return records
    }
  }

  package func readAudit(_ body: (AuditEntry) -> Void) throws(StoreError) {
    try reading { (session) throws(StoreError) in
      try session.connection.query(.readAudit) { (row) throws(StoreError) in
        body(try row.auditEntry())
      }
    }
  }

  /// Takes the write lock for the look-up, so that no writer is on its way to a commit meanwhile.
  package func revision(ofApply applyID: Text) throws(StoreError) -> RevisionRecord? {
    guard try opener.file.presence() == .present else { throw .missing(place: place) }
    let connection = try opener.openForWriting()
    defer { connection.close() }
    guard try opener.holdsStore(connection) else { throw .missing(place: place) }
    return try StoreSession(connection: connection)
      .revision(.readRevisionOfApply, .text(applyID))
  }

  /// What SQLite's own check finds wrong with the file; empty when it is sound.
  package func integrityProblems() throws(StoreError) -> [String] {
    try reading { (session) throws(StoreError) in
      var problems: [String] = []
      try session.connection.query(.integrityCheck) { (row) throws(StoreError) in
        let problem = try row.text(0)
        if !problem.is("ok") { problems.append(problem.string) }
      }
      return problems
    }
  }

  package func makeFollower() -> any RegisterFollower { SQLiteFollower(opener) }

  private func reading<Answer>(
    _ body: (StoreSession) throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer {
    guard let answer = try opener.read(body) else { throw .missing(place: place) }
    return answer
  }

  // MARK: Writing

  package func beginWriting(
    creating identity: StoreIdentity?
  ) throws(StoreError) -> any WriteTransaction {
    // A second try: the maker of a new file may take it away again while we wait for the lock.
    for _ in 0..<3 {
      if let transaction = try tryBeginWriting(creating: identity) { return transaction }
    }
    throw .unreachable(reason: "`\(opener.file.path)` keeps being replaced")
  }

  /// Gives nil when the file was taken away before the lock was ours.
  private func tryBeginWriting(
    creating identity: StoreIdentity?
  ) throws(StoreError) -> SQLiteWriteTransaction? {
    let presence = try opener.file.presence()
    guard presence == .present || identity != nil else { throw .missing(place: place) }
    let madeFile = presence == .absent ? try opener.file.create() : false
    let connection = try opener.openForWriting()
    do {
      if try connection.hasMoved() {
        connection.close()
        return nil
      }
      return try SQLiteWriteTransaction(
        opener: opener, connection: connection, creating: identity, madeFile: madeFile)
    } catch {
      connection.close()
      throw error
    }
  }
}

extension RowFilter {
  /// The values of `SQL.readRowsMatching`: the institution from and to, the kind, the name.
  fileprivate var values: [SQLiteValue] {
    // Of a kind and an institution, or of a kind that has none, all rows stand in one scope.
    let only: Text? =
      if let kind, institution != nil || kind.scope == .global {
        Address(kind, institution: institution ?? .empty, name: .empty).scope.storedKey
      } else {
        institution
      }
    return [
      .text(only ?? .empty), .text(only ?? Self.afterEveryName),
      .optional(kind.map(\.description.nameText)), .optional(name),
    ]
  }

  /// Text that sorts after every name: the last scalar of Unicode.
  private static let afterEveryName: Text = "\u{10FFFF}"
}
