import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct PlanGitHubTests {
  private static func lines(_ plan: Plan, _ diagnostics: [Diagnostic] = []) -> [String] {
    let bytes = PlanGitHub(projectFolder: "prod").bytes(of: plan, diagnostics)
    // What ends in a line break has an empty line after it.
    return TestSupport.lines(of: String(decoding: bytes, as: UTF8.self)).dropLast().map(String.init)
  }

  @Test func aPlanAnnotatesTheLinesThatWiden() {
    let text = Self.lines(ImpactSamples.harbourPlan, Samples.mockups).joined(separator: "\n")
    Golden.expect(text + "\n", matches: "plan/workflow-commands.txt")
  }

  @Test func noTextStartsACommandOrEndsAProperty() async throws {
    let form: @Sendable () -> Regex<AnyRegexOutput> = {
      Regex(
        /::(error|warning|notice) (file=[^,:\r\n]*,line=[0-9]+,(endLine=[0-9]+,)?(col=[0-9]+,endColumn=[0-9]+,)?)?title=[^,:\r\n]*::[^\r\n]*/
      ).matchingSemantics(.unicodeScalar)
    }
    try await forEachSeed(of: "plan-commands", cases: LongRun.cases(40, long: 3_000)) { random in
      let plan = PlanSamples.random(&random)
      let lines = Self.lines(plan, PlanSamples.diagnostics(&random))
      for line in lines { #expect(line.wholeMatch(of: form()) != nil, "\(line)") }
      for level in ["::error", "::warning", "::notice"] {
        #expect(lines.count { $0.hasPrefix(level) } <= 10)
      }
    }
  }

  @Test func whatIsNotShownIsCounted() throws {
    let plan = PlanSamples.repeated(institutions: 30)
    let lines = Self.lines(plan, (0..<14).map { .error(Samples.testCode, "no \($0)", at: nil) })
    #expect(
      lines.contains("::error title=and 5 more::5 more like these are not shown; see mandate plan"))
    #expect(lines.count { $0.hasPrefix("::error") } == 10)
    #expect(lines.last == "::notice title=mandate plan::\(PlanText.summaryLine(plan))")
  }
}
