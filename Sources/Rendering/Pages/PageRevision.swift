package import AccessModel
package import Diagnostics
package import Stores

/// One revision as far as it touched what a page is about.
package struct PageRevision: Sendable {
  package let record: RevisionRecord
  /// What it did, such as `update`, and to which address.
  package let changes: [(action: Text, address: Address)]

  package init(record: RevisionRecord, changes: [(action: Text, address: Address)]) {
    self.record = record
    self.changes = changes
  }
}
