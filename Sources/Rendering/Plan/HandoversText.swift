import AccessModel
import Diagnostics
import Plans

/// Access that passes to another person, which no difference of principals shows.
struct HandoversText {
  let isFull: Bool

  /// So many are named; more are counted.
  private static let namedMax = 8

  func append(_ handovers: [Handover], to text: inout StyledText) {
    guard !handovers.isEmpty else { return }
    text.appendLine("Passes to another person, with all its access (\(handovers.count))", .strong)
    let shown = isFull ? handovers.count : Self.namedMax
    for handover in handovers.prefix(shown) {
      text.append("  ")
      text.append("! ", .warning)
      text.appendLine("\(handover.principal): from \(handover.from) to \(handover.to)")
    }
    if handovers.count > shown {
      text.appendLine("  ... and \(handovers.count - shown) more (--full lists them)")
    }
    text.appendLine()
  }
}
