package import Diagnostics

/// What a project sets about its guardrails; absent settings have the built-in values.
package struct GuardrailSettings: Hashable, Sendable {
  /// Trips above this many removals.
  package var removalsCountMax: Int
  /// Trips above this share of what is owned, from three removals on.
  package var removalsPercentMax: Int
  /// Live keys that may gain anything; nil sets no limit.
  package var newlyExposedKeysMax: Int?
  /// Addresses or kinds that may not be deleted.
  package var protected: [Text]
  /// Classes of change that need a second person.
  package var requireApproval: [Text]
  /// Classes of change that should give a reason.
  package var requireReason: [Text]
  package var rules: [Rule]

  package struct Rule: Hashable, Sendable {
    package let name: Text
    package let condition: Query
    package let refuses: Bool

    package init(name: Text, condition: Query, refuses: Bool) {
      self.name = name
      self.condition = condition
      self.refuses = refuses
    }
  }

  /// What holds where a project says nothing (model, section 7).
  package static let builtIn = GuardrailSettings(
    removalsCountMax: 10, removalsPercentMax: 20, newlyExposedKeysMax: nil, protected: [],
    requireApproval: [], requireReason: [], rules: [])

  /// No limit and no rule at all: where a minimum says nothing.
  package static let none = GuardrailSettings(
    removalsCountMax: .max, removalsPercentMax: 100, newlyExposedKeysMax: nil, protected: [],
    requireApproval: [], requireReason: [], rules: [])

  /// These settings, nowhere looser than `least`.
  package func tightened(by least: GuardrailSettings) -> GuardrailSettings {
    GuardrailSettings(
      removalsCountMax: min(removalsCountMax, least.removalsCountMax),
      removalsPercentMax: min(removalsPercentMax, least.removalsPercentMax),
      newlyExposedKeysMax: [newlyExposedKeysMax, least.newlyExposedKeysMax].compactMap(\.self)
        .min(),
      protected: Set(protected).union(least.protected).sorted(),
      requireApproval: Set(requireApproval).union(least.requireApproval).sorted(),
      requireReason: Set(requireReason).union(least.requireReason).sorted(),
      rules: least.rules + rules.filter { !least.rules.contains($0) })
  }

  package init(
    removalsCountMax: Int, removalsPercentMax: Int, newlyExposedKeysMax: Int?, protected: [Text],
    requireApproval: [Text], requireReason: [Text], rules: [Rule]
  ) {
    self.removalsCountMax = removalsCountMax
    self.removalsPercentMax = removalsPercentMax
    self.newlyExposedKeysMax = newlyExposedKeysMax
    self.protected = protected
    self.requireApproval = requireApproval
    self.requireReason = requireReason
    self.rules = rules
  }
}
