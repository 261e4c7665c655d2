package import AccessModel
import Diagnostics
import Plans

/// Explanations for programs.
package enum ExplanationJSON {
  /// What is asked, for the head of the document.
  package struct Question: Sendable {
    package let principal: PrincipalAddress
    package let keyID: String?
    package let endpoint: String?
    package let account: String?
    package let ip: String?

    package init(
      principal: PrincipalAddress, keyID: String?, endpoint: String?, account: String?, ip: String?
    ) {
      self.principal = principal
      self.keyID = keyID
      self.endpoint = endpoint
      self.account = account
      self.ip = ip
    }
  }

  /// The document; `planned` is the explanation as the manifests would have it, where there are any.
  package static func bytes(
    _ explanation: Explanation, planned: Explanation?, _ question: Question, at instant: Instant,
    revision: Int64
  ) -> [UInt8] {
    let head: [JSONTree.Member] = [
      .init("principal", .string(question.principal.text.string)),
      .init("keyId", .optional(question.keyID)),
      .init("endpoint", .optional(question.endpoint)),
      .init("account", .optional(question.account)),
      .init("ip", .optional(question.ip)), .init("at", .string(instant.text.string)),
      .init("revision", .integer(revision)),
    ]
    let tail = JSONTree.Member("planned", planned.map { .object(members($0)) } ?? .null)
    return JSONTree.object(head + members(explanation) + [tail]).prettyBytes
  }

  private static func members(_ explanation: Explanation) -> [JSONTree.Member] {
    [
      .init("decision", .string(explanation.reason.isAllowed ? "allow" : "deny")),
      .init("reason", .string(explanation.reason.rawValue)),
      .init("rules", .array(explanation.rules.map(rule))),
      .init(
        "toChange",
        .array(explanation.suggestions.map { .array($0.map(suggestion)) })),
      .init("shortcut", explanation.shortcut.map(suggestion) ?? .null),
    ]
  }

  private static func rule(_ rule: Explanation.Rule) -> JSONTree {
    .object([
      .init("rule", .string(rule.name)), .init("holds", .boolean(rule.holds)),
      .init("facts", .array(rule.facts.map(fact))),
    ])
  }

  private static func fact(_ fact: Explanation.Fact) -> JSONTree {
    let source = fact.source.map { source in
      JSONTree.object([
        .init("file", .string(source.file.string)), .init("line", .integer(Int64(source.line))),
      ])
    }
    return .object([
      .init("label", fact.label.isEmpty ? .null : .string(fact.label)),
      .init("text", .string(fact.words)), .init("source", source ?? .null),
    ])
  }

  private static func suggestion(_ suggestion: Explanation.Suggestion) -> JSONTree {
    .object([
      .init("text", .string(suggestion.words)), .init("widens", .optional(suggestion.widened)),
    ])
  }
}
