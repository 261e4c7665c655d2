package import AccessModel
import Diagnostics

extension ExplanationBuilder {
  /// What a principal may do altogether, and why; `obstacles` keep it from being alive.
  package func overview(_ obstacles: [CallObstacle]) -> Explanation {
    let access = facts.obstacle == nil ? view.access(from: facts) : nil
    let network = facts.networks.isEmpty
    let (ofKey, others) = (
      obstacles.filter { $0.rule == .key }, obstacles.filter { $0.rule != .key }
    )
    let keyRule = Explanation.Rule(
      name: RuleName.key.rawValue, holds: ofKey.isEmpty, facts: keyFacts(ofKey))
    let rules =
      (key == nil ? [] : [keyRule]) + [
        Explanation.Rule(
          name: RuleName.alive.rawValue, holds: others.isEmpty, facts: alive(others)),
        Explanation.Rule(
          name: RuleName.endpoint.rawValue, holds: access != nil || network,
          facts: endpoints(access)),
        Explanation.Rule(
          name: RuleName.licence.rawValue, holds: facts.isLicensed,
          facts: [.init("", licenceWords)]),
        Explanation.Rule(name: RuleName.account.rawValue, holds: true, facts: accountsByClass),
        Explanation.Rule(
          name: RuleName.network.rawValue, holds: !network, facts: self.network(nil)),
      ]
    return Explanation(
      reason: reason(access, obstacles), rules: rules,
      suggestions: obstacles.map { obstacle in
        [
          RemedyWords(facts: facts, key: key, view: view).suggestion(
            CallRemedy(action: .other(obstacle), widened: nil))
        ]
      }, shortcut: nil)
  }

  private var licenceWords: String {
    guard facts.sources.key == nil else { return "none is asked of retail" }
    return facts.isLicensed ? "in force, or not asked for" : "none in force"
  }

  private func reason(_ access: EffectiveAccess?, _ obstacles: [CallObstacle]) -> AccessReason {
    let reasons = Set(obstacles.map(\.reason))
    if let first = AccessReason.allCases.first(where: reasons.contains) { return first }
    if let obstacle = facts.obstacle { return obstacle }
    let networks = key?.ownLevel.map(facts.networks.intersection) ?? facts.networks
    if networks.isEmpty { return .addressNotListed }
    return access == nil ? .endpointNotGranted : .allowed
  }

  /// The endpoints by class, and what is granted without effect.
  private func endpoints(_ access: EffectiveAccess?) -> [Explanation.Fact] {
    let table = view.register.table
    let rows = access?.rows ?? table.none
    let classes = EndpointTable.RiskClass.allCases.compactMap { riskClass -> Explanation.Fact? in
      let ids = rows.filter { table.rows[$0].riskClass == riskClass }.map { table.rows[$0].id }
      guard !ids.isEmpty else { return nil }
      return .init(riskClass.name, ids.map(\.string).joined(separator: ", "))
    }
    let idle = facts.granted.subtracting(rows)
    let waiting: [Explanation.Fact] =
      idle.isEmpty
      ? [] : [.init("no effect", table.ids(of: idle).map(\.string).joined(separator: ", "))]
    return [.init("", "\(rows.count) endpoints")] + classes + waiting
  }

  private var accountsByClass: [Explanation.Fact] {
    let classes = EndpointTable.RiskClass.allCases
    let lists = classes.map { facts.accounts[$0].map(\.string).joined(separator: ", ") }
    guard Set(lists).count > 1 else {
      return [.init("", lists[0].isEmpty ? "none" : lists[0])]
    }
    return zip(classes, lists).map { .init($0.name, $1.isEmpty ? "none" : $1) }
  }
}
