import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// Warns about changes of some classes that say no reason.
  ///
  /// Of the classes only `unrestricted` can be told without access; a deletion has no manifest left
  /// that could say why, so it is counted always.
  static let requireReason = Guardrail { basis in
    let classes = Set(basis.settings.requireReason.map(\.string))
    guard !classes.isEmpty else { return [] }
    let silent = basis.changes.filter { $0.reason == nil && isOf(classes, $0) }
    let names = silent.prefix(3).map(\.address.text).joined(separator: ", ")
    let more = silent.count > 3 ? " and \(silent.count - 3) more" : ""
    return [
      GuardrailOutcome(
        name: "requireReason", verdict: silent.isEmpty ? .pass : .warn, limit: 0,
        actual: silent.count,
        message: silent.isEmpty
          ? "every change that needs one gives a reason"
          : "no reason given for \(names)\(more)", lift: nil)
    ]
  }

  private static func isOf(_ classes: Set<String>, _ change: Change) -> Bool {
    if change.action == .delete { return classes.contains("delete") }
    guard classes.contains("unrestricted"), let after = change.after?.resource else { return false }
    return after.kind == .ipWhitelist
      && after[IPWhitelistFields.mode].text?.is("unrestricted") == true
      && change.before?.resource[IPWhitelistFields.mode] != after[IPWhitelistFields.mode]
  }
}
