/// The stable, kebab-case name of one kind of problem, with its page for `mandate explain CODE`.
///
/// Each room lists its own codes in one file (`…Codes.swift`) as static members and in a static
/// array; the command line joins those arrays.
package struct DiagnosticCode: Hashable, Sendable {
  package let name: String
  /// What is wrong, in one sentence.
  package let summary: String
  /// Why the rule exists and how to comply: whole sentences, plain text.
  package let explanation: String

  package init(_ name: String, _ summary: String, _ explanation: String) {
    self.name = name
    self.summary = summary
    self.explanation = explanation
  }

  package static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.name == right.name
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
