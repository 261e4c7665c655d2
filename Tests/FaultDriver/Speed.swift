import AccessModel
import CSQLite
import Diagnostics
import Plans
import SQLiteStore
import StoreFixtures
import Stores

/// How long a large apply and a large snapshot take, beside bare SQLite with the same rows.
enum Speed {
  static func measure(folder: String, count: Int) {
    let users = (0..<count).map { number in
      SampleResource.user(
        Text("institution-\(number % 20)"), Text("user-\(number)"),
        displayName: "A name as long as the canonical form of a usual resource needs to be here",
        reason: "A reason that brings the row to the size of the rows that the goals speak of")
    }
    let store = SQLiteStore(path: "\(folder)/register.db", lockTimeoutMilliseconds: 2_000)
    do {
      let plan = timed("plan") { SamplePlan.make(users.map { .create($0) }, on: .nothing) }
      let outcome = try timed("apply") { () throws(Refusal) in
        try commit(
          plan, header: SamplePlan.header(applyID: "speed"), to: store,
          newStore: SamplePlan.identity, judge: { _ in .accepted })
      }
      print(Scenario.word(for: outcome))
      for _ in 0..<5 {
        let snapshot = try timed("snapshot") { () throws(StoreError) in try store.snapshot(.all) }
        precondition(snapshot.rows.count == count)
      }
      let rows = try store.snapshot(.all).rows
      timed("bare insert") { bareInsert(rows, "\(folder)/bare.db") }
      timed("bare read") { bareRead("\(folder)/register.db") }
      let one = SamplePlan.make([.create(SampleResource.set("one"))], on: try store.snapshot(.all))
      _ = try timed("apply of one") { () throws(Refusal) in
        try commit(
          one, header: SamplePlan.header(applyID: "one"), to: store, newStore: nil,
          judge: { _ in .accepted })
      }
      let small = try store.snapshot(.only([.institution("institution-3")]))
      let user = SampleResource.user("institution-3", "user-new")
      let touching = SamplePlan.make([.create(user)], on: small)
      _ = try timed("apply of one among \(small.rows.count)") { () throws(Refusal) in
        try commit(
          touching, header: SamplePlan.header(applyID: "two"), to: store, newStore: nil,
          judge: { _ in .accepted })
      }
      let findings = try timed("verify") { () throws(StoreError) in
        try AuditVerifier.findings(in: store)
      }
      print("findings \(findings.count)")
    } catch {
      print("failed \(error)")
    }
  }

  @discardableResult
  private static func timed<Answer, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    let clock = ContinuousClock()
    let start = clock.now
    let answer = try body()
    print("\(name): \(clock.now - start)")
    return answer
  }

  /// The least that the same rows cost: one table, one statement, one transaction, same settings.
  private static func bareInsert(_ rows: [StoredRow], _ path: String) {
    var opened: OpaquePointer?
    guard unsafe sqlite3_open(path, &opened) == SQLITE_OK, let database = unsafe opened else {
      return
    }
    for statement in [
      "PRAGMA synchronous = EXTRA", "PRAGMA cache_size = -262144",
      "CREATE TABLE r (i TEXT, k TEXT, n TEXT, c TEXT, d BLOB, PRIMARY KEY (i, k, n)) WITHOUT ROWID",
      "BEGIN IMMEDIATE",
    ] {
      _ = unsafe sqlite3_exec(database, statement, nil, nil, nil)
    }
    var made: OpaquePointer?
    _ = unsafe sqlite3_prepare_v2(
      database, "INSERT INTO r VALUES (?, ?, ?, ?, ?)", -1, &made, nil)
    for row in rows {
      let address = row.address
      let texts = [
        address.institution, address.kind.description.nameText, address.name, row.canonical,
      ]
      for (index, text) in texts.enumerated() {
        unsafe text.bytes.withUnsafeBytes {
          _ = unsafe mandate_sqlite_bind_text(
            made, Int32(index) + 1, $0.baseAddress, Int32($0.count))
        }
      }
      unsafe row.digest.bytes.withUnsafeBytes {
        _ = unsafe mandate_sqlite_bind_blob(made, 5, $0.baseAddress, 32)
      }
      _ = unsafe sqlite3_step(made)
      _ = unsafe sqlite3_reset(made)
    }
    _ = unsafe sqlite3_finalize(made)
    _ = unsafe sqlite3_exec(database, "COMMIT", nil, nil, nil)
    _ = unsafe sqlite3_close(database)
  }

  private static func bareRead(_ path: String) {
    var opened: OpaquePointer?
    var made: OpaquePointer?
    guard unsafe sqlite3_open(path, &opened) == SQLITE_OK, let database = unsafe opened else {
      return
    }
    _ = unsafe sqlite3_prepare_v2(database, "SELECT * FROM resources", -1, &made, nil)
    var total = 0
    while unsafe sqlite3_step(made) == SQLITE_ROW {
      for column in 0..<9 as Range<Int32> {
        total += unsafe sqlite3_column_blob(made, column) == nil ? 0 : 1
      }
    }
    _ = unsafe sqlite3_finalize(made)
    _ = unsafe sqlite3_close(database)
    precondition(total > 0)
  }
}
