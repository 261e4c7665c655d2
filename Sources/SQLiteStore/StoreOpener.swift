import AccessModel
import Diagnostics
import Plans
import Stores

/// Opens the file of a store and makes sure that it is one.
struct StoreOpener {
  let file: StoreFile
  let lockTimeoutMilliseconds: Int32

  /// The URL, for messages.
  var place: String { "sqlite:\(file.path)" }

  // MARK: Reading

  /// Calls `body` inside one read transaction; gives nil where there is no store.
  ///
  /// A reader never changes the store, except that a journal left by a crash is rolled back first,
  /// as it must be before anyone can know what the store holds.
  func read<Answer>(
    _ body: (StoreSession) throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer? {
    guard try file.presence() == .present else { return nil }
    let path = try file.resolved()
    do {
      return try readOnce(path, body)
    } catch .readOnly {
      try rollBackJournal(path)
      return try readOnce(path, body)
    }
  }

  private func readOnce<Answer>(
    _ path: String, _ body: (StoreSession) throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer? {
    try namingHolder { () throws(StoreError) in
      let connection = try open(path, .reading)
      defer { connection.close() }
      try connection.execute(.begin)
      guard try holdsStore(connection) else { return nil }
      return try body(StoreSession(connection: connection))
    }
  }

  /// Opens the file for a reader that stays; throws `missing` where there is none.
  func openForReading() throws(StoreError) -> SQLiteConnection {
    guard try file.presence() == .present else { throw .missing(place: place) }
    let path = try file.resolved()
    return try namingHolder { () throws(StoreError) in try open(path, .reading) }
  }

  /// Undoes the transaction that a crash cut off.
  func rollBackJournal() throws(StoreError) { try rollBackJournal(file.resolved()) }

  /// Opens the file for writing once, which undoes the transaction that a crash cut off.
  private func rollBackJournal(_ path: String) throws(StoreError) {
    do {
      try namingHolder { () throws(StoreError) in
        let connection = try open(path, .writing)
        defer { connection.close() }
        try connection.execute(.begin)
        _ = try StoreSession(connection: connection).count(.readPageCount)
      }
    } catch .readOnly(let reason) {
      throw .unreachable(
        reason: "a crashed write must be undone first and the file may not be written: \(reason)")
    }
  }

  // MARK: Writing

  /// Opens the file and takes the write lock.
  func openForWriting() throws(StoreError) -> SQLiteConnection {
    let path = try file.resolved()
    return try namingHolder { () throws(StoreError) in
      let connection = try open(path, .writing)
      do throws(StoreError) {
        for setting in SQL.writingSettings { try connection.execute(setting) }
        try requireDurability(connection)
        try connection.execute(.beginImmediate)
        return connection
      } catch {
        connection.close()
        throw error
      }
    }
  }

  /// Settings that a library built otherwise would silently ignore.
  private func requireDurability(_ connection: SQLiteConnection) throws(StoreError) {
    let session = StoreSession(connection: connection)
    var journal: Text = ""
    try connection.query(.readJournalMode) { (row) throws(StoreError) in journal = try row.text(0) }
    guard journal.is("delete"), try session.count(.readSynchronous) == 3 else {
      throw .failed(code: 0, reason: "this build of SQLite does not keep journals durably")
    }
  }

  private func open(
    _ path: String, _ mode: SQLiteConnection.Mode
  ) throws(StoreError) -> SQLiteConnection {
    let connection = try SQLiteConnection(
      path: path, mode: mode, lockTimeoutMilliseconds: lockTimeoutMilliseconds)
    do throws(StoreError) {
      // Again after opening: what was looked at before may have been another file.
      guard try file.presence() != .absent, try !connection.hasMoved() else {
        throw StoreError.unreachable(reason: "`\(file.path)` was replaced while it was opened")
      }
      if try connection.usesWriteAheadLog() {
        throw StoreError.foreign(
          reason: "`\(file.path)` keeps a write-ahead log, which this program never does")
      }
      for setting in SQL.commonSettings { try connection.execute(setting) }
      return connection
    } catch {
      connection.close()
      throw error
    }
  }

  // MARK: What the file is

  /// Whether the file holds a store; false for a database without any content.
  ///
  /// - Throws: `foreign` when it holds something else or a newer format.
  func holdsStore(_ connection: SQLiteConnection) throws(StoreError) -> Bool {
    let session = StoreSession(connection: connection)
    let applicationID = try session.count(.readApplicationID)
    // Inside a write transaction an empty file has one page already, without any table ever.
    if try session.count(.readPageCount) <= 1, applicationID == 0,
      try session.count(.readSchemaVersion) == 0
    {
      return false
    }
    guard applicationID == Int(Schema.applicationID) else {
      throw .foreign(reason: "`\(file.path)` is a database, but not a store of mandate")
    }
    let version = try session.count(.readUserVersion)
    guard version == Int(Schema.formatVersion) else {
      throw .foreign(
        reason: version > Int(Schema.formatVersion)
          ? "`\(file.path)` has format \(version) and this version of mandate knows format "
            + "\(Schema.formatVersion); upgrade mandate"
          : "`\(file.path)` has format \(version), which no version of mandate writes")
    }
    try requireOwnSchema(connection)
    return true
  }

  /// The schema must be ours to the letter: no trigger, view or index of anybody else.
  private func requireOwnSchema(_ connection: SQLiteConnection) throws(StoreError) {
    var found: [Text] = []
    try connection.query(.readSchema) { (row) throws(StoreError) in
      // An index that a PRIMARY KEY or UNIQUE implies has no text of its own.
      guard let sql = try row.optionalText(1) else {
        guard try row.text(0).hasPrefix("sqlite_autoindex_") else { throw schemaDiffers }
        return
      }
      found.append(sql)
    }
    guard found == Schema.statements.map({ Text($0.text.description) }) else { throw schemaDiffers }
  }

  private var schemaDiffers: StoreError {
    .damaged(reason: "the tables of `\(file.path)` are not those of a store of mandate")
  }

  // MARK: Errors

  /// Adds to a lock's error who holds it.
  func namingHolder<Answer>(
    _ body: () throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer {
    do throws(StoreError) {
      return try body()
    } catch .locked(nil) {
      let holder = file.identity.flatMap { LockHolder.describe(device: $0.device, inode: $0.inode) }
      throw .locked(holder: holder)
    }
  }
}
