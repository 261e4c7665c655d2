import Foundation
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct PlanOutputsTests {
  @Test func everyRunGivesEveryOutput() {
    let outputs = PlanOutputs(ImpactSamples.harbourPlan, isRefused: true, exit: 9)
    let digest = ImpactSamples.harbourPlan.digest
    #expect(
      String(decoding: outputs.bytes, as: UTF8.self) == """
        changes=true
        to_add=0
        to_change=5
        to_destroy=0
        to_move=0
        access_gain=2
        access_lose=3
        approvals_needed=1
        guardrails_tripped=
        tests_failed=1
        refused=true
        plan_digest=\(digest)
        exit_code=9

        """)
    let none = PlanOutputs(nil, isRefused: false, exit: 1)
    #expect(none.values.map(\.name) == outputs.values.map(\.name))
    #expect(none.values.first { $0.name == "changes" }?.value == "false")
  }

  @Test func theDocumentationNamesEveryOutputAndRule() throws {
    let text = try String(contentsOfFile: RepositoryRoot.path("docs/formats.md"), encoding: .utf8)
    let names = PlanOutputs(nil, isRefused: false, exit: 0).values.map(\.name)
    for name in names + PlanSARIF.rules { #expect(text.contains("`\(name)`"), "\(name)") }
  }

  @Test func aValueOfSeveralLinesCannotSetAnotherOutput() {
    #expect(PlanOutputs.line("a", "b=c") == "a=b=c\n")
    #expect(
      PlanOutputs.line("a", "x\nb=c") == "a<<MANDATE_END\nx\nb=c\nMANDATE_END\n")
    #expect(
      PlanOutputs.line("a", "MANDATE_END\nb=c")
        == "a<<MANDATE_END_\nMANDATE_END\nb=c\nMANDATE_END_\n")
  }
}
