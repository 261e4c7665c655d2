import AccessModel
import Diagnostics
import Plans

/// Principals that gain, or that lose, the same.
struct ImpactBlock {
  /// Their places in the list of impacts, ascending.
  var members: [Int]
  let parts: [ShareText.Part]
  let networks: [CIDR]
  /// Whether the addresses are those of all members together, who may have different ones.
  var areNetworksOfAll = false
  /// Whether it is all that they have or had.
  let isEverything: Bool

  var endpointCount: Int { parts.reduce(0) { $0 + $1.endpoints.count } }
}

/// Makes blocks of alike impacts; nobody is in two blocks and nobody who is concerned in none.
struct ImpactFolding {
  enum Side {
    case lost, gained

    func share(of impact: AccessImpact) -> AccessShare {
      switch self {
      case .lost: impact.lost
      case .gained: impact.gained
      }
    }
  }

  /// Blocks whose members have exactly the same impact, down to the names of accounts.
  let exact: [ImpactBlock]

  private struct Key: Hashable {
    let share: Int
    let isEverything: Bool
  }

  /// Folds one side of `impacts`.
  init(_ impacts: [AccessImpact], _ side: Side) {
    var table = ShareTable()
    var places: [Key: Int] = [:]
    var members: [[Int]] = []
    var keys: [Key] = []
    for (index, impact) in impacts.enumerated() {
      let share = side.share(of: impact)
      guard !share.isEmpty else { continue }
      let key = Key(share: table.number(of: share), isEverything: impact.isEverything)
      if let place = places[key] {
        members[place].append(index)
      } else {
        places[key] = keys.count
        keys.append(key)
        members.append([index])
      }
    }
    exact = zip(keys, members).map { key, members in
      let share = table.shares[key.share]
      return ImpactBlock(
        members: members, parts: share.groups.map(Self.part), networks: share.networks,
        isEverything: key.isEverything)
    }
  }

  private static func part(_ group: AccessShare.Group) -> ShareText.Part {
    ShareText.Part(
      endpoints: group.endpoints, place: group.accounts.map { .on($0) } ?? .nowhere)
  }

  /// The most exact blocks of which there are no more than `most`, else the coarsest.
  func blocks(most: Int) -> [ImpactBlock] {
    guard exact.count > most else { return exact }
    let overInstitutions = folded(mixesNetworks: false)
    return overInstitutions.count > most ? folded(mixesNetworks: true) : overInstitutions
  }

  /// Blocks whose members differ in their accounts at most, or in their addresses too.
  ///
  /// WHY: accounts of two institutions hardly ever have the same names, and one new endpoint for
  /// a thousand institutions is one thing to read and not a thousand.
  private func folded(mixesNetworks: Bool) -> [ImpactBlock] {
    var shapes = ImpactShapes(mixesNetworks: mixesNetworks)
    for block in exact { shapes.add(block) }
    return shapes.blocks
  }

  /// Those with most at risk first; where there are many, those that concern most people.
  static func ordered(
    _ blocks: [ImpactBlock], by words: ShareText, isCrowded: Bool
  ) -> [ImpactBlock] {
    let ranked = blocks.map { block in
      (block: block, rank: block.parts.map { words.rank($0.endpoints) }.min() ?? Int.max)
    }
    return ranked.sorted { one, other in
      if one.rank != other.rank { return one.rank < other.rank }
      let (count, otherCount) = (one.block.members.count, other.block.members.count)
      if isCrowded, count != otherCount { return count > otherCount }
      return one.block.members[0] < other.block.members[0]
    }.map(\.block)
  }
}
