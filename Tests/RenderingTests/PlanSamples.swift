import AccessModel
import Diagnostics
import Plans
import TestSupport

/// Whole plans to write in every format.
enum PlanSamples {
  /// Texts that would be markup, links, commands or escapes if anybody let them.
  static let hostile = [
    "`", "``", "|", "\\|", "](http://e.vil/x)", "[x](http://e.vil)", "![i](http://e.vil/i.png)",
    "<img src=http://e.vil onerror=a>", "<script>e.vil</script>", "@team", "#1", "\n", "\r\n",
    "-->", "<!--", "</details>", "www.e.vil", "&#x3c;b&#x3e;", "\u{202e}", "*b*", "_i_", "~~s~~",
    "\\", ":100:", "%0A::error::x", "::warning::x", "\u{1b}[31m", "{0}", "\u{0}",
    String(repeating: "wide ", count: 120), "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
  ]

  /// A word or two, hostile now and then.
  static func text(_ random: inout SeededRandom) -> String {
    let plain = ["eq", "opt-prop", "DESK-77 joins", "SEC-118", "hk"]
    let count = random.int(in: 1...3)
    return (0..<count).map { _ in random.pick(random.oneIn(3) ? hostile : plain) }
      .joined(separator: random.oneIn(4) ? "" : " ")
  }

  /// A plan of any size, with hostile texts wherever a text can stand.
  static func random(_ random: inout SeededRandom) -> Plan {
    let count = random.int(in: 0...random.pick([3, 60, 800]))
    let changes = (0..<count).map { change($0, &random) }
    var effects = ImpactSamples.random(&random)
    for change in changes where random.oneIn(2) {
      effects.directions[change.address] = random.pick([.widening, .narrowing, .both])
    }
    fill(&effects, random.pick([0, 2, 40]), &random)
    return Plan(
      owner: Text(text(&random)),
      deployment: Deployment(
        environment: random.pick([.prod, .sandbox]), region: random.pick(["hk", "us"])),
      createdAt: moment, author: Actor("admin:harbour-capital/mei-chan"),
      base: Plan.Base(store: random.oneIn(3) ? nil : "lineage", revision: 7, scopes: []),
      desired: Plan.Desired(digest: .zero, resources: 36, commit: "4f1c9e2aaaaa"),
      changes: changes, waiting: waiting(random.pick([0, 3, 60]), &random),
      guardrails: (0..<random.pick([1, 8, 40])).map { guardrail($0, &random) }, effects: effects,
      command: random.oneIn(8) ? [Text(text(&random)), "--reason", Text(text(&random))] : [])
  }

  private static let moment = ImpactSamples.instant("2026-11-20T09:00:00Z")

  private static func change(_ number: Int, _ random: inout SeededRandom) -> Change {
    let kind = random.pick([Kind.traderAuthorization, .desk, .portalUser])
    let firm = "firm-\(random.int(in: 1...9))"
    let name = random.oneIn(5) ? "n\(number)\(text(&random))" : "n\(number)"
    func spec(_ random: inout SeededRandom) -> [String: Value] {
      kind == .portalUser
        ? ["email": .text(Text(text(&random)))]
        : ["endpoints": .list((0...random.int(in: 0...3)).map { _ in .text(Text(text(&random))) })]
    }
    let before = ImpactSamples.version(
      ImpactSamples.resource(kind, name, spec(&random), of: firm))
    let reason = random.oneIn(2) ? text(&random) : nil
    let after = ImpactSamples.version(
      ImpactSamples.resource(kind, name, spec(&random), of: firm, reason: reason))
    let source = Source(file: Text(random.oneIn(3) ? text(&random) : "a.yaml"), line: number + 1)
    switch random.int(in: 0...3) {
    case 0: return Change(before: nil, after: after, source: source)
    case 1: return Change(before: before, after: nil, source: nil)
    default: return Change(before: before, after: after, source: source)
    }
  }

  private static func fill(
    _ effects: inout PlanEffects, _ count: Int, _ random: inout SeededRandom
  ) {
    effects.unchanged = random.oneIn(2) ? nil : random.int(in: 0...9)
    for number in 0..<count {
      let principal = ImpactSamples.trader("p\(number)", of: random.oneIn(3) ? text(&random) : "f")
      effects.later.append(
        LaterChange(at: moment, principal: principal, what: Text(text(&random))))
      effects.overrides.append(
        StandingOverride(
          address: principal.resource, state: "suspended", incident: Text(text(&random)),
          since: moment))
      effects.handovers.append(
        Handover(principal: principal, from: Text(text(&random)), to: Text(text(&random))))
      effects.endedKeys.append(
        EndedKey(
          id: Text("AK\(number)"), principal: principal, name: Text(text(&random)),
          user: Text(text(&random)), cause: .withdrawal,
          secrets: [EndedKey.Secret(number: 1, until: nil)]))
      effects.requiredApprovals.append(
        RequiredApproval(what: Text(text(&random)), approver: .admin(of: Text(text(&random)))))
      effects.tests.append(
        TestOutcome(
          name: Text("AccessTest/t: \(text(&random))"),
          verdict: random.pick([.pass, .fail, .waiting]), message: Text(text(&random)),
          isBinding: random.oneIn(2)))
    }
  }

  private static func waiting(_ count: Int, _ random: inout SeededRandom) -> [Waiting] {
    (0..<count).map { number in
      Waiting(
        address: Address(.traderAuthorization, institution: "f", name: Text("w\(number)")),
        event: random.oneIn(3) ? Text(text(&random)) : "application approval",
        next: random.oneIn(3) ? Text(text(&random)) : "mandate review approve")
    }
  }

  private static func guardrail(_ number: Int, _ random: inout SeededRandom) -> GuardrailOutcome {
    let verdict = random.pick([GuardrailOutcome.Verdict.pass, .warn, .refuse])
    let name = random.oneIn(2) ? text(&random) : "rule-\(number)"
    return GuardrailOutcome(
      name: name, verdict: verdict, limit: 1, actual: number, message: text(&random),
      lift: verdict == .pass ? nil : "--lift \(name)")
  }

  /// The same edit of one desk at each of so many institutions, which widens all their traders.
  static func repeated(institutions: Int) -> Plan {
    let changes = (0..<institutions).map { number in
      ImpactSamples.update(
        .desk, "floor", from: ["accountScope": .text("listed")],
        to: ["accountScope": .text("proprietary")], of: "firm-\(number)",
        reason: "OPS-9 all of them", line: number + 1)
    }
    var effects = ImpactSamples.wide(institutions: institutions, traders: 10)
    effects.access = effects.access.map { impact in
      AccessImpact(
        principal: impact.principal, gained: impact.gained, lost: impact.lost, keys: impact.keys,
        because: [Address(.desk, institution: impact.principal.institution, name: "floor")],
        isEverything: impact.isEverything)
    }
    for change in changes { effects.directions[change.address] = .both }
    return ImpactSamples.plan(changes, effects)
  }

  static func diagnostics(_ random: inout SeededRandom) -> [Diagnostic] {
    let count = random.pick([0, 2, 300])
    return (0..<count).map { number in
      let file = Samples.file(random.oneIn(3) ? text(&random) : "a.yaml", "one\ntwo\n")
      let range = random.oneIn(4) ? nil : SourceRange(file, 0..<3)
      return Diagnostic(
        random.pick([.error, .warning, .note]), Samples.testCode, text(&random), at: range,
        help: (0..<number % 3).map { _ in text(&random) })
    }
  }
}
