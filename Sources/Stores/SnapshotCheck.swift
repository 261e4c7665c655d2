package import AccessModel
import Diagnostics
package import Plans

extension Snapshot {
  /// Makes sure that what was read is what was written: resource by resource, scope by scope.
  ///
  /// A plan made on content that changed by itself would be wrong in silence; so no snapshot leaves
  /// a store unchecked.
  ///
  /// - Throws: `damaged`, naming the first resource or scope that fails.
  /// - Complexity: O(n) hashes; about as much as reading costs.
  package func requireSound() throws(StoreError) {
    let hasher = Hasher256()
    var entries: [Scope: [ScopeDigest.Entry]] = [:]
    var group: (scope: Scope, entries: [ScopeDigest.Entry]) = (.global, [])
    for row in rows {
      try row.requireSound(hasher)
      // Rows come scope by scope; a look-up a row would cost as much as the hash.
      let scope = row.address.scope
      if scope != group.scope {
        entries[group.scope, default: []] += group.entries
        group = (scope, [])
      }
      group.entries.append(ScopeDigest.Entry(address: row.address, digest: row.digest))
    }
    entries[group.scope, default: []] += group.entries
    for (scope, state) in scopes {
      let lines = entries.removeValue(forKey: scope) ?? []
      guard ScopeDigest.of(scope, touches: state.touches, entries: lines) == state.digest else {
        throw .damaged(reason: "scope \(scope.name) holds other resources than its digest says")
      }
    }
    for (scope, lines) in entries where !lines.isEmpty {
      throw .damaged(reason: "scope \(scope.name) has resources but was never written")
    }
  }
}

extension StoredRow {
  /// Makes sure that the content is what its digest says; throws `damaged` otherwise.
  package func requireSound(_ hasher: borrowing Hasher256) throws(StoreError) {
    guard hasher.digest(of: canonical) == digest else {
      throw .damaged(reason: "\(address) has another content than its digest says")
    }
  }
}
