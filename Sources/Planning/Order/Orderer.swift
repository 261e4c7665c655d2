package import AccessModel
package import Plans

/// Puts changes into the order of execution.
package enum Orderer {
  /// Changes that wait for each other, as the path of their addresses; first and last are the same.
  package struct Cycle: Error, Sendable {
    package let path: [Address]
  }

  /// The changes so that each stands after all it needs; ties go to what narrows, then by address.
  ///
  /// Kahn's algorithm with a sorted frontier: the order depends on the changes alone, never on the
  /// order they came in.
  /// - Complexity: O(n log n) in changes, plus the references.
  package static func ordered(
    _ changes: [Change], directions: [Address: Direction] = [:]
  ) throws(Cycle) -> [Change] {
    let sorted = preferred(changes, directions)
    let graph = DependencyGraph(sorted)
    var waitsFor = graph.waitsFor
    var frontier = MinimumHeap()
    for index in sorted.indices where waitsFor[index] == 0 { frontier.push(Int32(index)) }
    var result: [Change] = []
    result.reserveCapacity(sorted.count)
    while let index = frontier.pop() {
      result.append(sorted[Int(index)])
      for follower in graph.followers(of: Int(index)) {
        waitsFor[Int(follower)] -= 1
        if waitsFor[Int(follower)] == 0 { frontier.push(follower) }
      }
    }
    guard result.count == sorted.count else {
      throw Cycle(path: cycle(in: graph, waitsFor).map { sorted[$0].address })
    }
    return result
  }

  /// The changes in the order that they would have if none needed another.
  private static func preferred(
    _ changes: [Change], _ directions: [Address: Direction]
  ) -> [Change] {
    let order = AddressOrder.indices(of: changes.map(\.address))
    let isSorted = order.elementsEqual(changes.indices)
    let sorted = isSorted ? changes : order.map { changes[$0] }
    guard !directions.isEmpty else { return sorted }
    func rank(_ change: Change) -> Int {
      switch directions[change.address] ?? .neutral {
      case .narrowing: 0
      case .neutral, .both: 1
      case .widening: 2
      }
    }
    return (0...2).flatMap { wanted in sorted.filter { rank($0) == wanted } }
  }

  /// A circle among the changes that still wait.
  private static func cycle(in graph: DependencyGraph, _ waitsFor: [Int32]) -> [Int] {
    var blocker = [Int](repeating: -1, count: waitsFor.count)
    for index in waitsFor.indices where waitsFor[index] > 0 {
      for follower in graph.followers(of: index) where waitsFor[Int(follower)] > 0 {
        blocker[Int(follower)] = index
      }
    }
    guard var place = waitsFor.firstIndex(where: { $0 > 0 }) else { return [] }
    var seen: [Int: Int] = [:]
    var path: [Int] = []
    while place >= 0, seen[place] == nil {
      seen[place] = path.count
      path.append(place)
      place = blocker[place]
    }
    guard place >= 0, let start = seen[place] else { return path }
    return [place] + path[start...].dropFirst().reversed() + [place]
  }
}

/// A binary heap of indices, the least on top.
private struct MinimumHeap {
  private var items: [Int32] = []

  mutating func push(_ item: Int32) {
    items.append(item)
    var place = items.count - 1
    while place > 0, items[place] < items[(place - 1) / 2] {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> Int32? {
    guard let top = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return top }
    items[0] = last
    var place = 0
    while true {
      let left = 2 * place + 1
      guard left < items.count else { break }
      let right = left + 1
      let least = right < items.count && items[right] < items[left] ? right : left
      guard items[least] < items[place] else { break }
      items.swapAt(place, least)
      place = least
    }
    return top
  }
}
