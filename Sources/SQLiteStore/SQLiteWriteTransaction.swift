import AccessModel
import Diagnostics
import Plans
import Stores

/// The one open write transaction of a SQLite store.
final class SQLiteWriteTransaction: WriteTransaction {
  let identity: StoreIdentity
  private let opener: StoreOpener
  private let connection: SQLiteConnection
  /// Whether this transaction made the file, so that it may take it away again.
  private let madeFile: Bool
  /// The first error; after it nothing is done but rolling back.
  private var failure: StoreError?

  /// Continues the transaction that the connection has just begun.
  ///
  /// The schema of a new store is written inside it, so that a crash leaves no store or revision 1.
  init(
    opener: StoreOpener, connection: SQLiteConnection, creating identity: StoreIdentity?,
    madeFile: Bool
  ) throws(StoreError) {
    self.opener = opener
    self.connection = connection
    self.madeFile = madeFile
    if try opener.holdsStore(connection) {
      self.identity = try StoreSession(connection: connection).identity()
    } else {
      guard let identity else { throw .missing(place: "sqlite:\(opener.file.path)") }
      self.identity = identity
      try makeTables()
    }
  }

  private func makeTables() throws(StoreError) {
    try connection.execute(.stampApplicationID)
    try connection.execute(.stampUserVersion)
    for statement in Schema.statements { try connection.execute(statement) }
    let deployment = identity.deployment
    try connection.execute(
      .insertStore,
      [
        .text(identity.lineage), .text(Text(deployment.environment.rawValue)),
        .text(deployment.region),
      ])
    try connection.execute(.insertHead, values(of: .empty))
  }

  // MARK: Reading

  func head() throws(StoreError) -> StoreHead {
    try asking { (session) throws(StoreError) in try session.head() }
  }

  func scopes() throws(StoreError) -> [Scope: ScopeState] {
    try asking { (session) throws(StoreError) in try session.scopes() }
  }

  func owners() throws(StoreError) -> [Owner] {
    try asking { (session) throws(StoreError) in try session.owners() }
  }

  func revision(_ number: Int64) throws(StoreError) -> RevisionRecord? {
    try asking { (session) throws(StoreError) in
      try session.revision(.readRevision, .integer(number))
    }
  }

  func revision(ofPlan digest: Digest) throws(StoreError) -> RevisionRecord? {
    try asking { (session) throws(StoreError) in
      try session.revision(.readRevisionOfPlan, .digest(digest))
    }
  }

  func rows(of scopes: Set<Scope>) throws(StoreError) -> [StoredRow] {
    let rows = try asking { (session) throws(StoreError) in
      try session.rows(of: .only(scopes))
    }
    return scopes.count > 1 ? rows.sorted { $0.address < $1.address } : rows
  }

  func entries(of scope: Scope) throws(StoreError) -> [ScopeDigest.Entry] {
    try asking { (session) throws(StoreError) in
      var entries: [ScopeDigest.Entry] = []
      try session.connection.query(.readEntries, [.text(scope.storedKey)]) {
        (row) throws(StoreError) in
        guard let kind = Kind.named(try row.text(0)) else {
          throw .damaged(reason: "a row of an unknown kind")
        }
        let address = Address(kind, institution: scope.institution, name: try row.text(1))
        entries.append(ScopeDigest.Entry(address: address, digest: try row.digest(2)))
      }
      return entries
    }
  }

  // MARK: Rows

  func insert(_ row: StoredRow) throws(StoreError) -> Bool {
    // One list, not the parts that other statements join: this is what a large apply does most.
    let count = try execute(
      .insertRow,
      [
        .text(row.address.storedInstitution), .text(row.address.kind.description.nameText),
        .text(row.address.name), .text(row.owner), .text(row.canonical), .digest(row.digest),
        .optional(row.source?.file), row.source.map { .integer(Int64($0.line)) } ?? .null,
        .integer(row.sinceRevision),
      ])
    return count == 1
  }

  func replace(
    _ address: Address, digest: Digest, with row: StoredRow
  ) throws(StoreError) -> Bool {
    guard address == row.address else {
      guard try remove(address, digest: digest, at: row.sinceRevision) else { return false }
      return try insert(row)
    }
    try keep(address, digest, until: row.sinceRevision)
    let count = try execute(
      .updateRow,
      key(of: address) + [.digest(digest)] + content(of: row) + [.integer(row.sinceRevision)])
    return count == 1
  }

  func remove(
    _ address: Address, digest: Digest, at revision: Int64
  ) throws(StoreError) -> Bool {
    try keep(address, digest, until: revision)
    return try execute(.removeRow, key(of: address) + [.digest(digest)]) == 1
  }

  private func keep(_ address: Address, _ digest: Digest, until revision: Int64) throws(StoreError)
  {
    try execute(.keepVersion, key(of: address) + [.digest(digest), .integer(revision)])
  }

  private func key(of address: Address) -> [SQLiteValue] {
    [
      .text(address.storedInstitution), .text(address.kind.description.nameText),
      .text(address.name),
    ]
  }

  private func content(of row: StoredRow) -> [SQLiteValue] {
    [
      .text(row.owner), .text(row.canonical), .digest(row.digest),
      .optional(row.source?.file), row.source.map { .integer(Int64($0.line)) } ?? .null,
    ]
  }

  // MARK: Everything else

  func append(_ entry: AuditEntry) throws(StoreError) {
    try execute(
      .insertAudit,
      [
        .integer(entry.sequence), .integer(entry.revision), .text(entry.action),
        .text(entry.subject), .optional(entry.before), .optional(entry.after),
        .text(entry.detail), .digest(entry.hash),
      ])
  }

  func setScope(_ scope: Scope, to state: ScopeState) throws(StoreError) {
    try execute(
      .setScope,
      [
        .text(scope.name), .digest(state.digest), .integer(state.touches),
        .integer(state.lastRevision),
      ])
  }

  func setOwner(_ owner: Owner) throws(StoreError) {
    try execute(.setOwner, [.text(owner.name), .optional(owner.institution)])
    try execute(.removeProtections, [.text(owner.name)])
    for (position, item) in owner.protected.enumerated() {
      try execute(
        .insertProtection, [.text(owner.name), .integer(Int64(position)), .text(item)])
    }
  }

  func insert(_ record: RevisionRecord) throws(StoreError) {
    try execute(
      .insertRevision,
      [
        .integer(record.revision), .text(record.applyID), .digest(record.planDigest),
        .text(record.owner), .text(record.command), .text(record.actor),
        .optional(record.onBehalfOf), .optional(record.reason),
        .integer(record.at.secondsSince1970), .integer(record.wallClock.secondsSince1970),
        .optional(record.commit), .integer(Int64(record.changes)),
        .digest(record.stateDigest), .digest(record.auditHead),
      ])
  }

  func setHead(_ head: StoreHead, expecting expected: Int64) throws(StoreError) -> Bool {
    try execute(.updateHead, values(of: head) + [.integer(expected)]) == 1
  }

  private func values(of head: StoreHead) -> [SQLiteValue] {
    [
      .integer(head.revision), .digest(head.stateDigest), .integer(head.auditSequence),
      .digest(head.auditHead),
      head.lastRecorded.map { .integer($0.secondsSince1970) } ?? .null,
    ]
  }

  // MARK: The end

  /// Commits into the file that bears the store's name, or not at all.
  func commit() throws(StoreError) {
    try asking { (session) throws(StoreError) in
      guard try !session.connection.hasMoved() else {
        throw .unreachable(reason: "`\(opener.file.path)` was moved or deleted during the write")
      }
      try session.connection.execute(.commit)
    }
    connection.close()
  }

  func rollback() {
    if connection.isInTransaction { _ = try? connection.execute(.rollback) }
    if madeFile { removeEmptyFile() }
    connection.close()
  }

  /// Takes away the file that this transaction made, under the write lock and only while empty.
  private func removeEmptyFile() {
    do throws(StoreError) {
      try connection.execute(.beginImmediate)
      if try opener.file.presence() == .empty, try !connection.hasMoved() { opener.file.remove() }
      try connection.execute(.rollback)
    } catch {
      // The file stays, empty; the next reader takes it for none.
    }
  }

  // MARK: Errors

  @discardableResult
  private func execute(_ sql: SQL, _ values: [SQLiteValue]) throws(StoreError) -> Int {
    try asking { (session) throws(StoreError) in try session.connection.execute(sql, values) }
  }

  /// Runs one step; refuses every step after an error.
  ///
  /// INVARIANT: no statement runs outside the transaction. SQLite may end it by itself after an
  /// error, and the next statement would commit alone. Source: sqlite.org/lang_transaction.html.
  private func asking<Answer>(
    _ step: (StoreSession) throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer {
    if let failure { throw failure }
    do throws(StoreError) {
      guard connection.isInTransaction else {
        throw .failed(code: 0, reason: "the database ended the transaction by itself")
      }
      return try opener.namingHolder { () throws(StoreError) in
        try step(StoreSession(connection: connection))
      }
    } catch {
      failure = error
      throw error
    }
  }
}
