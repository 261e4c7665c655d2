import AccessModel
import Diagnostics
import Plans

/// Which change must come before which.
///
/// Creating goes from dependencies to dependents, deleting the other way round, and a change that
/// drops a reference comes before the deletion of what it referred to.
struct DependencyGraph {
  /// By change, the changes that must wait for it.
  private(set) var followers: [[Int32]]
  /// By change, how many changes it waits for.
  private(set) var waitsFor: [Int32]

  /// - Complexity: O(changes + references).
  init(_ changes: [Change]) {
    followers = [[Int32]](repeating: [], count: changes.count)
    waitsFor = [Int32](repeating: 0, count: changes.count)
    let providers = Providers(changes)
    for (index, change) in changes.enumerated() {
      change.after?.resource.forEachReference { reference in
        for provider in providers.makers(of: reference) { require(provider, before: index) }
      }
      change.before?.resource.forEachReference { reference in
        for provider in providers.removers(of: reference) { require(index, before: provider) }
      }
    }
  }

  private mutating func require(_ first: Int, before second: Int) {
    guard first != second else { return }
    followers[first].append(Int32(second))
    waitsFor[second] += 1
  }
}

/// Which changes make or remove what others refer to.
private struct Providers {
  private var made: [Address: Int] = [:]
  private var removed: [Address: Int] = [:]
  private var endpointsMade: [Text: Int] = [:]
  private var endpointsRemoved: [Text: Int] = [:]

  init(_ changes: [Change]) {
    made.reserveCapacity(changes.count)
    for (index, change) in changes.enumerated() {
      let (before, after) = (change.before?.resource, change.after?.resource)
      if let after, after.address != before?.address { made[after.address] = index }
      // WHY not for a rename: it comes before its dependents, whose old versions still say the name.
      if let before, after == nil { removed[before.address] = index }
      if change.address.kind == .endpointCatalogue { addEndpoints(before, after, index) }
    }
  }

  private mutating func addEndpoints(_ before: Resource?, _ after: Resource?, _ index: Int) {
    let (old, new) = (Self.endpoints(before), Self.endpoints(after))
    for id in new.subtracting(old) { endpointsMade[id] = index }
    for id in old.subtracting(new) { endpointsRemoved[id] = index }
  }

  private static func endpoints(_ catalogue: Resource?) -> Set<Text> {
    let rows = catalogue?[EndpointCatalogueFields.endpoints].elements ?? []
    return Set(rows.compactMap { $0[EndpointCatalogueFields.id].text })
  }

  func makers(of reference: ResourceReference) -> [Int] {
    switch reference {
    case .resource(let address): made[address].map { [$0] } ?? []
    case .endpoint(let id): endpointsMade[id].map { [$0] } ?? []
    }
  }

  func removers(of reference: ResourceReference) -> [Int] {
    switch reference {
    case .resource(let address): removed[address].map { [$0] } ?? []
    case .endpoint(let id): endpointsRemoved[id].map { [$0] } ?? []
    }
  }
}
