import AccessModel
import Diagnostics
import Foundation
import Plans
import Rendering
import TestSupport
import Testing

/// Comments as an independent reader of CommonMark sees them.
@Suite(
  .enabled(
    if: PythonOracle.isAvailable(with: "markdown_it"),
    "Python has no markdown-it-py; run scripts/bootstrap test"))
struct PlanMarkdownOracleTests {
  private struct Reading: Decodable {
    let faults: [String]
    let codes: [String]
    let rows: [[String]]
  }

  private let oracle: PythonOracle

  init() throws {
    let file = RepositoryRoot.path("Tests/Oracles/markdown_reader.py")
    oracle = try PythonOracle(source: String(contentsOfFile: file, encoding: .utf8))
  }

  private func read(_ bytes: [UInt8]) throws -> Reading {
    let question = try JSONEncoder().encode(String(decoding: bytes, as: UTF8.self))
    let answer = try oracle.ask(String(decoding: question, as: UTF8.self), timeout: .seconds(60))
    return try JSONDecoder().decode(Reading.self, from: Data(answer.utf8))
  }

  @Test func theReaderSeesWhatIsWrong() throws {
    for wrong in [
      "[x](http://e.vil)", "![x](y)", "<b>x</b>", "@team", "#12", "<!-- other -->", "~~x~~",
      "<http://e.vil>", "www.e.vil", "<details><summary>a<b></summary>",
    ] {
      #expect(try !read(Array(wrong.utf8)).faults.isEmpty, "\(wrong)")
    }
    let ours = "<!-- mandate:plan owner=a -->\n### x `@team` `[a](b)`\n"
    #expect(try read(Array(ours.utf8)).faults == [])
  }

  @Test func noTextOfOthersIsMoreThanCode() async throws {
    try await forEachSeed(of: "comments-read", cases: LongRun.cases(40, long: 3_000)) { random in
      let plan = PlanSamples.random(&random)
      let reading = try read(PlanMarkdown.bytes(of: plan, PlanSamples.diagnostics(&random)))
      #expect(reading.faults == [])
      let errors = try read(
        DiagnosticMarkdown.bytes(
          PlanSamples.diagnostics(&random), owner: plan.owner, deployment: plan.deployment))
      #expect(errors.faults == [])
    }
  }

  @Test func nothingOfAShortTextIsLost() async throws {
    let short = PlanSamples.hostile.filter { $0.utf8.count < 100 }
    for raw in short {
      let change = ImpactSamples.update(
        .desk, "floor\(raw)", from: ["accountScope": .text("listed")],
        to: ["accountScope": .text(Text("x\(raw)y"))], reason: "why\(raw)so", line: 3)
      let reading = try read(PlanMarkdown.bytes(of: ImpactSamples.plan([change], .none), []))
      let seen = Set(reading.codes.map { TerminalText.unescaped($0) })
      for wanted in ["Desk/harbour-capital/floor\(raw)", "x\(raw)y", "why\(raw)so"] {
        #expect(seen.contains { $0.unicodeScalars.elementsEqual(wanted.unicodeScalars) }, "\(raw)")
      }
    }
  }

  @Test func rowsHaveTheCellsOfTheirTable() throws {
    let reading = try read(PlanMarkdown.bytes(of: ImpactSamples.harbourPlan, []))
    let access = reading.rows.filter { $0.count == 7 }
    #expect(
      access.map { $0[1] }.filter { !$0.isEmpty }.prefix(4) == [
        "who", "fay-ma", "gus-tam", "hana-li",
      ])
    let fields = reading.rows.filter { $0.count == 6 }
    #expect(fields.map { $0[3] }.contains("desk"))
    #expect(reading.rows.allSatisfy { $0.count == 7 || $0.count == 6 })
  }
}
