import AccessModel
import Diagnostics
import Plans
import SQLiteStore
import Stores

/// What a store holds, in one line that two runs may compare.
enum Inspection {
  /// Prints `none`, or the revision, a digest of everything, and `sound` or what is wrong.
  static func describe(_ path: String) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 2_000)
    do {
      guard try store.exists() else { return print("none") }
      let problems = try store.integrityProblems()
      let findings = try AuditVerifier.findings(in: store)
      let verdict = problems + findings.map(\.description)
      print(
        try store.status().head.revision, try digest(of: store),
        verdict.isEmpty ? "sound" : "unsound: \(verdict.joined(separator: "; "))")
    } catch {
      print("unreadable \(error)")
    }
  }

  private static func digest(of store: SQLiteStore) throws -> String {
    var message: [UInt8] = []
    for row in try store.rows(RowFilter(), asOf: nil) {
      message += Array("\(row.address) \(row.owner) \(row.sinceRevision)\n".utf8)
      message += Array(row.canonical.bytes)
    }
    let head = try store.status().head
    message += head.stateDigest.bytes + head.auditHead.bytes
    return Digest.of(message).hexadecimal
  }
}
