import AccessModel
import Diagnostics
import Plans

/// The line that says in a moment what a plan means: what stops it, who loses, who gains.
struct HeadlineMarkdown {
  let plan: Plan

  /// With the marker before it.
  var text: String {
    let environment = CommentText.code(plan.deployment.description, in: .line)
    let subject =
      plan.command.isEmpty
      ? "mandate: \(CommentText.code(plan.owner.string, in: .line)) (\(environment))"
      : "mandate proposal (\(environment))"
    return CommentMarker.line(owner: plan.owner) + "\n### \(subject): "
      + facts.joined(separator: ", ") + "\n\n"
  }

  private var facts: [String] {
    let facts = stops + losses + gains + endings + approvals
    if !facts.isEmpty { return facts }
    if plan.changes.isEmpty {
      return [plan.command.isEmpty ? "nothing to change" : "one command"]
    }
    return ["\(CommentText.counted(plan.changes.count, "change")), no principal's access changes"]
  }

  private var stops: [String] {
    let refusing = plan.guardrails.count { $0.verdict == .refuse }
    let failing = plan.effects.tests.count { $0.verdict == .fail && $0.isBinding }
    var stops: [String] = []
    if refusing > 0 { stops.append("**refused by \(CommentText.counted(refusing, "guardrail"))**") }
    if failing > 0 {
      stops.append("**\(CommentText.counted(failing, "test")) \(failing == 1 ? "fails" : "fail")**")
    }
    return stops
  }

  private var losses: [String] {
    let losing = plan.effects.access.filter(\.direction.narrows).map(\.principal)
    guard !losing.isEmpty else { return [] }
    return ["\(names.count(losing)) \(losing.count == 1 ? "loses" : "lose")"]
  }

  /// Such as `**4 traders gain** (**2 TRADE**, 3 read, 1 only addresses)`.
  private var gains: [String] {
    let gaining = plan.effects.access.filter(\.direction.widens).map(\.principal)
    guard !gaining.isEmpty else { return [] }
    let counts = GainedRisks.counts(plan.effects)
    let classes = ShareText.order.compactMap { riskClass in
      counts[riskClass].map { count in
        let words = "\(count) \(ShareText.word(riskClass))"
        return riskClass == .read ? words : "**\(words)**"
      }
    }
    let verb = gaining.count == 1 ? "gains" : "gain"
    let rights = classes + addresses
    return ["**\(names.count(gaining)) \(verb)** (\(rights.joined(separator: ", ")))"]
  }

  /// Those who gain no endpoint, and those who come to call from nearly anywhere.
  private var addresses: [String] {
    let only = plan.effects.access.count {
      $0.gained.groups.isEmpty && !$0.gained.networks.isEmpty
    }
    let wide = GainedRisks.wideCount(plan.effects)
    return (only > 0 ? ["\(only) only addresses"] : [])
      + (wide > 0 ? ["**\(wide) from most of the internet**"] : [])
  }

  private var endings: [String] {
    let (keys, passing) = (plan.effects.endedKeys.count, plan.effects.handovers.count)
    var endings: [String] = []
    if passing > 0 {
      endings.append("**\(passing) \(passing == 1 ? "passes" : "pass") to another person**")
    }
    if keys > 0 {
      endings.append("\(CommentText.counted(keys, "key")) \(keys == 1 ? "ends" : "end") for good")
    }
    return endings
  }

  private var approvals: [String] {
    let count = plan.effects.requiredApprovals.count
    return count == 0 ? [] : ["\(CommentText.counted(count, "approval")) needed"]
  }

  private var names: PrincipalNames { PrincipalNames(plan.effects.access.map(\.principal)) }
}
