import AccessModel
import Diagnostics
import Plans

/// Which risk classes principals gain, told without looking at the same endpoints twice.
struct GainedRisks {
  private let words: ShareText
  private var lists = ArrayNumbering<Text>()
  /// By the number of a list of endpoints, the classes in it.
  private var known: [Int: Set<EndpointTable.RiskClass>] = [:]

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
