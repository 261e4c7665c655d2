import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// The project's own rules: each trips when a changed resource or a gained access matches.
  static let rules = Guardrail { basis in
    basis.settings.rules.map { rule in
      let hit = hits(of: rule.condition, basis)
      let names = hit.prefix(3).joined(separator: ", ")
      let isTripped = !hit.isEmpty
      return GuardrailOutcome(
        name: rule.name.string,
        verdict: isTripped ? (rule.refuses ? .refuse : .warn) : .pass, limit: 0,
        actual: hit.count,
        message: isTripped
          ? "matches \(names)\(hit.count > 3 ? " and \(hit.count - 3) more" : "")"
          : "matches no change",
        lift: isTripped && rule.refuses ? "--lift \(rule.name)" : nil)
    }
  }

  /// The addresses of what a rule speaks of: principals where it looks at access, else changes.
  private static func hits(of query: Query, _ basis: GuardrailBasis) -> [String] {
    if query.looksAtAccess {
      return (basis.effects.evidence.ruleMatches[query] ?? []).map(\.description)
    }
    return basis.changes.filter { matches(query, $0, basis) }.map(\.address.text)
  }

  private static func matches(_ query: Query, _ change: Change, _ basis: GuardrailBasis) -> Bool {
    [change.before?.resource, change.after?.resource].contains { resource in
      guard let resource else { return false }
      let institution = Address(.institution, name: resource.address.institution)
      return resource.satisfies(
        query, institution: basis.after[institution] ?? basis.before[institution])
    }
  }
}
