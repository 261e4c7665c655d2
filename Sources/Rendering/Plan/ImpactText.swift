import AccessModel
import Diagnostics
package import Plans

/// Who gains and who loses what, for people (mockups, "The plan on an 80-column terminal").
///
/// Used by plans and by the commands that change access without a plan.
package struct ImpactText {
  /// Whether everything is listed, or the alike is folded and the many are counted.
  private let isFull: Bool
  /// Whether every key that ends is named, however many there are.
  private let namesEveryKey: Bool

  package init(isFull: Bool, namesEveryKey: Bool = false) {
    self.isFull = isFull
    self.namesEveryKey = isFull || namesEveryKey
  }

  /// Appends the totals, the losses, the gains, what time will change, and what people hold.
  package func append(_ effects: PlanEffects, to text: inout StyledText) {
    let names = PrincipalNames(effects.access.map(\.principal))
    text.appendLine(Self.totals(effects, names), .strong)
    var hides = false
    for side in [ImpactFolding.Side.lost, .gained] {
      let section = ImpactSection(
        impacts: effects.access, side: side, names: names,
        words: ShareText(classes: effects.classes, isFull: isFull), isFull: isFull)
      if section.append(to: &text) { hides = true }
    }
    if hides { text.appendLine("  (--full lists what is only counted here)", .faint) }
    text.appendLine()
    appendStanding(effects, to: &text)
  }

  /// Appends the keys that end, what time will change and what people hold.
  func appendStanding(_ effects: PlanEffects, to text: inout StyledText) {
    EndedKeysText(isFull: namesEveryKey).append(effects.endedKeys, to: &text)
    HandoversText(isFull: isFull).append(effects.handovers, to: &text)
    LaterText(isFull: isFull).append(effects.later, to: &text)
    OverridesText(isFull: isFull).append(effects.overrides, to: &text)
  }

  /// Such as `Access at harbour-capital: 3 lose, 2 gain, 8 unchanged; 6 keys touched`.
  private static func totals(_ effects: PlanEffects, _ names: PrincipalNames) -> String {
    guard !effects.access.isEmpty else { return "Access: no principal's access changes" }
    let (losing, gaining) = (effects.narrowing, effects.widening)
    let kept = effects.unchanged.map { ", \($0) unchanged" } ?? ""
    let keys = effects.access.reduce(0) { $0 + $1.keys.count }
    let touched = keys == 0 ? "" : "; \(keys) \(keys == 1 ? "key" : "keys") touched"
    return "Access\(place(effects, names)): \(losing) \(losing == 1 ? "loses" : "lose"), "
      + "\(gaining) \(gaining == 1 ? "gains" : "gain")\(kept)\(touched)"
  }

  private static func place(_ effects: PlanEffects, _ names: PrincipalNames) -> String {
    if let only = names.onlyInstitution { return only.isEmpty ? "" : " at \(only)" }
    let count = Set(effects.access.map(\.principal.institution)).subtracting([.empty]).count
    return " at \(count) \(count == 1 ? "institution" : "institutions")"
  }
}
