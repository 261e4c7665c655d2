package import AccessModel
package import Plans

/// Why a principal may or may not make a call, rule by rule.
package struct Explanation: Sendable {
  /// One rule with what it found.
  package struct Rule: Hashable, Sendable {
    package let name: String
    package let holds: Bool
    package let facts: [Fact]

    package init(name: String, holds: Bool, facts: [Fact]) {
      self.name = name
      self.holds = holds
      self.facts = facts
    }
  }

  /// Something that a rule read, with the line that declares it.
  package struct Fact: Hashable, Sendable {
    /// What it is, such as `granted`; empty for what speaks for itself.
    package let label: String
    package let words: String
    package let source: Source?

    package init(_ label: String = "", _ words: String, at source: Source? = nil) {
      self.label = label
      self.words = words
      self.source = source
    }
  }

  /// What would change the answer.
  package struct Suggestion: Sendable {
    package let words: String
    /// How many principals could do more after it; nil where that is not told.
    package let widened: Int?

    package init(words: String, widened: Int?) {
      self.words = words
      self.widened = widened
    }
  }

  package let reason: AccessReason
  package let rules: [Rule]
  /// What would let the call through: one of each group, and all groups.
  package let suggestions: [[Suggestion]]
  /// What would do it alone, instead of all of them.
  package let shortcut: Suggestion?

  package init(
    reason: AccessReason, rules: [Rule], suggestions: [[Suggestion]], shortcut: Suggestion?
  ) {
    self.reason = reason
    self.rules = rules
    self.suggestions = suggestions
    self.shortcut = shortcut
  }
}

extension Explanation {
  /// What the rules found, without the lines of manifests.
  var words: [[String]] {
    rules.map { rule in [rule.name, "\(rule.holds)"] + rule.facts.flatMap { [$0.label, $0.words] } }
  }
}
