import AccessModel
import Diagnostics
import Plans

/// Principals of one institution to whom a plan does exactly the same, gains and losses together.
struct ImpactGroup {
  /// Empty for retail clients.
  let institution: Text
  /// Their places in the list of impacts, ascending.
  var members: [Int]
  let lost: ImpactBlock?
  let gained: ImpactBlock?

  var direction: Direction { Direction(gains: gained != nil, loses: lost != nil) }

  /// All endpoints that are concerned.
  var endpoints: [Text] {
    [lost, gained].compactMap { $0 }.flatMap { $0.parts.flatMap(\.endpoints) }
  }
}

/// Makes groups of impacts; everybody who is concerned is in exactly one.
struct ImpactGroups {
  /// Those with most at risk first, then the larger ones.
  let all: [ImpactGroup]

  private struct Key: Hashable {
    let institution: Text
    let lost: Int
    let gained: Int
    let isEverything: Bool
  }

  init(_ impacts: [AccessImpact], _ words: ShareText) {
    var table = ShareTable()
    var places: [Key: Int] = [:]
    var groups: [ImpactGroup] = []
    for (index, impact) in impacts.enumerated() {
      let key = Key(
        institution: impact.principal.institution, lost: table.number(of: impact.lost),
        gained: table.number(of: impact.gained), isEverything: impact.isEverything)
      if let place = places[key] {
        groups[place].members.append(index)
        continue
      }
      places[key] = groups.count
      groups.append(
        ImpactGroup(
          institution: key.institution, members: [index],
          lost: Self.block(table.shares[key.lost], key.isEverything),
          gained: Self.block(table.shares[key.gained], key.isEverything)))
    }
    all = Self.ordered(groups, words)
  }

  private static func block(_ share: AccessShare, _ isEverything: Bool) -> ImpactBlock? {
    guard !share.isEmpty else { return nil }
    let parts = share.groups.map { group in
      ShareText.Part(
        endpoints: group.endpoints, place: group.accounts.map { .on($0) } ?? .nowhere)
    }
    return ImpactBlock(
      members: [], parts: parts, networks: share.networks, isEverything: isEverything)
  }

  private static func ordered(_ groups: [ImpactGroup], _ words: ShareText) -> [ImpactGroup] {
    groups.map { (group: $0, rank: words.rank($0.endpoints)) }.sorted { one, other in
      if one.rank != other.rank { return one.rank < other.rank }
      let (count, otherCount) = (one.group.members.count, other.group.members.count)
      if count != otherCount { return count > otherCount }
      return one.group.members[0] < other.group.members[0]
    }.map(\.group)
  }
}
