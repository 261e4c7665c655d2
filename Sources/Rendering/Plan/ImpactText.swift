import AccessModel
import Diagnostics
package import Plans

/// Who gains and who loses what, for people (mockups, "The plan on an 80-column terminal").
///
/// Used by plans and by the commands that change access without a plan.
package struct ImpactText {
  /// Whether everything is listed, or the alike is folded and the many are counted.
  private let isFull: Bool

  package init(isFull: Bool) { self.isFull = isFull }

  /// Appends the totals and who is concerned.
  package func append(_ effects: PlanEffects, to text: inout StyledText) {
    text.appendLine(Self.totals(effects), .strong)
    text.appendLine()
  }

  /// Such as `Access: 3 lose, 2 gain, 8 unchanged`.
  private static func totals(_ effects: PlanEffects) -> String {
    guard !effects.access.isEmpty else { return "Access: no principal's access changes" }
    let (losing, gaining) = (effects.narrowing, effects.widening)
    let kept = effects.unchanged.map { ", \($0) unchanged" } ?? ""
    return "Access: \(losing) \(losing == 1 ? "loses" : "lose"), "
      + "\(gaining) \(gaining == 1 ? "gains" : "gain")\(kept)"
  }
}
