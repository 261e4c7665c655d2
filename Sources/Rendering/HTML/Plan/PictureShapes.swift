import AccessModel
import Diagnostics
import Plans

/// The boxes on the left of the picture: principals that are alike but for accounts and addresses.
struct PictureShapes {
  private(set) var nodes: [PictureNode] = []
  private(set) var totals: [PictureTarget: ImpactPicture.Totals] = [:]

  /// So many groups have a box of their own; the others share one.
  private static let nodesMax = 7

  /// How much of each thing is lost and gained; addresses by the number of their list.
  private struct Shape: Hashable {
    var lost: [PictureTarget: Int] = [:]
    var gained: [PictureTarget: Int] = [:]
  }

  private struct Gathered {
    var members: [PrincipalAddress]
    let shape: Shape
    let first: AccessImpact
    let rank: Int
  }

  init(_ effects: PlanEffects, _ names: PrincipalNames) {
    let gathered = Self.gathered(effects)
    for group in gathered {
      for target in PictureTarget.allCases {
        let loses = group.shape.lost[target] != nil, gains = group.shape.gained[target] != nil
        guard loses || gains else { continue }
        totals[target, default: .init()].losing += loses ? group.members.count : 0
        totals[target, default: .init()].gaining += gains ? group.members.count : 0
      }
    }
    let isCut = gathered.count > Self.nodesMax + 1
    let shown = isCut ? Self.nodesMax : gathered.count
    nodes = gathered.prefix(shown).map { Self.node($0, names) }
    if isCut { nodes.append(Self.rest(gathered[shown...])) }
  }

  private static func gathered(_ effects: PlanEffects) -> [Gathered] {
    var table = ShareTable()
    var networks = ArrayNumbering<CIDR>()
    let words = ShareText(classes: effects.classes, isFull: false)
    var counts: [Int: [PictureTarget: Int]] = [:]
    var places: [Shape: Int] = [:]
    var found: [Gathered] = []
    func amounts(_ share: AccessShare) -> [PictureTarget: Int] {
      let number = table.number(of: share)
      if let known = counts[number] { return known }
      var amounts: [PictureTarget: Int] = [:]
      for endpoint in share.groups.flatMap(\.endpoints) {
        amounts[PictureTarget(words.riskClass(of: endpoint)), default: 0] += 1
      }
      if !share.networks.isEmpty { amounts[.networks] = networks.number(of: share.networks) }
      counts[number] = amounts
      return amounts
    }
    for impact in effects.access {
      let shape = Shape(lost: amounts(impact.lost), gained: amounts(impact.gained))
      if let place = places[shape] {
        found[place].members.append(impact.principal)
      } else {
        places[shape] = found.count
        let endpoints = [impact.lost, impact.gained].flatMap { $0.groups.flatMap(\.endpoints) }
        found.append(
          Gathered(
            members: [impact.principal], shape: shape, first: impact,
            rank: words.rank(endpoints)))
      }
    }
    return found.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      return (a.rank, -a.members.count, one.offset) < (b.rank, -b.members.count, other.offset)
    }.map(\.element)
  }

  private static func node(_ group: Gathered, _ names: PrincipalNames) -> PictureNode {
    let title =
      group.members.count <= 2
      ? group.members.map(names.label).joined(separator: ", ") : names.count(group.members)
    return PictureNode(
      title: title,
      links: PictureTarget.allCases.flatMap { target in
        links(target, group.shape.lost[target], isLoss: true, group.first.lost)
          + links(target, group.shape.gained[target], isLoss: false, group.first.gained)
      })
  }

  private static func links(
    _ target: PictureTarget, _ amount: Int?, isLoss: Bool, _ share: AccessShare
  ) -> [PictureNode.Link] {
    guard let amount else { return [] }
    let words =
      target == .networks
      ? NetworkText(isFull: false).counts(of: share.networks) : counted(amount, "endpoint")
    return [.init(target: target, isLoss: isLoss, words: "\(isLoss ? "loses" : "gains") \(words)")]
  }

  /// All who have no box of their own, with how many lose and gain each thing.
  private static func rest(_ groups: ArraySlice<Gathered>) -> PictureNode {
    func count(_ isWanted: (Shape) -> Bool) -> Int {
      groups.reduce(0) { $0 + (isWanted($1.shape) ? $1.members.count : 0) }
    }
    let links = PictureTarget.allCases.flatMap { target in
      [
        (true, count { $0.lost[target] != nil }), (false, count { $0.gained[target] != nil }),
      ].filter { $0.1 > 0 }.map { isLoss, members in
        let verb = isLoss ? "lose" : "gain"
        return PictureNode.Link(
          target: target, isLoss: isLoss,
          words: "\(grouped(members)) \(verb)\(members == 1 ? "s" : "")")
      }
    }
    return PictureNode(
      title: "\(grouped(count { _ in true })) more, in \(grouped(groups.count)) other ways",
      links: links)
  }
}
