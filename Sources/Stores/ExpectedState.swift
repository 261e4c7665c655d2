import AccessModel
import Plans

/// What the rows must be after a plan: the base with the changes laid over it.
struct ExpectedState {
  private var digests: [Address: Digest]

  init(rows: [StoredRow], changes: [Change]) {
    digests = [:]
    digests.reserveCapacity(rows.count + changes.count)
    for row in rows { digests[row.address] = row.digest }
    for change in changes {
      if let before = change.before { digests[before.resource.address] = nil }
      if let after = change.after { digests[after.resource.address] = after.digest }
    }
  }

  /// The lines of one scope; sorted by whoever hashes them.
  func entries(of scope: Scope) -> [ScopeDigest.Entry] {
    digests.compactMap { address, digest in
      address.scope == scope ? ScopeDigest.Entry(address: address, digest: digest) : nil
    }
  }
}
