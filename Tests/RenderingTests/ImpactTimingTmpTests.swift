import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct ImpactTimingTmpTests {
  @Test func timing() {
    let effects = ImpactSamples.wide(institutions: 1000, traders: 100)
    let clock = ContinuousClock()
    var text = StyledText()
    print(
      "text", clock.measure { ImpactText(isFull: false).append(effects, to: &text) },
      text.lines.count)
    var full = StyledText()
    print(
      "full", clock.measure { ImpactText(isFull: true).append(effects, to: &full) },
      full.lines.count)
    print("rendered", clock.measure { _ = full.rendered(withColour: false) })
    let plan = Plan(
      owner: "x", deployment: Deployment(environment: .sandbox, region: "hk"),
      createdAt: ImpactSamples.instant("2027-02-26T10:00:00Z"), author: nil,
      base: Plan.Base(store: nil, revision: 0, scopes: []),
      desired: Plan.Desired(digest: .zero, resources: 0, commit: nil), changes: [], waiting: [],
      guardrails: [], effects: effects)
    print("json", clock.measure { print(PlanJSON.bytes(of: plan).count) })
    // everyone different
    let different = ImpactSamples.effects(
      (0..<100_000).map { n in
        ImpactSamples.impact(
          ImpactSamples.trader("t\(n % 100)", of: "f\(n / 100)"),
          gained: ImpactSamples.share(
            [ImpactSamples.group("trade.order.place read.a.b", on: "a\(n)")],
            "10.\(n / 65536).\(n / 256 % 256).\(n % 256)/32"))
      })
    var text2 = StyledText()
    print("different", clock.measure { ImpactText(isFull: false).append(different, to: &text2) })
    print(text2.rendered(withColour: false))
  }
}
