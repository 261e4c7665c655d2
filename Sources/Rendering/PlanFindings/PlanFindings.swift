import AccessModel
import Diagnostics
import Plans

/// All that a plan says about its lines: what refuses, then what warns, then what is noted.
struct PlanFindings {
  private let plan: Plan
  private let changes: ChangeIndex

  init(_ plan: Plan) {
    self.plan = plan
    changes = ChangeIndex(plan.changes)
  }

  /// How many principals a message names.
  private static let namesShown = 3

  var all: [PlanFinding] {
    let found = guardrails + tests + widenings + handovers + approvals
    let order: [Diagnostic.Severity] = [.error, .warning, .note]
    return order.flatMap { level in found.filter { $0.level == level } }
  }

  // MARK: Judgements

  private var guardrails: [PlanFinding] {
    plan.guardrails.filter { $0.verdict != .pass }.map { outcome in
      let refuses = outcome.verdict == .refuse
      return PlanFinding(
        rule: refuses ? .guardrailRefuses : .guardrailWarns, level: refuses ? .error : .warning,
        message: "\(outcome.name): \(outcome.message)",
        help: outcome.lift.map { ["to lift it once: mandate apply \($0) --reason TEXT"] } ?? [],
        identity: outcome.name, source: changes.firstSource(of: outcome.addresses))
    }
  }

  private var tests: [PlanFinding] {
    plan.effects.tests.filter { $0.verdict == .fail }.map { test in
      PlanFinding(
        rule: test.isBinding ? .testFails : .testWarns, level: test.isBinding ? .error : .warning,
        message: test.message.isEmpty ? "\(test.name) fails" : "\(test.name): \(test.message)",
        help: ["see all cases with mandate test"], identity: test.name.string)
    }
  }

  private var approvals: [PlanFinding] {
    plan.effects.requiredApprovals.map { approval in
      PlanFinding(
        rule: .approvalNeeded, level: .note, message: "\(approval.what): \(approval.by)",
        identity: approval.what.string)
    }
  }

  // MARK: Access

  private var handovers: [PlanFinding] {
    plan.effects.handovers.map { handover in
      let address = handover.principal.resource
      return PlanFinding(
        rule: .passesOn, level: .warning,
        message: "passes with all its access from \(handover.from) to \(handover.to)",
        identity: handover.principal.description, address: address,
        source: changes.firstSource(of: [address]))
    }
  }

  private struct Gainers {
    var count = 0
    var first: [PrincipalAddress] = []

    mutating func add(_ principal: PrincipalAddress) {
      count += 1
      if first.count < PlanFindings.namesShown { first.append(principal) }
    }
  }

  /// One for each change and sort of risk, the changes in the order of execution.
  private var widenings: [PlanFinding] {
    var risks = GainedRisks(plan.effects.classes)
    var gainers: [Int: [PlanRule: Gainers]] = [:]
    for impact in plan.effects.access {
      var rules = risks.classes(of: impact).compactMap(PlanRule.init(widening:))
      if risks.isWide(impact) { rules.append(.widensNetworks) }
      guard !rules.isEmpty else { continue }
      for place in changes.places(of: impact.because) {
        for rule in rules {
          gainers[place, default: [:]][rule, default: Gainers()].add(impact.principal)
        }
      }
    }
    let names = PrincipalNames(plan.effects.access.map(\.principal))
    return gainers.keys.sorted().flatMap { place in
      PlanRule.allCases.compactMap { rule in
        gainers[place]?[rule].map { widening(plan.changes[place], rule, $0, names) }
      }
    }
  }

  private func widening(
    _ change: Change, _ rule: PlanRule, _ found: Gainers, _ names: PrincipalNames
  ) -> PlanFinding {
    let listed = found.first.map(names.label).joined(separator: ", ")
    let more = found.count > found.first.count ? " and \(found.count - found.first.count) more" : ""
    let noun = found.count == 1 ? "1 principal gains" : "\(found.count) principals gain"
    let words = DeletedLineText(
      change: change, direction: plan.effects.directions[change.address] ?? .neutral
    ).sentences
    return PlanFinding(
      rule: rule, level: .warning, message: "\(noun) \(rule.gain): \(listed)\(more)",
      help: words, identity: change.address.text, address: change.address, source: change.source)
  }
}
