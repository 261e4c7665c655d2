import Diagnostics

/// The middle of the digest tree: resource -> scope -> state.
package enum ScopeDigest {
  /// One line of a scope: a resource and the digest of its canonical form.
  package struct Entry: Sendable {
    package let address: Address
    package let digest: Digest

    package init(address: Address, digest: Digest) {
      self.address = address
      self.digest = digest
    }
  }

  /// The digest of a scope that writes have touched `touches` times.
  ///
  /// WHY the count: a scope whose content returns to what it once was must still differ, or a plan
  /// that was applied and undone could be applied again.
  /// - Complexity: O(n log n) in the entries of the one scope.
  package static func of(_ scope: Scope, touches: Int64, entries: [Entry]) -> Digest {
    var message: [UInt8] = Array("mandate scope 1\n\(scope.name)\n\(touches)\n".utf8)
    message.reserveCapacity(message.count + entries.count * 96)
    for index in AddressOrder.indices(of: entries.map(\.address)) {
      let entry = entries[index]
      message.append(contentsOf: entry.address.kind.description.nameText.bytes)
      message.append(UInt8(ascii: "/"))
      message.append(contentsOf: entry.address.institution.bytes)
      message.append(UInt8(ascii: "/"))
      message.append(contentsOf: entry.address.name.bytes)
      message.append(UInt8(ascii: "\n"))
      entry.digest.append(to: &message)
    }
    return Digest.of(message)
  }

  /// The digest of a scope that no write ever touched.
  package static func ofUntouched(_ scope: Scope) -> Digest { of(scope, touches: 0, entries: []) }

  /// The digest of the whole state, from the digests of its scopes.
  package static func ofState(_ scopes: [(scope: Scope, digest: Digest)]) -> Digest {
    var message: [UInt8] = Array("mandate state 1\n".utf8)
    for (scope, digest) in scopes.sorted(by: { $0.scope < $1.scope }) {
      message.append(contentsOf: scope.name.bytes)
      message.append(UInt8(ascii: "\n"))
      digest.append(to: &message)
    }
    return Digest.of(message)
  }
}
