import AccessModel
package import Diagnostics
import Plans

/// What second persons signed, as the audit chain has it, by revision.
package struct RecordedApprovals: Sendable {
  package struct Entry: Hashable, Sendable {
    package let approver: Text
    /// The fingerprint of the key that signed.
    package let key: Text
    /// The digest of the statement that was signed.
    package let statement: Text
  }

  private var entries: [Int64: [Entry]] = [:]

  package static let none = RecordedApprovals()

  private init() {}

  /// Reads the whole chain of a store.
  package init(of store: any RegisterStore) throws(StoreError) {
    var found: [Int64: [Entry]] = [:]
    try store.readAudit { entry in
      guard entry.action.is("approval"), let fields = AuditFields(entry.detail) else { return }
      found[entry.revision, default: []].append(
        Entry(
          approver: entry.subject, key: fields["key"] ?? .empty,
          statement: fields["statement"] ?? .empty))
    }
    entries = found
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// In the order in which they were given.
  package func of(_ revision: Int64) -> [Entry] { entries[revision] ?? [] }
}
