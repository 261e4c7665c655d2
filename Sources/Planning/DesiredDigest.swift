package import AccessModel
package import Plans

/// The digest of what a tree declares, whatever its files and their order.
package enum DesiredDigest {
  /// - Complexity: O(n log n) in the declared resources.
  package static func of(_ declared: [Declared]) -> Digest {
    let entries = declared.map {
      ScopeDigest.Entry(address: $0.resource.address, digest: $0.digest)
    }
    return ScopeDigest.of(.global, touches: 0, entries: entries)
  }
}
