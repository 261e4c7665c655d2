package import AccessModel
package import Diagnostics

/// A resource as a manifest declares it, with where it stands.
package struct Declaration: Sendable {
  package let resource: Resource
  /// Of the canonical form.
  package let digest: Digest
  /// The name it used to have.
  package let renamedFrom: Text?
  /// Index of the file in its `ManifestTree`.
  package let file: Int
  /// From 1.
  package let line: Int
  /// The name, or the item's key.
  package let nameRange: Range<UInt32>
  /// The `spec` mapping, or the item's value.
  package let specRange: Range<UInt32>
}
