import AccessModel
import Diagnostics
import Plans
import Stores

/// One open connection inside one transaction: what readers and the writer ask alike.
struct StoreSession {
  let connection: SQLiteConnection

  func identity() throws(StoreError) -> StoreIdentity {
    try one(.readStore) { (row) throws(StoreError) in
      guard let environment = Deployment.Environment(rawValue: try row.text(1).string) else {
        throw .damaged(reason: "the store is stamped with an unknown environment")
      }
      return StoreIdentity(
        lineage: try row.text(0),
        deployment: Deployment(environment: environment, region: try row.text(2)))
    }
  }

  func head() throws(StoreError) -> StoreHead {
    try one(.readHead) { (row) throws(StoreError) in
      StoreHead(
        revision: try row.integer(0), stateDigest: try row.digest(1),
        auditSequence: try row.integer(2), auditHead: try row.digest(3),
        lastRecorded: row.isNull(4) ? nil : try row.instant(4))
    }
  }

  func scopes() throws(StoreError) -> [Scope: ScopeState] {
    var scopes: [Scope: ScopeState] = [:]
    try connection.query(.readScopes) { (row) throws(StoreError) in
      scopes[Scope(named: try row.text(0))] = ScopeState(
        digest: try row.digest(1), touches: try row.integer(2), lastRevision: try row.integer(3))
    }
    return scopes
  }

  func owners() throws(StoreError) -> [Owner] {
    var protected: [Text: [Text]] = [:]
    try connection.query(.readProtections) { (row) throws(StoreError) in
      protected[try row.text(0), default: []].append(try row.text(1))
    }
    var owners: [Owner] = []
    try connection.query(.readOwners) { (row) throws(StoreError) in
      let name = try row.text(0)
      owners.append(
        Owner(
          name: name, institution: try row.optionalText(1), protected: protected[name] ?? []))
    }
    return owners
  }

  /// The rows of the scopes, those of each scope sorted by address.
  func rows(of selection: ScopeSelection) throws(StoreError) -> [StoredRow] {
    var reader = RowReader()
    switch selection {
    case .all:
      try connection.query(.readRows) { (row) throws(StoreError) in try reader.add(row) }
    case .only(let scopes):
      for scope in scopes.sorted() {
        try connection.query(.readRowsOfScope, [.text(scope.storedKey)]) {
          (row) throws(StoreError) in try reader.add(row)
        }
      }
    }
    return try reader.finish()
  }

  func revision(
    _ sql: SQL, _ value: SQLiteValue
  ) throws(StoreError) -> RevisionRecord? {
    var record: RevisionRecord?
    try connection.query(sql, [value]) { (row) throws(StoreError) in
      record = try row.revisionRecord()
    }
    return record
  }

  func count(_ sql: SQL) throws(StoreError) -> Int {
    Int(try one(sql) { (row) throws(StoreError) in try row.integer(0) })
  }

  /// The one row that a statement must give.
  private func one<Value>(
    _ sql: SQL, _ read: (SQLiteStatement) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    var value: Value?
    try connection.query(sql) { (row) throws(StoreError) in value = try read(row) }
    guard let value else { throw .damaged(reason: "a row that every store has is missing") }
    return value
  }
}

extension SQLiteStatement {
  func instant(_ column: Int32) throws(StoreError) -> Instant {
    guard let instant = Instant(secondsSince1970: try integer(column)) else {
      throw .damaged(reason: "a time lies outside the years 1970 to 9999")
    }
    return instant
  }

  /// The columns of `SQL.readRevisions`.
  func revisionRecord() throws(StoreError) -> RevisionRecord {
    RevisionRecord(
      revision: try integer(0), applyID: try text(1), planDigest: try digest(2),
      owner: try text(3), command: try text(4), actor: try text(5),
      onBehalfOf: try optionalText(6), reason: try optionalText(7), at: try instant(8),
      wallClock: try instant(9), commit: try optionalText(10), changes: Int(try integer(11)),
      stateDigest: try digest(12), auditHead: try digest(13))
  }

  /// The columns of `SQL.readAudit`.
  func auditEntry() throws(StoreError) -> AuditEntry {
    AuditEntry(
      sequence: try integer(0), revision: try integer(1), action: try text(2),
      subject: try text(3), before: try optionalDigest(4), after: try optionalDigest(5),
      detail: try text(6), hash: try digest(7))
  }
}
