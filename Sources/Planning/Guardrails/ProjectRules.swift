import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// The project's own rules: each trips when a changed resource matches its query.
  static let rules = Guardrail { basis in
    basis.settings.rules.map { rule in
      guard !rule.condition.looksAtAccess else { return notJudged(rule.name.string) }
      let hit = basis.changes.filter { matches(rule.condition, $0, basis) }
      let names = hit.prefix(3).map(\.address.text).joined(separator: ", ")
      let isTripped = !hit.isEmpty
      return GuardrailOutcome(
        name: rule.name.string,
        verdict: isTripped ? (rule.refuses ? .refuse : .warn) : .pass, limit: 0,
        actual: hit.count,
        message: isTripped ? "matches \(names)" : "matches no change",
        lift: isTripped && rule.refuses ? "--lift \(rule.name)" : nil)
    }
  }

  /// A setting that this version reads and cannot hold yet is said, never passed in silence.
  static func notJudged(_ name: String) -> GuardrailOutcome {
    GuardrailOutcome(
      name: name, verdict: .warn, limit: nil, actual: 0,
      message: "not judged: it looks at access or approvals, which this version does not know",
      lift: nil)
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
