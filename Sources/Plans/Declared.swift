package import AccessModel
package import Diagnostics

/// A resource as manifests declare it, as far as planning needs to know.
package struct Declared: Sendable {
  package let resource: Resource
  package let digest: Digest
  /// The name it used to have, if the manifest says so.
  package let renamedFrom: Text?
  /// Where it stands; nil for what stands in no file, such as what a register held.
  package let source: Source?

  package init(resource: Resource, digest: Digest, renamedFrom: Text?, source: Source?) {
    self.resource = resource
    self.digest = digest
    self.renamedFrom = renamedFrom
    self.source = source
  }
}
