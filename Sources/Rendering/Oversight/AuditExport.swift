package import AccessModel
import Diagnostics
package import Stores

/// Audit entries with their links, in exactly the bytes that were hashed (docs/audit.md).
package struct AuditExport: Sendable {
  private let isCSV: Bool
  private let isRaw: Bool

  private static let columns = [
    "sequence", "revision", "action", "subject", "before", "after", "detail", "previous", "hash",
  ]

  package init(isCSV: Bool, isRaw: Bool) {
    self.isCSV = isCSV
    self.isRaw = isRaw
  }

  /// What stands before the first entry.
  package var header: String { isCSV ? CSVText.record(Self.columns, isRaw: isRaw) : "" }

  /// One entry; `previous` is the hash of the one before it in the chain.
  package func line(_ entry: AuditEntry, after previous: Digest) -> [UInt8] {
    guard isCSV else { return Self.json(entry, after: previous) }
    let record = CSVText.record(
      [
        String(entry.sequence), String(entry.revision), entry.action.string, entry.subject.string,
        entry.before?.description ?? "", entry.after?.description ?? "", entry.detail.string,
        previous.description, entry.hash.description,
      ], isRaw: isRaw)
    return Array(record.utf8)
  }

  private static func json(_ entry: AuditEntry, after previous: Digest) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.number("sequence", Int(entry.sequence))
      json.number("revision", Int(entry.revision))
      json.text("action", entry.action)
      json.text("subject", entry.subject)
      json.string("before", entry.before?.description)
      json.string("after", entry.after?.description)
      json.text("detail", entry.detail)
      json.string("previous", previous.description)
      json.string("hash", entry.hash.description)
    }
    return json.bytes + [0x0A]
  }
}
