import AccessModel
package import Diagnostics
package import Plans

/// A plan as the comment of a pull request (mockups, "The pull-request comment").
///
/// It always fits: counts are exact, and what there is no room for is counted where it would stand.
/// No text of others stands outside a code span, and a marker lets a bot update its own comment.
package enum PlanMarkdown {
  /// The comment, byte for byte the same for the same plan.
  package static func bytes(of plan: Plan, _ diagnostics: [Diagnostic]) -> [UInt8] {
    var sections = [fixed(HeadlineMarkdown(plan: plan).text + proposal(plan))]
    let judgement = JudgementMarkdown(plan: plan, diagnostics: diagnostics).sections
    let access = AccessMarkdown(plan).sections
    // What refuses is read before anything else; what passes is not.
    let stops =
      plan.guardrails.contains { $0.verdict == .refuse }
      || plan.effects.tests.contains { $0.verdict == .fail && $0.isBinding }
    sections += stops ? judgement + access : access + judgement
    sections += StandingMarkdown(plan: plan).sections
    sections += [FieldMarkdown(plan: plan).section].compactMap { $0 }
    sections.append(fixed(footer(plan)))
    return Array(CommentBudget.fitted(sections).utf8)
  }

  /// A part that is always there.
  private static func fixed(_ text: String) -> CommentSection {
    CommentSection(weight: .judgement, head: text, rows: [], more: { _ in "" })
  }

  private static func proposal(_ plan: Plan) -> String {
    guard !plan.command.isEmpty else { return "" }
    let words = "mandate \(CommandWords.line(plan.command))"
    return "**Proposes:** \(CommentText.code(words, most: 1_000, in: .line))\n\n"
  }

  private static func footer(_ plan: Plan) -> String {
    let zone = Zone.of(region: plan.deployment.region)
    let local = zone == .utc ? "" : " (\(plan.createdAt.localText(in: zone)))"
    var parts = ["`\(plan.digest)`"]
    if let commit = plan.desired.commit {
      parts.append("commit " + CommentText.code(commit.slice(0..<min(7, commit.count)).string))
    }
    parts.append(plan.base.store == nil ? "no store yet" : "revision \(plan.base.revision)")
    parts.append("planned \(plan.createdAt.shortText)\(local)")
    if let next = plan.effects.later.map(\.at).min() {
      parts.append("exact until \(next.shortText)")
    }
    if plan.deployment.environment.isProduction {
      let author = plan.author.map { CommentText.code($0.description, in: .line) } ?? "nobody named"
      parts.append("actor \(author), asserted")
    }
    return "\(PlanText.summaryLine(plan))\n\n\(parts.joined(separator: " · "))\n"
  }
}
