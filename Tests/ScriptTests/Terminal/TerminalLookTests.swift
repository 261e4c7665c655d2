import Foundation
import TestSupport
import Testing

/// What a person sees on a real terminal: colour, widths, pager, hints.
@Suite(.enabled(if: TerminalSession.isAvailable)) struct TerminalLookTests {
  private let folder: TemporaryFolder

  /// One for all: none of these tests writes.
  private static let shared = Result {
    let folder = try TerminalSession.makeProject()
    // So that there is something to plan.
    try folder.write("more.yaml", anotherUser)
    return folder
  }

  init() throws { folder = try Self.shared.get() }

  private func run(
    _ words: String..., columns: Int = 80, rows: Int = 60, environment: [String: String?] = [:],
    steps: [TerminalSession.Step] = [], piped: Bool = false
  ) throws -> TerminalSession {
    try TerminalSession.run(
      words, in: folder.path, columns: columns, rows: rows, environment: environment, steps: steps,
      piped: piped)
  }

  private static let anotherUser = """
    apiVersion: mandate/v1
    kind: PortalUser
    metadata: {institution: northgate, name: dan-ho}
    spec: {email: dan.ho@northgate.example}

    """

  // MARK: Colour

  @Test func resultsAreColouredOnATerminalUnlessSomebodySaysNo() throws {
    #expect(try run("get").isColoured)
    #expect(try !run("get", environment: ["NO_COLOR": "1"]).isColoured)
    #expect(try run("get", environment: ["NO_COLOR": ""]).isColoured)
    #expect(try !run("get", "--no-color").isColoured)
    #expect(try !run("get", environment: ["CLICOLOR": "0"]).isColoured)
    #expect(try !run("get", environment: ["TERM": "dumb"]).isColoured)
  }

  @Test func aPipeGetsNoColourUnlessItIsForcedAndNoColorWinsOverThat() throws {
    #expect(try !run("get", piped: true).output.contains("\u{1b}"))
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
      #expect(try run("get", environment: [name: "1"], piped: true).output.contains("\u{1b}[1m"))
      #expect(try !run("get", environment: [name: "0"], piped: true).output.contains("\u{1b}"))
    }
    let both = try run("get", environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"], piped: true)
    #expect(!both.output.contains("\u{1b}"))
  }

  @Test func errorsAreColouredByTheirOwnStream() throws {
    let failed = try run("get", "Desk", "nowhere", piped: true)
    #expect(failed.colours.contains("red"))
    #expect(failed.output.isEmpty)
    #expect(failed.exit == 1)
  }

  // MARK: Width

  @Test(arguments: [40, 60, 80, 120])
  func tablesAreNeverWiderThanTheTerminal(columns: Int) throws {
    for words in [
      ["get"], ["history"], ["audit", "log"], ["owner", "list"], ["app", "status"],
      ["agreement", "list", "--as", "staff:sam-lee"],
    ] {
      let session = try TerminalSession.run(
        words + ["--no-pager", "--no-color"], in: folder.path, columns: columns, rows: 60)
      // Commands are never cut: they are there to be copied.
      let lines = session.raw.split(separator: "\r\n").filter { !$0.hasPrefix("  mandate ") }
      let widest = lines.map(\.count).max() ?? 0
      #expect(widest > 10 && widest <= columns, "\(words) at \(columns): \(session.raw)")
    }
  }

  @Test func whatIsCutSaysHowLongItIsAndNothingIsCutInAPipe() throws {
    let seen = try run("get", columns: 70)
    #expect(seen.text.contains("...("))
    let piped = try run("get", columns: 70, piped: true)
    #expect(!piped.output.contains("...("))
    #expect(piped.output.contains("TradingApplication/northgate/equities"))
  }

  @Test func theVariableColumnsSaysTheWidth() throws {
    let session = try run("get", "--no-color", columns: 200, environment: ["COLUMNS": "60"])
    #expect(session.screen.allSatisfy { $0.count <= 60 })
  }

  // MARK: Pager

  @Test func longResultsGoToThePagerAndShortOnesDoNot() throws {
    let pager: [String: String?] = ["MANDATE_PAGER": "sed s/^/PAGED:/", "PAGER": "false"]
    #expect(try run("audit", "log", rows: 10, environment: pager).text.contains("PAGED:"))
    #expect(try !run("audit", "log", rows: 60, environment: pager).text.contains("PAGED:"))
    let kept = try run("audit", "log", "--no-pager", rows: 10, environment: pager)
    #expect(!kept.text.contains("PAGED:"))
    let driven = pager.merging(["MANDATE_IN_AUTOMATION": "1"]) { $1 }
    #expect(try !run("audit", "log", rows: 10, environment: driven).text.contains("PAGED:"))
    let asked = try run(
      "apply", "--as", "staff:sam-lee", rows: 3, environment: pager,
      steps: [.type("n\n", at: "will do it:")])
    #expect(!asked.raw.contains("PAGED:") && asked.exit == 1)
  }

  @Test func leavingThePagerEarlyIsNoFailureAndTheExitCodeIsKept() throws {
    let quick: [String: String?] = ["PAGER": "head -n 1; exit 3"]
    // More than a pipe holds, so that the end of its reader is noticed.
    let schema = try run("schema", rows: 5, environment: quick)
    #expect(schema.exit == 0 && !schema.raw.contains("could not be written"), "\(schema.exit ?? 0)")
    let plan = try run("plan", "--detailed-exitcode", rows: 5, environment: quick)
    #expect(plan.exit == 2, "\(plan.raw)")
  }

  @Test func aPagerThatIsNotThereLosesNothing() throws {
    let session = try run("audit", "log", rows: 8, environment: ["PAGER": "no-such-pager"])
    #expect(session.raw.contains("TradingApplication"))
    #expect(session.exit == 0)
  }

  @Test func theUsualPagerIsLeftWithQAndRestoresTheTerminal() throws {
    let session = try run(
      "audit", "log", rows: 8, steps: [.type("q", at: ":\u{1b}[K")])
    #expect(session.exit == 0)
    #expect(session.missed.isEmpty && session.echoes, "\(session.raw)")
  }

  // MARK: Hints

  @Test func theNextCommandIsHintedAtForPeopleOnly() throws {
    #expect(try run("validate").text.contains("next: mandate plan"))
    #expect(try !run("validate", "--quiet").text.contains("next:"))
    let driven = try run("validate", environment: ["MANDATE_IN_AUTOMATION": "1"])
    #expect(!driven.text.contains("next:") && driven.text.contains("are valid"))
    let plain = try runProcess(Script.mandate, ["validate"], directory: folder.path)
    #expect(!plain.errors.contains("next:") && plain.errors.contains("are valid"))
  }

  @Test func aSavedPlanHintsAtApplyingThatFile() throws {
    defer { try? FileManager.default.removeItem(atPath: folder.path("it's.plan")) }
    let plan = try run("plan", "--out", "it's.plan", "--no-pager")
    #expect(plan.text.contains(#"next: mandate apply 'it'\''s.plan'"#), "\(plan.text)")
  }
}
