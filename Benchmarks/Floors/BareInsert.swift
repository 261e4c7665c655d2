import AccessModel
import CSQLite
import Diagnostics
import Plans
import SQLiteStore
import Stores

/// The floor of writing: the rows and audit entries of a store, inserted in the order of the plan
/// that made it, in one transaction with the same settings, and nothing else.
@safe struct BareInsert {
  private let folder: Folder
  private let rows: [StoredRow]
  private let entries: [AuditEntry]

  /// Takes the rows out of `store`.
  init(folder: Folder, store: SQLiteStore) {
    var places: [Text: Int] = [:]
    var entries: [AuditEntry] = []
    do throws(StoreError) {
      rows = try store.snapshot(.all).rows
      try store.readAudit { entries.append($0) }
    } catch {
      BenchmarkFailure.stop("the store cannot be read: \(error)")
    }
    for (place, row) in rows.enumerated() { places[Text(row.address.text)] = place }
    order = entries.compactMap { places[$0.subject] }
    self.entries = entries
    self.folder = folder
  }

  /// Indices of rows in the order in which they were written.
  private let order: [Int]

  private static let settings = [
    "PRAGMA auto_vacuum = NONE", "PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON", "PRAGMA cache_size = -262144", "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
  ]

  private static let tables = [
    """
    CREATE TABLE resources (institution TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
      owner TEXT NOT NULL, canonical TEXT NOT NULL, digest BLOB NOT NULL, source_file TEXT,
      source_line INTEGER, since_revision INTEGER NOT NULL, PRIMARY KEY (institution, kind, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE audit (sequence INTEGER PRIMARY KEY, revision INTEGER NOT NULL,
      action TEXT NOT NULL, subject TEXT NOT NULL, before BLOB, after BLOB, detail TEXT NOT NULL,
      hash BLOB NOT NULL) STRICT
    """,
    "CREATE INDEX audit_subject ON audit (subject)",
  ]

  /// Inserts everything into a new file and gives the number of rows.
  func run() -> Int {
    folder.remove("bare.db")
    defer { folder.remove("bare.db") }
    let database = BareDatabase(path: folder.file("bare.db"))
    for statement in Self.settings + ["BEGIN IMMEDIATE"] + Self.tables { database.run(statement) }
    insertRows(database)
    insertEntries(database)
    database.run("COMMIT")
    database.close()
    return rows.count + entries.count
  }

  private func insertRows(_ database: BareDatabase) {
    let insert = database.prepare("INSERT INTO resources VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)")
    for place in order {
      let row = rows[place]
      insert.bind(1, row.address.institution)
      insert.bind(2, row.address.kind.description.nameText)
      insert.bind(3, row.address.name)
      insert.bind(4, row.owner)
      insert.bind(5, row.canonical)
      insert.bind(6, row.digest)
      insert.bind(7, row.source?.file ?? .empty)
      insert.bind(8, Int64(row.source?.line ?? 0))
      insert.bind(9, row.sinceRevision)
      insert.step()
    }
    insert.finish()
  }

  private func insertEntries(_ database: BareDatabase) {
    let insert = database.prepare("INSERT INTO audit VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")
    for entry in entries {
      insert.bind(1, entry.sequence)
      insert.bind(2, entry.revision)
      insert.bind(3, entry.action)
      insert.bind(4, entry.subject)
      insert.bind(5, entry.before)
      insert.bind(6, entry.after)
      insert.bind(7, entry.detail)
      insert.bind(8, entry.hash)
      insert.step()
    }
    insert.finish()
  }
}
