import AccessModel
import Diagnostics
import Plans

/// Which change must come before which.
///
/// Creating goes from dependencies to dependents, deleting the other way round, and a change that
/// drops a reference comes before the deletion of what it referred to.
struct DependencyGraph {
  /// By change, how many changes it waits for.
  let waitsFor: [Int32]
  /// The changes that must wait, those that wait for one change together.
  private let followers: [Int32]
  /// By change, where its followers begin in `followers`; one more at the end.
  private let starts: [Int32]

  /// - Complexity: O(changes + references).
  init(_ changes: [Change]) {
    var edges = Edges()
    let providers = Providers(changes)
    for (index, change) in changes.enumerated() {
      change.after?.resource.forEachReference { reference in
        if let maker = providers.maker(of: reference) { edges.require(maker, before: index) }
      }
      guard providers.removesSomething else { continue }
      change.before?.resource.forEachReference { reference in
        if let remover = providers.remover(of: reference) { edges.require(index, before: remover) }
      }
    }
    waitsFor = edges.waitsFor(changes.count)
    (starts, followers) = edges.followers(changes.count)
  }

  /// The changes that must wait for the change at `index`, in the order in which they were found.
  func followers(of index: Int) -> ArraySlice<Int32> {
    followers[Int(starts[index])..<Int(starts[index + 1])]
  }
}

/// Pairs of changes of which one must come before the other.
private struct Edges {
  private var pairs: [(first: Int32, second: Int32)] = []

  mutating func require(_ first: Int, before second: Int) {
    if first != second { pairs.append((Int32(first), Int32(second))) }
  }

  /// By change, how many it waits for.
  func waitsFor(_ count: Int) -> [Int32] {
    var result = [Int32](repeating: 0, count: count)
    for pair in pairs { result[Int(pair.second)] += 1 }
    return result
  }

  /// The second changes grouped by the first, and where each group begins.
  func followers(_ count: Int) -> (starts: [Int32], followers: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for pair in pairs { starts[Int(pair.first) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var followers = [Int32](repeating: 0, count: pairs.count)
    for pair in pairs {
      followers[Int(next[Int(pair.first)])] = pair.second
      next[Int(pair.first)] += 1
    }
    return (starts, followers)
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

  /// Whether any change takes something away that another one could have named.
  var removesSomething: Bool { !removed.isEmpty || !endpointsRemoved.isEmpty }

  func maker(of reference: ResourceReference) -> Int? {
    switch reference {
    case .resource(let address): made[address]
    case .endpoint(let id): endpointsMade[id]
    }
  }

  func remover(of reference: ResourceReference) -> Int? {
    switch reference {
    case .resource(let address): removed[address]
    case .endpoint(let id): endpointsRemoved[id]
    }
  }
}
