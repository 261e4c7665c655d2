package import AccessModel
package import Diagnostics

/// All resources that will exist: those declared, and those of other owners beside them.
///
/// The same value is built from manifests (plan) and from a base with changes (apply), so that the
/// same checks judge both.
package struct DesiredState: Sendable {
  package let deployment: Deployment
  /// The instant at which things are judged.
  package let now: Instant
  package let resources: [Resource]
  /// The first so many of `resources` are this owner's own; findings are made about them.
  package let ownCount: Int
  /// Whether the tree is an institution's, which refers to kinds of the broker that it cannot see.
  package let isInstitutionTree: Bool
  /// What is declared too and could not be read; nothing is said that may follow from its absence.
  package let lost: LostDeclarations
  private let places: [Address: Int32]
  private let byKind: [[Int32]]

  /// A later resource at an address that is taken stays in `resources` but is not found by it.
  package init(
    deployment: Deployment, now: Instant, own: [Resource], others: [Resource],
    isInstitutionTree: Bool = false, lost: LostDeclarations = LostDeclarations()
  ) {
    self.deployment = deployment
    self.now = now
    self.isInstitutionTree = isInstitutionTree
    self.lost = lost
    resources = others.isEmpty ? own : own + others
    ownCount = own.count
    var places = [Address: Int32](minimumCapacity: resources.count)
    var byKind = [[Int32]](repeating: [], count: Kind.allCases.count)
    for index in resources.indices.reversed() {
      places[resources[index].address] = Int32(index)
    }
    for index in resources.indices {
      byKind[Int(resources[index].kind.rawValue)].append(Int32(index))
    }
    self.places = places
    self.byKind = byKind
  }

  /// The index of the resource at an address, or nil.
  package func place(of address: Address) -> Int? { places[address].map(Int.init) }

  package func resource(at address: Address) -> Resource? {
    place(of: address).map { resources[$0] }
  }

  /// Whether no two resources have one address.
  package var addressesDiffer: Bool { places.count == resources.count }

  package func contains(_ address: Address) -> Bool { places[address] != nil }

  /// The resources of a kind with their indices, own ones first.
  package func all(_ kind: Kind) -> some Sequence<(index: Int, resource: Resource)> {
    byKind[Int(kind.rawValue)].lazy.map { (index: Int($0), resource: resources[Int($0)]) }
  }

  /// This owner's own resources of a kind with their indices.
  package func own(_ kind: Kind) -> some Sequence<(index: Int, resource: Resource)> {
    byKind[Int(kind.rawValue)].lazy.prefix { $0 < ownCount }
      .map { (index: Int($0), resource: resources[Int($0)]) }
  }

  /// Whether the resource at `index` is this owner's own.
  package func isOwn(_ index: Int) -> Bool { index < ownCount }

  /// The institution of an institution-scoped resource, or nil when it is not there.
  package func institution(of resource: Resource) -> Resource? {
    self.resource(at: Address(.institution, name: resource.address.institution))
  }

  /// The resource that a field of `resource` names, or nil.
  package func target(of resource: Resource, _ kind: Kind, named name: Text) -> Resource? {
    self.resource(at: resource.target(kind, named: name))
  }
}
