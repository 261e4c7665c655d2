import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// Warns about changes of some classes that say no reason.
  ///
  /// A deletion has no manifest left that could say why, so it is counted always.
  static let requireReason = Guardrail { basis in
    let classes = Set(basis.settings.requireReason)
    guard !classes.isEmpty else { return [] }
    var gains = GainClasses(basis.effects)
    let words = gains.wordsByChange()
    let silent = basis.changes.filter { change in
      guard change.reason == nil else { return false }
      if change.after == nil, classes.contains("delete") { return true }
      return opensList(change) && classes.contains("unrestricted")
        || !classes.isDisjoint(with: words[change.address] ?? [])
    }
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

  /// Whether a list is opened to every address, even when nobody uses it yet.
  private static func opensList(_ change: Change) -> Bool {
    guard let after = change.after?.resource, after.kind == .ipWhitelist else { return false }
    return after[IPWhitelistFields.mode].text?.is("unrestricted") == true
      && change.before?.resource[IPWhitelistFields.mode] != after[IPWhitelistFields.mode]
  }
}
