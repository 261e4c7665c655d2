import AccessModel
import Plans

extension Guardrail {
  /// How much one apply may remove, by count and, from three removals on, by share.
  static let maxRemovals = Guardrail { basis in
    let removals = basis.deletions.count
    let settings = basis.settings
    let isOverCount = removals > settings.removalsCountMax
    let isOverShare =
      removals >= 3 && removals * 100 > settings.removalsPercentMax * basis.ownedBefore
    let share = "\(removals) of \(basis.ownedBefore)"
    let message =
      if isOverCount {
        "\(share) would be removed, more than \(settings.removalsCountMax)"
      } else if isOverShare {
        "\(share) would be removed, more than \(settings.removalsPercentMax) percent"
      } else {
        "\(share) are removed"
      }
    let isTripped = isOverCount || isOverShare
    return [
      GuardrailOutcome(
        name: "maxRemovals", verdict: isTripped ? .refuse : .pass,
        limit: settings.removalsCountMax, actual: removals, message: message,
        lift: isTripped ? "--lift maxRemovals" : nil)
    ]
  }
}
