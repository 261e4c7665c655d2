package import AccessModel
package import Diagnostics

/// One step of a plan: a resource before and after.
package struct Change: Sendable {
  package enum Action: String, Sendable {
    case create, update, delete, rename
    /// Taken over by another owner as it stands.
    case adopt
  }

  package let action: Action
  /// The resource before; nil when it is created.
  package let before: Version?
  /// The resource after; nil when it is deleted.
  package let after: Version?
  /// Where the manifests declare it; nil for a deletion.
  package let source: Source?
  /// The owner that it is taken over from; nil for every other action.
  package let formerOwner: Text?

  /// A resource with the digest of its canonical form.
  package struct Version: Sendable {
    package let resource: Resource
    package let digest: Digest

    package init(resource: Resource, digest: Digest) {
      self.resource = resource
      self.digest = digest
    }
  }

  /// A creation, update, deletion or rename, told by what stands before and after.
  ///
  /// One of the two must be there.
  package init(before: Version?, after: Version?, source: Source?) {
    self.before = before
    self.after = after
    self.source = source
    formerOwner = nil
    switch (before, after) {
    case (nil, _): action = .create
    case (_, nil): action = .delete
    case (let before?, let after?):
      action = before.resource.address == after.resource.address ? .update : .rename
    }
  }

  /// A resource that passes to another owner as it stands.
  package init(adopting version: Version, from owner: Text, source: Source?) {
    action = .adopt
    before = version
    after = version
    self.source = source
    formerOwner = owner
  }

  /// The address after the change, or the one that ends.
  package var address: Address {
    guard let resource = after?.resource ?? before?.resource else {
      preconditionFailure("a change without before and after; this is a bug in mandate")
    }
    return resource.address
  }

  /// Why, as the manifest says beside the resource.
  package var reason: Text? { after?.resource.reason }

  /// The scopes whose digest the change moves.
  package var scopes: Set<Scope> {
    Set([before, after].compactMap { $0?.resource.address.scope })
  }
}
