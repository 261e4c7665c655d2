import AccessModel
import Diagnostics
import Plans
import Rendering
import TestSupport
import Testing

@Suite struct PlanMarkdownTests {
  private static func comment(_ plan: Plan, _ diagnostics: [Diagnostic] = []) -> String {
    String(decoding: PlanMarkdown.bytes(of: plan, diagnostics), as: UTF8.self)
  }

  /// GitHub's limit is 65 536 characters; ours leaves room for what a bot adds.
  private static let charactersMax = 60_000

  @Test func aCommentSaysWhoLosesAndGainsBeforeAnythingElse() {
    Golden.expect(Self.comment(ImpactSamples.harbourPlan), matches: "markdown/harbour.md")
  }

  @Test func oneEditAtAThousandInstitutionsIsOneRow() {
    let plan = PlanSamples.repeated(institutions: 1_000)
    let text = Self.comment(plan)
    #expect(text.utf8.count < 6_000)
    #expect(text.contains("1000 traders at 1000 institutions lose"))
    #expect(text.contains("9000 traders at 1000 institutions gain"))
    #expect(
      text.contains(
        "| 1 and 999 more | `~` | `Desk/firm-0/floor`, `Desk/firm-1/floor`, `Desk/firm-2/floor` "
          + "and 997 more at 1000 institutions **BOTH WAYS** |"
      ))
    #expect(text.contains("| none yet | `traders.yaml:1` and 999 more | `OPS-9 all of them` |"))
    Golden.expect(text, matches: "markdown/thousand.md")
  }

  @Test func scatteredImpactsAreCutAndCounted() {
    let plan = ImpactSamples.plan([], ImpactSamples.scattered(3_000))
    let text = Self.comment(plan)
    #expect(text.utf8.count < Self.charactersMax)
    #expect(Self.gaining(text) == 3_000)
    #expect(text.contains("more gain (`mandate plan --full`) |"))
  }

  @Test func everyPlanFitsAndItsCountsAddUp() async throws {
    try await forEachSeed(of: "plan-comments", cases: LongRun.cases(60, long: 5_000)) { random in
      let plan = PlanSamples.random(&random)
      let diagnostics = PlanSamples.diagnostics(&random)
      let text = Self.comment(plan, diagnostics)
      #expect(text.utf8.count < Self.charactersMax)
      #expect(text == Self.comment(plan, diagnostics))
      #expect(Self.losing(text) == plan.effects.narrowing)
      #expect(Self.gaining(text) == plan.effects.widening)
      #expect(Self.changed(text) == plan.changes.count)
      #expect(text.hasPrefix("<!-- mandate:plan owner="))
      #expect(text.contains(plan.digest.description))
    }
  }

  @Test func nothingInANameEndsTheMarker() {
    for (owner, marker) in [
      ("harbour-prod", "owner=harbour-prod"), ("a--b", "owner=a-%2Db"),
      ("a-->b", "owner=a-%2D%3Eb"),
      ("ä", "owner=%C3%A4"), ("\n", "owner=%0A"), ("a---b", "owner=a-%2D-b"),
    ] {
      let bytes = DiagnosticMarkdown.bytes([], owner: Text(owner), deployment: nil)
      let first = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
      #expect(first == "<!-- mandate:plan \(marker) -->")
    }
  }

  @Test func withoutAPlanTheCommentSaysWhy() {
    let bytes = DiagnosticMarkdown.bytes(
      Samples.mockups, owner: "harbour-prod",
      deployment: Deployment(environment: .prod, region: "hk"))
    Golden.expect(String(decoding: bytes, as: UTF8.self), matches: "markdown/errors.md")
    let nowhere = DiagnosticMarkdown.bytes(Samples.mockups, owner: nil, deployment: nil)
    #expect(
      String(decoding: nowhere, as: UTF8.self)
        .hasPrefix("<!-- mandate:plan -->\n### mandate: no plan, **"))
  }

  @Test func theManyErrorsOfACommentFitAndAreCounted() async throws {
    try await forEachSeed(of: "error-comments", cases: 60) { random in
      let diagnostics = PlanSamples.diagnostics(&random)
      let bytes = DiagnosticMarkdown.bytes(diagnostics, owner: "o", deployment: nil)
      let lines = TestSupport.lines(of: String(decoding: bytes, as: UTF8.self))
      #expect(bytes.count < Self.charactersMax)
      let listed = lines.count { $0.hasPrefix("- **") }
      let more = lines.compactMap { Self.number($0, after: "- ... and ") }.reduce(0, +)
      #expect(listed + more == diagnostics.count)
    }
  }

  // MARK: Counting

  private static func losing(_ text: String) -> Int {
    counted(text, row: "| **loses** | ", rest: ["more loses ", "more lose "])
  }

  private static func gaining(_ text: String) -> Int {
    counted(text, row: "| **GAINS** | ", rest: ["more gains ", "more gain "])
  }

  /// How many principals the rows of one side speak of, those that are only counted included.
  private static func counted(_ text: String, row: String, rest: [String]) -> Int {
    TestSupport.lines(of: text).reduce(0) { sum, line in
      if line.hasPrefix(row) { return sum + (number(line, after: row) ?? 1) }
      guard rest.contains(where: line.contains) else { return sum }
      return sum + (number(line, after: "| ... and ") ?? 0)
    }
  }

  /// How many changes the table of fields speaks of.
  private static func changed(_ text: String) -> Int {
    guard let start = text.firstRange(of: "| step |") else { return 0 }
    return TestSupport.lines(of: String(text[start.upperBound...])).reduce(0) { sum, line in
      if let rest = number(line, after: "| ... and ") { return sum + rest }
      guard let step = number(line, after: "| ") else { return sum }
      return sum + 1 + (number(line, after: "| \(step) and ") ?? 0)
    }
  }

  private static func number(_ line: some StringProtocol, after start: String) -> Int? {
    guard line.hasPrefix(start) else { return nil }
    return Int(line.dropFirst(start.count).prefix { $0.isNumber })
  }
}
