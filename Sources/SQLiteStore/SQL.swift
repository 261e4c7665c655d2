/// One SQL statement of this program; no statement is ever put together from values.
struct SQL: Hashable {
  let text: StaticString

  init(_ text: StaticString) { self.text = text }

  /// WHY the address and not the text: statements are looked up once a row, and each stands in
  /// the program once.
  private var address: UInt { unsafe UInt(bitPattern: text.utf8Start) }

  static func == (left: SQL, right: SQL) -> Bool { left.address == right.address }

  func hash(into hasher: inout Hasher) { hasher.combine(address) }
}

// MARK: Settings of a connection

extension SQL {
  static let writingSettings: [SQL] = [
    SQL("PRAGMA auto_vacuum = NONE"),
    SQL("PRAGMA journal_mode = DELETE"),
    SQL("PRAGMA synchronous = EXTRA"),
    SQL("PRAGMA secure_delete = ON"),
    SQL("PRAGMA cache_size = -262144"),
  ]

  static let commonSettings: [SQL] = [
    SQL("PRAGMA cell_size_check = ON"),
    SQL("PRAGMA mmap_size = 0"),
    SQL("PRAGMA temp_store = MEMORY"),
  ]

  static let readJournalMode = SQL("PRAGMA journal_mode")
  static let readSynchronous = SQL("PRAGMA synchronous")
  static let readApplicationID = SQL("PRAGMA application_id")
  static let readUserVersion = SQL("PRAGMA user_version")
  static let readSchemaVersion = SQL("PRAGMA schema_version")
  static let readDataVersion = SQL("PRAGMA data_version")
  static let readPageCount = SQL("PRAGMA page_count")
  static let readSchema = SQL("SELECT name, sql FROM sqlite_schema ORDER BY rowid")
  static let stampApplicationID = SQL("PRAGMA application_id = 0x6D616E64")
  static let stampUserVersion = SQL("PRAGMA user_version = 1")
  static let integrityCheck = SQL("PRAGMA integrity_check(20)")
}

// MARK: Transactions

extension SQL {
  static let begin = SQL("BEGIN")
  static let beginImmediate = SQL("BEGIN IMMEDIATE")
  static let commit = SQL("COMMIT")
  static let rollback = SQL("ROLLBACK")
}

// MARK: Reading

extension SQL {
  static let readStore = SQL("SELECT lineage, environment, region FROM store")
  static let readHead = SQL(
    "SELECT revision, state_digest, audit_sequence, audit_head, last_recorded FROM head")
  static let readScopes = SQL("SELECT name, digest, touches, last_revision FROM scopes")
  static let readOwners = SQL("SELECT name, institution FROM owners ORDER BY name")
  static let readProtections = SQL("SELECT owner, item FROM protections ORDER BY owner, position")
  static let countResources = SQL("SELECT count(*) FROM resources")

  static let readRows = SQL(
    """
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision FROM resources
    """)
  static let readRowsOfScope = SQL(
    """
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision FROM resources WHERE institution = ?1 ORDER BY kind, name
    """)
  /// The institution is a range, so that one statement serves one institution and all of them.
  static let readRowsMatching = SQL(
    """
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision FROM resources
    WHERE institution BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR name = ?4)
    """)
  static let readRowsAsOf = SQL(
    """
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision FROM resources
    WHERE institution BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR name = ?4)
      AND since_revision <= ?5
    UNION ALL
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision FROM resource_history
    WHERE institution BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR name = ?4)
      AND since_revision <= ?5 AND until_revision > ?5
    """)
  static let readEntries = SQL(
    "SELECT kind, name, digest FROM resources WHERE institution = ?1 ORDER BY kind, name")
  static let readVersions = SQL(
    """
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision, NULL FROM resources
    UNION ALL
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision, until_revision FROM resource_history
    """)

  static let readRevisions = SQL(
    """
    SELECT revision, apply_id, plan_digest, owner, command, actor, on_behalf_of, reason, at,
      wall_clock, git_commit, changes, state_digest, audit_head
    FROM revisions ORDER BY revision DESC
    """)
  static let readRevision = SQL(
    """
    SELECT revision, apply_id, plan_digest, owner, command, actor, on_behalf_of, reason, at,
      wall_clock, git_commit, changes, state_digest, audit_head
    FROM revisions WHERE revision = ?1
    """)
  static let readRevisionOfApply = SQL(
    """
    SELECT revision, apply_id, plan_digest, owner, command, actor, on_behalf_of, reason, at,
      wall_clock, git_commit, changes, state_digest, audit_head
    FROM revisions WHERE apply_id = ?1
    """)
  static let readRevisionOfPlan = SQL(
    """
    SELECT revision, apply_id, plan_digest, owner, command, actor, on_behalf_of, reason, at,
      wall_clock, git_commit, changes, state_digest, audit_head
    FROM revisions WHERE plan_digest = ?1 AND changes > 0
    """)

  static let readAudit = SQL(
    """
    SELECT sequence, revision, action, subject, before, after, detail, hash
    FROM audit ORDER BY sequence
    """)
  static let readRevisionsOfSubject = SQL("SELECT revision FROM audit WHERE subject = ?1")
  static let readRenames = SQL(
    "SELECT revision, subject, detail FROM audit WHERE action = 'rename' ORDER BY sequence")
}

// MARK: Writing

extension SQL {
  static let insertStore = SQL(
    "INSERT INTO store (id, lineage, environment, region) VALUES (1, ?1, ?2, ?3)")
  static let insertHead = SQL(
    """
    INSERT INTO head (id, revision, state_digest, audit_sequence, audit_head, last_recorded)
    VALUES (1, ?1, ?2, ?3, ?4, ?5)
    """)
  static let updateHead = SQL(
    """
    UPDATE head SET revision = ?1, state_digest = ?2, audit_sequence = ?3, audit_head = ?4,
      last_recorded = ?5 WHERE revision = ?6
    """)
  static let setScope = SQL(
    """
    INSERT INTO scopes (name, digest, touches, last_revision) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (name) DO UPDATE SET digest = ?2, touches = ?3, last_revision = ?4
    """)
  static let setOwner = SQL(
    """
    INSERT INTO owners (name, institution) VALUES (?1, ?2)
    ON CONFLICT (name) DO UPDATE SET institution = ?2
    """)
  static let removeProtections = SQL("DELETE FROM protections WHERE owner = ?1")
  static let insertProtection = SQL(
    "INSERT INTO protections (owner, position, item) VALUES (?1, ?2, ?3)")

  static let insertRow = SQL(
    """
    INSERT INTO resources (institution, kind, name, owner, canonical, digest, source_file,
      source_line, since_revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT DO NOTHING
    """)
  static let updateRow = SQL(
    """
    UPDATE resources SET owner = ?5, canonical = ?6, digest = ?7, source_file = ?8,
      source_line = ?9, since_revision = ?10
    WHERE institution = ?1 AND kind = ?2 AND name = ?3 AND digest = ?4
    """)
  static let removeRow = SQL(
    """
    DELETE FROM resources WHERE institution = ?1 AND kind = ?2 AND name = ?3 AND digest = ?4
    """)
  /// A version made and ended in one revision never stood and is not kept.
  static let keepVersion = SQL(
    """
    INSERT INTO resource_history (institution, kind, name, owner, canonical, digest, source_file,
      source_line, since_revision, until_revision)
    SELECT institution, kind, name, owner, canonical, digest, source_file, source_line,
      since_revision, ?5 FROM resources
    WHERE institution = ?1 AND kind = ?2 AND name = ?3 AND digest = ?4 AND since_revision < ?5
    """)

  static let insertRevision = SQL(
    """
    INSERT INTO revisions (revision, apply_id, plan_digest, owner, command, actor, on_behalf_of,
      reason, at, wall_clock, git_commit, changes, state_digest, audit_head)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
    """)
  static let insertAudit = SQL(
    """
    INSERT INTO audit (sequence, revision, action, subject, before, after, detail, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    """)
}
