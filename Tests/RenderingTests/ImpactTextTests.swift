import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct ImpactTextTests {
  private static func text(_ effects: PlanEffects, isFull: Bool = false) -> String {
    var text = StyledText()
    ImpactText(isFull: isFull).append(effects, to: &text)
    return text.rendered(withColour: false)
  }

  @Test func itLooksAsInTheSpecification() {
    Golden.expect(Self.text(ImpactSamples.mockup), matches: "impact/mockup.txt")
    Golden.expect(Self.text(ImpactSamples.mockup, isFull: true), matches: "impact/mockup-full.txt")
  }

  @Test func manyAlikeAreOneBlock() {
    let effects = ImpactSamples.wide(institutions: 40, traders: 25)
    Golden.expect(Self.text(effects), matches: "impact/wide.txt")
  }
}
