package import AccessModel
import Diagnostics
package import Plans

/// The part of a plan that only takes access away, which never waits for a second person.
package enum NarrowingPart {
  /// The changes that narrow and do not widen, with the neutral ones that they refer to.
  package static func of(
    _ changes: [Change], directions: [Address: Direction]
  ) -> [Change] {
    var places: [Address: Int] = [:]
    for (index, change) in changes.enumerated() where change.after != nil {
      places[change.address] = index
    }
    var chosen: Set<Int> = []
    var pending = changes.indices.filter { directions[changes[$0].address] == .narrowing }
    while let index = pending.popLast() {
      guard chosen.insert(index).inserted else { continue }
      changes[index].after?.resource.forEachReference { reference in
        guard case .resource(let address) = reference, let place = places[address],
          directions[address] ?? .neutral == .neutral
        else { return }
        pending.append(place)
      }
    }
    return changes.indices.filter(chosen.contains).map { changes[$0] }
  }
}
