package import Diagnostics

/// Everything that access depends on, found by name: the register with what is recorded beside it.
///
/// A value without any notion of time; `AccessView` judges it at an instant.
package struct AccessRegister: Sendable {
  package let deployment: Deployment
  package private(set) var table: EndpointTable
  package private(set) var tiers: [Text: Resource]
  package private(set) var permissionSets: [Resource]
  package private(set) var institutions: [Text: InstitutionRegister]
  package private(set) var retail: RetailRegister

  /// The register that `resources` are, in any order; of two at one address the last counts.
  ///
  /// `limitedTo` leaves out every other institution, for a plan that touches few.
  ///
  /// - Complexity: O(n log n), and O(n) for resources that stand in order.
  package init(
    _ resources: some Sequence<Resource>, deployment: Deployment, limitedTo: Set<Text>? = nil
  ) {
    self.deployment = deployment
    var catalogues: [Resource] = []
    var sets: [Resource] = []
    var tiers: [Text: Resource] = [:]
    var retail = RetailRegister()
    var institutions = InstitutionCollector(limitedTo)
    for resource in resources {
      switch resource.kind {
      case .endpointCatalogue: catalogues.append(resource)
      case .permissionSet: sets.append(resource)
      case .tier: tiers[resource.address.name] = resource
      case .retailClient, .review, .override, .key:
        if resource.address.institution.isEmpty {
          retail.add(resource)
        } else {
          institutions.add(resource)
        }
      default: institutions.add(resource)
      }
    }
    table = EndpointTable(catalogues: catalogues.sorted { $0.address.name < $1.address.name })
    permissionSets = sets
    self.tiers = tiers
    retail.sort()
    self.retail = retail
    self.institutions = institutions.finished()
  }

  /// Takes from `other` every institution that is not among `own`, without a copy.
  package mutating func share(_ other: AccessRegister, except own: Set<Text>) {
    var shared = other.institutions
    for name in own where !name.isEmpty { shared[name] = institutions[name] }
    institutions = shared
  }

  /// Takes other resources of the institution named in place of all it has but its own declaration.
  package mutating func replace(_ resources: [Resource], ofInstitution name: Text) {
    var changed = InstitutionRegister(name: name)
    if let declaration = institutions[name]?.institution { changed.add(declaration) }
    for resource in resources { changed.add(resource) }
    changed.sort()
    institutions[name] =
      resources.isEmpty && changed.institution == nil ? nil : changed
  }

  /// Takes other resources in place of all that belong to no institution, the declarations of
  /// institutions among them.
  ///
  /// - Complexity: linear in them and in the number of institutions.
  package mutating func replaceCommon(_ resources: [Resource]) {
    let changed = AccessRegister(resources, deployment: deployment)
    table = changed.table
    tiers = changed.tiers
    permissionSets = changed.permissionSets
    retail = changed.retail
    for name in Set(institutions.keys).union(changed.institutions.keys) {
      let declaration = changed.institutions[name]?.institution
      institutions[name, default: InstitutionRegister(name: name)].declare(declaration)
      if institutions[name]?.isEmpty ?? false { institutions[name] = nil }
    }
  }

  /// The register with one resource of an institution written otherwise.
  func replacing(_ resource: Resource) -> AccessRegister {
    var changed = self
    changed.institutions[resource.address.institution]?.replace(resource)
    return changed
  }

  /// Everybody who is a principal, in the order of the written addresses, each written once.
  package var principals: [PrincipalAddress] {
    let all = institutions.values.flatMap(\.principals) + retail.principals
    return all.map { ($0, $0.text) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Every key application there is or was, in no particular order.
  package var keys: [KeyRecord] { retail.keys + institutions.values.flatMap(\.keys) }

  /// Whether a suspension or revocation covers a key.
  package func isStopped(_ key: Address) -> Bool {
    if key.institution.isEmpty { return retail.overrides[key] != nil }
    return institutions[key.institution]?.overrides[key] != nil
  }

  /// The resolver of selectors over this register's catalogue.
  package func makeResolver() -> SelectorResolver {
    SelectorResolver(table: table, permissionSets: permissionSets)
  }
}

/// Collects resources by institution; neighbours are mostly of one, so that look-ups are few.
private struct InstitutionCollector {
  private let wanted: Set<Text>?
  private var places: [Text: Int] = [:]
  private var found: [InstitutionRegister] = []
  private var last: (name: Text, place: Int?)?

  init(_ wanted: Set<Text>?) { self.wanted = wanted }

  mutating func add(_ resource: Resource) {
    let address = resource.address
    let name = address.kind == .institution ? address.name : address.institution
    guard !name.isEmpty, let place = place(of: name) else { return }
    found[place].add(resource)
  }

  private mutating func place(of name: Text) -> Int? {
    if let last, last.name == name { return last.place }
    var place: Int?
    if wanted?.contains(name) ?? true {
      place = places[name]
      if place == nil {
        place = found.count
        places[name] = found.count
        found.append(InstitutionRegister(name: name))
      }
    }
    last = (name, place)
    return place
  }

  func finished() -> [Text: InstitutionRegister] {
    var result: [Text: InstitutionRegister] = [:]
    result.reserveCapacity(found.count)
    for var register in found {
      register.sort()
      result[register.name] = register
    }
    return result
  }
}
