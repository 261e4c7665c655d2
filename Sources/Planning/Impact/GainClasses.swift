import AccessModel
import Diagnostics
import Plans

/// Which classes of widening an impact and a change are: `widening`, `funds`, `unrestricted` ...
struct GainClasses {
  private let effects: PlanEffects
  private var known: [AccessShare.Group: Set<EndpointTable.RiskClass>] = [:]

  init(_ effects: PlanEffects) { self.effects = effects }

  /// The words of `dualControl` and `requireApproval` that an impact is; none without any gain.
  mutating func words(of impact: AccessImpact) -> Set<Text> {
    guard !impact.gained.isEmpty else { return [] }
    var words: Set<Text> = ["widening"]
    for group in impact.gained.groups {
      for riskClass in classes(of: group) { words.insert(Text(riskClass.name)) }
    }
    if effects.evidence.unrestricted.contains(impact.principal) { words.insert("unrestricted") }
    return words
  }

  /// The same by changed address: what a change is, because an impact names it.
  mutating func wordsByChange() -> [Address: Set<Text>] {
    var result: [Address: Set<Text>] = [:]
    for impact in effects.access + effects.evidence.otherGains {
      let words = words(of: impact)
      for address in impact.because { result[address, default: []].formUnion(words) }
    }
    return result
  }

  private mutating func classes(of group: AccessShare.Group) -> Set<EndpointTable.RiskClass> {
    if let found = known[group] { return found }
    let classes = Set(group.endpoints.compactMap { effects.classes[$0] })
    known[group] = classes
    return classes
  }
}
