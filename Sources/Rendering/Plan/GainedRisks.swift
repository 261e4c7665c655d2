import AccessModel
import Diagnostics
import Plans

/// What principals gain that can do harm, told without looking at the same lists twice.
struct GainedRisks {
  private let words: ShareText
  private var lists = ArrayNumbering<Text>()
  /// By the number of a list of endpoints, the classes in it.
  private var known: [Int: Set<EndpointTable.RiskClass>] = [:]
  private var networks = ArrayNumbering<CIDR>()
  /// By the number of a list of blocks, whether it is most of a family.
  private var knownWide: [Int: Bool] = [:]

  init(_ classes: [Text: EndpointTable.RiskClass]) {
    words = ShareText(classes: classes, isFull: false)
  }

  /// The classes of what is gained.
  mutating func classes(of impact: AccessImpact) -> Set<EndpointTable.RiskClass> {
    impact.gained.groups.reduce(into: []) { $0.formUnion(classes(of: $1.endpoints)) }
  }

  private mutating func classes(of endpoints: [Text]) -> Set<EndpointTable.RiskClass> {
    let number = lists.number(of: endpoints)
    if let found = known[number] { return found }
    let found = Set(endpoints.map(words.riskClass))
    known[number] = found
    return found
  }

  /// Whether the addresses gained are more than half of all IPv4 or of all IPv6 addresses.
  mutating func isWide(_ impact: AccessImpact) -> Bool {
    let blocks = impact.gained.networks
    guard !blocks.isEmpty else { return false }
    let number = networks.number(of: blocks)
    if let found = knownWide[number] { return found }
    let set = AddressSet(blocks)
    let isWide = UInt128(set.v4Count) > 1 << 31 || set.v6Count > 1 << 127
    knownWide[number] = isWide
    return isWide
  }

  /// How many principals gain such addresses.
  static func wideCount(_ effects: PlanEffects) -> Int {
    var risks = GainedRisks(effects.classes)
    return effects.access.count { risks.isWide($0) }
  }

  /// How many principals gain something of each class that anybody gains.
  static func counts(_ effects: PlanEffects) -> [EndpointTable.RiskClass: Int] {
    var risks = GainedRisks(effects.classes)
    var counts: [EndpointTable.RiskClass: Int] = [:]
    for impact in effects.access {
      for riskClass in risks.classes(of: impact) { counts[riskClass, default: 0] += 1 }
    }
    return counts
  }
}
