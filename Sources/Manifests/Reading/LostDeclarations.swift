package import AccessModel

/// What manifests declare and could not be read, so that nobody is told that it is missing.
package struct LostDeclarations: Sendable {
  private var addresses: Set<Address> = []
  /// The kinds of which some name could not be read.
  private var kinds: Set<Kind> = []
  private var isEverything = false

  package init() {}

  /// Whether nothing was lost.
  package var isEmpty: Bool { addresses.isEmpty && kinds.isEmpty && !isEverything }

  mutating func insert(_ address: Address) { addresses.insert(address) }

  /// A resource of this kind whose name is not known.
  mutating func insert(_ kind: Kind) { kinds.insert(kind) }

  /// A whole file, or a document whose kind is not known.
  package mutating func everything() { isEverything = true }

  mutating func formUnion(_ other: LostDeclarations) {
    addresses.formUnion(other.addresses)
    kinds.formUnion(other.kinds)
    isEverything = isEverything || other.isEverything
  }

  /// Whether the resource at `address` may be among them.
  package func mayHold(_ address: Address) -> Bool {
    isEverything || kinds.contains(address.kind) || addresses.contains(address)
  }

  /// Whether a resource of any of these kinds may be among them.
  package func mayHold(anyOf wanted: [Kind]) -> Bool {
    isEverything
      || wanted.contains { kind in
        kinds.contains(kind) || addresses.contains { $0.kind == kind }
      }
  }
}
