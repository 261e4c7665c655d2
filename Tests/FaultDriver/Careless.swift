import CSQLite
import Glibc

/// A planted fault: a writer that goes on after errors, or that syncs nothing.
///
/// It copies, row by row, what a store holds into another one. Without faults around it the result
/// is right, so that a harness which finds nothing wrong with it is itself wrong.
enum Careless {
  static func copy(from source: String, to target: String, mode: String) {
    var opened: OpaquePointer?
    guard unsafe sqlite3_open(target, &opened) == SQLITE_OK, let database = unsafe opened else {
      return print("not-applied")
    }
    var isCommitted = false
    for statement in statements(from: source, mode: mode) {
      // The fault: what this gives is looked at for COMMIT only.
      let code = unsafe sqlite3_exec(database, statement, nil, nil, nil)
      if statement == "COMMIT" { isCommitted = code == SQLITE_OK }
    }
    _ = unsafe sqlite3_close(database)
    print(isCommitted ? "applied" : "not-applied")
  }

  private static func statements(from source: String, mode: String) -> [String] {
    let wholeTables = [
      "head", "scopes", "store", "owners", "protections", "resource_history", "revisions",
    ]
    // Copied to memory first: a transaction over two files would keep a journal of another sort.
    let copies = (wholeTables + ["resources", "audit"]).map {
      "CREATE TEMP TABLE new_\($0) AS SELECT * FROM new.\($0)"
    }
    let opening =
      [
        "PRAGMA synchronous = \(mode)", "PRAGMA secure_delete = ON", "PRAGMA temp_store = MEMORY",
        "ATTACH '\(source)' AS new",
      ] + copies + ["DETACH new", "BEGIN IMMEDIATE"]
    let replacements = wholeTables.flatMap {
      ["DELETE FROM main.\($0)", "INSERT INTO main.\($0) SELECT * FROM new_\($0)"]
    }
    let rows = (0..<64).flatMap { part in
      [
        """
        DELETE FROM main.resources WHERE (length(name) * 7 + unicode(substr(name, -1))) % 64
          = \(part)
        """,
        """
        INSERT INTO main.resources SELECT * FROM new_resources
          WHERE (length(name) * 7 + unicode(substr(name, -1))) % 64 = \(part)
        """,
        "INSERT OR IGNORE INTO main.audit SELECT * FROM new_audit WHERE sequence % 64 = \(part)",
      ]
    }
    return opening + rows + replacements + ["COMMIT"]
  }
}
