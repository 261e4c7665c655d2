import AccessModel
import Diagnostics

/// Gathers blocks that are alike but for their accounts, or for their addresses too.
struct ImpactShapes {
  /// Whether it is enough that both have addresses or both have none.
  let mixesNetworks: Bool

  /// What is left of a block without its accounts, by numbers.
  private struct Shape: Hashable {
    /// The endpoints that need an account.
    let scoped: Int
    let unscoped: Int
    let networks: Int
    let isEverything: Bool
  }

  private struct Gathered {
    var members: [Int]
    /// The fewest and the most accounts of any endpoint.
    var accounts: ClosedRange<Int>
    let first: ImpactBlock
    /// The addresses of all, once those of any differ.
    var networks: [CIDR]?

    mutating func add(_ others: [CIDR]) {
      guard networks != nil || others != first.networks else { return }
      networks = (networks.take() ?? first.networks) + others
    }
  }

  private var places: [Shape: Int] = [:]
  private var gathered: [Gathered] = []
  private var endpointLists = ArrayNumbering<Text>()
  private var networkLists = ArrayNumbering<CIDR>()
  /// The numbers of several lists taken together, for few estates have many combinations.
  private var unions: [[Int]: Int] = [:]

  init(mixesNetworks: Bool) { self.mixesNetworks = mixesNetworks }

  mutating func add(_ block: ImpactBlock) {
    let scoped = block.parts.filter { $0.place != .nowhere }.map(\.endpoints)
    let unscoped = block.parts.filter { $0.place == .nowhere }.map(\.endpoints)
    let shape = Shape(
      scoped: number(of: scoped), unscoped: number(of: unscoped),
      networks: number(of: block.networks), isEverything: block.isEverything)
    let accounts = Self.accounts(of: block)
    guard let place = places[shape] else {
      places[shape] = gathered.count
      gathered.append(
        Gathered(
          members: block.members, accounts: accounts, first: block, networks: nil))
      return
    }
    if mixesNetworks { gathered[place].add(block.networks) }
    let known = gathered[place].accounts
    gathered[place].members.append(contentsOf: block.members)
    gathered[place].accounts =
      min(known.lowerBound, accounts.lowerBound)...max(known.upperBound, accounts.upperBound)
  }

  /// In the order of first appearance.
  var blocks: [ImpactBlock] {
    gathered.map { gathered in
      guard gathered.members.count > gathered.first.members.count else { return gathered.first }
      let parts = gathered.first.parts
      let scoped = parts.filter { $0.place != .nowhere }.flatMap(\.endpoints).sorted()
      let counted = ShareText.Part(endpoints: scoped, place: .counted(gathered.accounts))
      return ImpactBlock(
        members: gathered.members.sorted(),
        parts: (scoped.isEmpty ? [] : [counted]) + parts.filter { $0.place == .nowhere },
        networks: gathered.networks.map { AddressSet($0).blocks } ?? gathered.first.networks,
        areNetworksOfAll: gathered.networks != nil, isEverything: gathered.first.isEverything)
    }
  }

  private mutating func number(of networks: [CIDR]) -> Int {
    guard mixesNetworks else { return networkLists.number(of: networks) }
    return networks.isEmpty ? 0 : 1
  }

  private mutating func number(of lists: [[Text]]) -> Int {
    let numbers = lists.map { endpointLists.number(of: $0) }
    if numbers.count == 1 { return numbers[0] }
    if let known = unions[numbers] { return known }
    let number = endpointLists.number(of: lists.flatMap { $0 }.sorted())
    unions[numbers] = number
    return number
  }

  private static func accounts(of block: ImpactBlock) -> ClosedRange<Int> {
    let counts = block.parts.compactMap { part -> Int? in
      if case .on(let names) = part.place { names.count } else { nil }
    }
    return (counts.min() ?? 0)...(counts.max() ?? 0)
  }
}
