import AccessModel
import Diagnostics
package import Plans

/// A plan as people read it (mockups, "The plan on an 80-column terminal").
package struct PlanText {
  /// Whether every line is shown, or runs of alike changes are folded with exact counts.
  private let isFull: Bool

  /// Longer addresses push their place to the right instead of widening every row.
  private static let addressWidthMax = 64

  package init(isFull: Bool) { self.isFull = isFull }

  package func rendered(_ plan: Plan) -> StyledText {
    var text = StyledText()
    appendHead(plan, to: &text)
    appendChanges(plan, to: &text)
    MovesText(isFull: isFull).append(plan.changes, to: &text)
    WaitingText(isFull: isFull).append(plan.waiting, to: &text)
    appendEffects(plan.effects, to: &text)
    GuardrailsText.append(plan, to: &text)
    if !plan.changes.isEmpty || !plan.command.isEmpty {
      text.appendLine("Digest  \(plan.digest)")
      text.appendLine("Takes effect at apply")
      text.appendLine()
    }
    text.appendLine(Self.summaryLine(plan), .strong)
    return text
  }

  /// The line that ends every plan.
  package static func summaryLine(_ plan: Plan) -> String {
    guard !plan.changes.isEmpty else {
      return plan.command.isEmpty ? "Plan: nothing to change." : "Plan: one command."
    }
    let summary = plan.summary
    let rename = summary.rename > 0 ? ", \(summary.rename) to rename" : ""
    let adopt = summary.adopt > 0 ? ", \(summary.adopt) to adopt" : ""
    return "Plan: \(summary.create) to create, \(summary.update) to update, "
      + "\(summary.delete) to delete\(rename)\(adopt); \(accessWords(plan.effects))."
  }

  /// Such as `2 principals widen, 1 narrows`.
  private static func accessWords(_ effects: PlanEffects) -> String {
    let (widening, narrowing) = (effects.widening, effects.narrowing)
    let passing = effects.handovers.count
    let passes =
      (passing == 0 ? "" : ", \(passing) \(passing == 1 ? "passes" : "pass") to another person")
      + endings(effects.endedKeys.count)
    guard widening > 0 || narrowing > 0 else { return "no principal's access changes\(passes)" }
    let widen = widening == 1 ? "1 principal widens" : "\(widening) principals widen"
    return "\(widen), \(narrowing) \(narrowing == 1 ? "narrows" : "narrow")\(passes)"
  }

  private static func endings(_ count: Int) -> String {
    count == 0 ? "" : "; \(count) \(count == 1 ? "key ends" : "keys end")"
  }

  private func appendHead(_ plan: Plan, to text: inout StyledText) {
    let zone = Zone.of(region: plan.deployment.region)
    let local = zone == .utc ? "" : " (\(plan.createdAt.localText(in: zone)))"
    let isProposal = !plan.command.isEmpty
    text.append(isProposal ? "mandate proposal" : "mandate plan", .strong)
    text.appendLine(
      "   \(isProposal ? "" : "\(plan.owner)   ")\(plan.deployment)   at \(plan.createdAt.shortText)\(local)"
    )
    let commit =
      plan.desired.commit.map { "commit \($0.slice(0..<min(7, $0.count))), clean   " } ?? ""
    let base =
      plan.base.store == nil
      ? "no store there: planned from nothing, and apply would create one"
      : "revision \(plan.base.revision)"
    let noun = plan.desired.resources == 1 ? "resource" : "resources"
    let declared = plan.command.isEmpty ? "   \(plan.desired.resources) \(noun) declared" : ""
    text.appendLine("\(commit)\(base)\(declared)")
    if !plan.command.isEmpty {
      text.appendLine("proposes  mandate \(CommandWords.line(plan.command))")
    }
    if let next = plan.effects.later.map(\.at).min() {
      text.appendLine("exact until \(next.shortText)")
    }
    if plan.deployment.environment.isProduction {
      let author = plan.author?.description ?? "nobody named"
      text.appendLine(
        "actor \(author), asserted: a store in a file takes the actor's word", .warning)
    }
    text.appendLine()
  }

  // MARK: Changes

  private func appendChanges(_ plan: Plan, to text: inout StyledText) {
    guard !plan.changes.isEmpty else { return }
    text.appendLine("Changes (\(plan.changes.count)), in the order of execution", .strong)
    let stepWidth = String(plan.changes.count).count
    let runs = ChangeRun.runs(of: plan.changes, foldsFrom: isFull ? Int.max : 8)
    let addressWidth =
      runs.flatMap(\.shown)
      .map { TerminalText.width(of: ChangeText.shownAddress(plan.changes[$0])) }
      .filter { $0 <= Self.addressWidthMax }.max() ?? 0
    let directions = plan.changes.map { plan.effects.directions[$0.address] ?? .neutral }
    let directionWidth =
      runs.flatMap(\.shown).map { ChangeText.word(directions[$0]).utf8.count }
      .max() ?? 0
    for run in runs {
      for index in run.shown {
        ChangeText(
          change: plan.changes[index], step: index + 1, stepWidth: stepWidth,
          direction: directions[index], directionWidth: directionWidth, addressWidth: addressWidth
        ).append(to: &text, showsCreatedFields: isFull || !plan.command.isEmpty)
      }
      if let folded = run.folded {
        let mark = ChangeText.mark(run.action)
        text.append("  " + String(repeating: " ", count: stepWidth) + " ")
        text.append(mark.glyph, mark.style)
        let moved = Self.words(directions[run.shown.upperBound..<run.shown.upperBound + folded])
        text.appendLine(" \(folded) more \(run.label)\(moved) (--full lists them)", .faint)
      }
    }
    text.appendLine()
  }

  /// Such as `, of which 40 WIDEN`.
  private static func words(_ directions: ArraySlice<Direction>) -> String {
    let narrowing = directions.count(where: \.narrows)
    let widening = directions.count(where: \.widens)
    let parts = [(narrowing, "NARROW"), (widening, "WIDEN")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "S" : "")" }
    return parts.isEmpty ? "" : ", of which \(parts.joined(separator: " and "))"
  }

  // MARK: Effects

  private func appendEffects(_ effects: PlanEffects, to text: inout StyledText) {
    let impact = ImpactText(isFull: isFull)
    if effects.access.isEmpty {
      impact.appendStanding(effects, to: &text)
    } else {
      impact.append(effects, to: &text)
    }
    TestsText(isFull: isFull).append(effects.tests, to: &text)
  }
}
