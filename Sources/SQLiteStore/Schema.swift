/// The tables of a store, and the numbers in the file's header that say it is one.
enum Schema {
  /// `mand` in ASCII, in the header of the file.
  static let applicationID: Int64 = 0x6D61_6E64

  /// The format that this version writes and reads.
  static let formatVersion: Int64 = 1

  /// The statements that make an empty store; the file must hold exactly these.
  ///
  /// WHY no triggers, views or foreign keys: nothing in the file may act by itself, and a check of
  /// references would cost a look-up a row where the digests already bind everything together.
  static let statements: [SQL] = [
    store, head, scopes, owners, protections, resources, resourceHistory, revisions, revisionPlan,
    audit, auditSubject, auditRename,
  ]

  private static let store = SQL(
    """
    CREATE TABLE store (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      lineage TEXT NOT NULL CHECK (lineage <> ''),
      environment TEXT NOT NULL CHECK (environment IN ('prod', 'sandbox', 'uat')),
      region TEXT NOT NULL
    ) STRICT
    """)

  private static let head = SQL(
    """
    CREATE TABLE head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      revision INTEGER NOT NULL CHECK (revision >= 0),
      state_digest BLOB NOT NULL CHECK (length(state_digest) = 32),
      audit_sequence INTEGER NOT NULL CHECK (audit_sequence >= revision),
      audit_head BLOB NOT NULL CHECK (length(audit_head) = 32),
      last_recorded INTEGER
    ) STRICT
    """)

  private static let scopes = SQL(
    """
    CREATE TABLE scopes (
      name TEXT PRIMARY KEY,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      touches INTEGER NOT NULL CHECK (touches > 0),
      last_revision INTEGER NOT NULL CHECK (last_revision > 0)
    ) STRICT, WITHOUT ROWID
    """)

  private static let owners = SQL(
    """
    CREATE TABLE owners (
      name TEXT PRIMARY KEY,
      institution TEXT
    ) STRICT, WITHOUT ROWID
    """)

  private static let protections = SQL(
    """
    CREATE TABLE protections (
      owner TEXT NOT NULL,
      position INTEGER NOT NULL,
      item TEXT NOT NULL,
      PRIMARY KEY (owner, position)
    ) STRICT, WITHOUT ROWID
    """)

  /// Clustered so that a scope is one range; the institution of a global resource is ''.
  private static let resources = SQL(
    """
    CREATE TABLE resources (
      institution TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      owner TEXT NOT NULL,
      canonical TEXT NOT NULL,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      source_file TEXT,
      source_line INTEGER,
      since_revision INTEGER NOT NULL CHECK (since_revision > 0),
      PRIMARY KEY (institution, kind, name)
    ) STRICT, WITHOUT ROWID
    """)

  /// Versions that were replaced or removed; each stood from `since` until before `until`.
  ///
  /// WHY the key first: the integrity check of SQLite 3.40 finds NULLs that are not there when the
  /// columns of a table without row numbers stand in another order than it stores them.
  private static let resourceHistory = SQL(
    """
    CREATE TABLE resource_history (
      institution TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      until_revision INTEGER NOT NULL CHECK (until_revision > since_revision),
      owner TEXT NOT NULL,
      canonical TEXT NOT NULL,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      source_file TEXT,
      source_line INTEGER,
      since_revision INTEGER NOT NULL CHECK (since_revision > 0),
      PRIMARY KEY (institution, kind, name, until_revision)
    ) STRICT, WITHOUT ROWID
    """)

  private static let revisions = SQL(
    """
    CREATE TABLE revisions (
      revision INTEGER PRIMARY KEY CHECK (revision > 0),
      apply_id TEXT NOT NULL UNIQUE,
      plan_digest BLOB NOT NULL CHECK (length(plan_digest) = 32),
      owner TEXT NOT NULL,
      command TEXT NOT NULL,
      actor TEXT NOT NULL,
      on_behalf_of TEXT,
      reason TEXT,
      at INTEGER NOT NULL,
      wall_clock INTEGER NOT NULL,
      git_commit TEXT,
      changes INTEGER NOT NULL CHECK (changes >= 0),
      state_digest BLOB NOT NULL CHECK (length(state_digest) = 32),
      audit_head BLOB NOT NULL CHECK (length(audit_head) = 32)
    ) STRICT
    """)

  /// A plan that changes something is applied once; the database itself holds it.
  private static let revisionPlan = SQL(
    "CREATE UNIQUE INDEX revision_plan ON revisions (plan_digest) WHERE changes > 0")

  private static let audit = SQL(
    """
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      revision INTEGER NOT NULL CHECK (revision > 0),
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      before BLOB CHECK (length(before) = 32),
      after BLOB CHECK (length(after) = 32),
      detail TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT
    """)

  private static let auditSubject = SQL("CREATE INDEX audit_subject ON audit (subject)")

  private static let auditRename = SQL(
    "CREATE INDEX audit_rename ON audit (sequence) WHERE action = 'rename'")
}
