import AccessModel
import Diagnostics
import Lifecycle
import Plans

/// What a command wants to record, before anybody judged its effects.
struct RecordDraft {
  var changes: [Change] = []
  /// What the command tells people when it is done, one line each.
  var lines: [String] = []
  var warnings: [Diagnostic] = []
  /// Second persons that the act itself needs, beside those that its impact needs.
  var approvals: [RequiredApproval] = []
  /// Mails owed because of it.
  var mails: [Mail] = []
  /// Scopes that the decision rests on, beside the global one.
  var scopes: Set<Scope> = []
  /// Why parts of it cannot be done; then none of it is.
  private var problems: [LifeProblem] = []

  var hasProblem: Bool { !problems.isEmpty }

  mutating func add(_ problem: LifeProblem) { problems.append(problem) }

  mutating func add(_ change: Change?) {
    guard let change else { return }
    changes.append(change)
    scopes.formUnion(change.scopes)
  }

  /// Throws everything that stands in the way: wrong moves first, for they outrank rights.
  func requireNoProblem() throws(CommandFailure) {
    guard !problems.isEmpty else { return }
    guard problems.contains(where: { $0.sort == .illegal }) else {
      throw .prohibited(
        problems.map { Prohibition(rule: $0.code.name, message: $0.message, help: $0.help) })
    }
    throw .diagnostics(
      problems.map { Diagnostic(.error, $0.code, $0.message, at: nil, help: $0.help) })
  }
}
