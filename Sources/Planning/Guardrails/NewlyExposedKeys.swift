import AccessModel
import Plans

extension Guardrail {
  /// How many live keys may gain anything at once, where the project sets a limit.
  static let newlyExposedKeys = Guardrail { basis in
    guard let limit = basis.settings.newlyExposedKeysMax else { return [] }
    let actual = basis.effects.evidence.exposedKeys
    let isTripped = actual > limit
    return [
      GuardrailOutcome(
        name: "maxNewlyExposedKeys", verdict: isTripped ? .refuse : .pass, limit: limit,
        actual: actual,
        message: isTripped
          ? "\(actual) live keys would gain access, more than \(limit)"
          : "\(actual) live keys gain access",
        lift: isTripped ? "--lift maxNewlyExposedKeys" : nil)
    ]
  }
}
