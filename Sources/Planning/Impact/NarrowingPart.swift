import AccessModel
import Diagnostics
package import Plans

/// The part of a plan that only takes access away, which never waits for a second person.
package enum NarrowingPart {
  /// The changes that narrow, with the neutral ones that they refer to.
  ///
  /// Those that widen too are kept only while something is left out that does nothing but widen:
  /// without it they may turn out to narrow alone, as a smaller desk that somebody joins does. So
  /// the caller asks again with the directions of the part, until the part stays the same.
  package static func of(_ changes: [Change], _ effects: PlanEffects) -> [Change] {
    // What passes to another person or begins later is a gain, however much is lost on the way.
    var directions = effects.directions
    for impact in effects.evidence.otherGains {
      for address in impact.because { directions[address] = .widening }
    }
    return part(of: changes, directions)
  }

  private static func part(
    of changes: [Change], _ directions: [Address: Direction]
  ) -> [Change] {
    var places: [Address: Int] = [:]
    for (index, change) in changes.enumerated() where change.after != nil {
      places[change.address] = index
    }
    let mixed: Direction = directions.values.contains(.widening) ? .both : .narrowing
    var chosen: Set<Int> = []
    var pending = changes.indices.filter {
      let direction = directions[changes[$0].address]
      return direction == .narrowing || direction == mixed
    }
    while let index = pending.popLast() {
      guard chosen.insert(index).inserted else { continue }
      changes[index].after?.resource.forEachReference { reference in
        guard case .resource(let address) = reference, let place = places[address],
          directions[address] ?? .neutral == .neutral
        else { return }
        pending.append(place)
      }
    }
    removeDangling(from: &chosen, changes, places)
    return changes.indices.filter(chosen.contains).map { changes[$0] }
  }

  /// Takes out what refers to something that the part does not make.
  private static func removeDangling(
    from chosen: inout Set<Int>, _ changes: [Change], _ places: [Address: Int]
  ) {
    var count: Int
    repeat {
      count = chosen.count
      let kept = chosen
      for index in kept {
        changes[index].after?.resource.forEachReference { reference in
          guard case .resource(let address) = reference, let place = places[address],
            changes[place].action == .create || changes[place].action == .rename,
            !kept.contains(place)
          else { return }
          chosen.remove(index)
        }
      }
    } while chosen.count < count
  }
}
