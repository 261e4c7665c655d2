import AccessModel
import Plans

/// What the rows must be after a plan: the base with the changes laid over it.
struct ExpectedState {
  private var digests: [Scope: [Address: Digest]] = [:]

  init(rows: [StoredRow], changes: [Change]) {
    for row in rows { digests[row.address.scope, default: [:]][row.address] = row.digest }
    for change in changes {
      if let address = change.before?.resource.address { digests[address.scope]?[address] = nil }
      if let after = change.after {
        digests[after.resource.address.scope, default: [:]][after.resource.address] = after.digest
      }
    }
  }

  /// Whether a scope holds exactly these lines, in whatever order.
  func matches(_ entries: [ScopeDigest.Entry], of scope: Scope) -> Bool {
    let expected = digests[scope] ?? [:]
    return entries.count == expected.count
      && entries.allSatisfy { expected[$0.address] == $0.digest }
  }
}
