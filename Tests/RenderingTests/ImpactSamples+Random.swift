import AccessModel
import Diagnostics
import Plans
import TestSupport

extension ImpactSamples {
  private static let endpoints = [
    "trade.order.place", "trade.order.cancel", "trade.order.replace", "trade.cash.get",
    "market.stock.snapshot.list", "market.stock.list", "market.option.chain",
    "broker.journal.create",
    "broker.opening.submit", "account.password.reset", "account.transfer.create", "news.list",
  ]

  /// Effects of few sorts for some principals or of many sorts for many.
  static func random(_ random: inout SeededRandom) -> PlanEffects {
    let institutions = random.int(in: 1...random.pick([1, 3, 12]))
    let sorts = (0..<random.int(in: 1...random.pick([2, 30]))).map { _ in share(&random) }
    let count = random.int(in: 1...random.pick([3, 40]))
    var impacts: [AccessImpact] = []
    for number in 0..<count {
      let firm = "firm-\(random.int(in: 1...institutions))"
      let gained = random.oneIn(3) ? AccessShare.nothing : random.pick(sorts)
      let lost = gained.isEmpty || random.oneIn(4) ? random.pick(sorts) : .nothing
      let isOneSided = gained.isEmpty != lost.isEmpty
      impacts.append(
        impact(
          principal(number, firm, &random), gained: gained, lost: lost,
          keys: random.pick(["", "AK\(number)", "AK\(number) AK\(number)#1"]),
          isEverything: isOneSided && random.oneIn(5)))
    }
    return effects(impacts)
  }

  private static func principal(
    _ number: Int, _ firm: String, _ random: inout SeededRandom
  ) -> PrincipalAddress {
    switch random.int(in: 0...9) {
    case 0:
      PrincipalAddress(
        .apiUser(institution: Text(firm), application: "app", user: Text("u\(number)")))
    case 1: PrincipalAddress(.retailKey(client: "amy", key: Text("k\(number)")))
    default: trader("t\(number)", of: firm)
    }
  }

  /// Never empty.
  private static func share(_ random: inout SeededRandom) -> AccessShare {
    var places: [[Text]?: [Text]] = [:]
    let accounts: [[Text]?] = [
      nil, ["main"], ["eq-prop", "opt-prop"], (1...9).map { Text("acc-\($0)") },
    ]
    for id in endpoints where random.oneIn(3) {
      places[random.pick(accounts), default: []].append(Text(id))
    }
    let groups = places.map { AccessShare.Group(endpoints: $1.sorted(), accounts: $0) }
      .sorted { $0.endpoints[0] < $1.endpoints[0] }
    let blocks = (0..<random.pick([0, 1, 6])).map { _ in
      CIDR(IPAddress(v4: UInt32(random.int(in: 1...0xFFFF)) << 12), prefixLength: 26)
    }
    let isEmpty = groups.isEmpty && blocks.isEmpty
    return isEmpty
      ? share([group("news.list", on: nil)])
      : AccessShare(
        groups: groups, networks: AddressSet(blocks).blocks)
  }

  /// The same effects with the groups of every share cut into pieces at random.
  static func regrouped(_ effects: PlanEffects, _ random: inout SeededRandom) -> PlanEffects {
    var other = effects
    func cut(_ share: AccessShare, _ random: inout SeededRandom) -> AccessShare {
      let groups = share.groups.flatMap { group -> [AccessShare.Group] in
        guard random.oneIn(2) else { return [group] }
        return group.endpoints.map { AccessShare.Group(endpoints: [$0], accounts: group.accounts) }
      }
      return AccessShare(
        groups: groups.sorted { $0.endpoints[0] < $1.endpoints[0] }, networks: share.networks)
    }
    other.access = effects.access.map { impact in
      AccessImpact(
        principal: impact.principal, gained: cut(impact.gained, &random),
        lost: cut(impact.lost, &random), keys: impact.keys, because: impact.because,
        isEverything: impact.isEverything)
    }
    return other
  }

  /// Every principal with another impact.
  static func scattered(_ count: Int) -> PlanEffects {
    effects(
      (0..<count).map { number in
        let ids = ["trade.order.x\(number)", "read.y\(number)", "a.transfer.z\(number)"]
        return impact(
          trader("t\(number)", of: "firm-\(number % 7)"),
          gained: share([group(ids[number % 3], on: "main")], "10.0.\(number).0/24"))
      })
  }
}
