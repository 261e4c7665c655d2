import AccessModel
import Diagnostics
import Foundation
import Plans
import Rendering
import TestSupport
import Testing

/// Plans as SARIF, held against the standard by a reader of its own.
@Suite(
  .enabled(
    if: PythonOracle.isAvailable(with: "jsonschema"),
    "Python has no jsonschema; run scripts/bootstrap test"))
struct PlanSARIFTests {
  private typealias Log = DiagnosticSARIFTests.Log

  private let oracle: PythonOracle

  init() throws {
    let file = RepositoryRoot.path("Tests/Oracles/sarif_reader.py")
    oracle = try PythonOracle(source: String(contentsOfFile: file, encoding: .utf8))
  }

  private func judge(_ bytes: [UInt8]) throws -> String {
    let question = try JSONEncoder().encode(String(decoding: bytes, as: UTF8.self))
    return try oracle.ask(String(decoding: question, as: UTF8.self), timeout: .seconds(60))
  }

  private static let writer = PlanSARIF(version: "1.2.3", projectFolder: "prod/sub dir")

  @Test func theReaderSeesWhatIsWrong() throws {
    let good = String(decoding: Self.writer.bytes(of: ImpactSamples.harbourPlan, []), as: UTF8.self)
    #expect(try judge(Array(good.utf8)) == "ok")
    for (part, wrong) in [
      ("\"level\"", "\"livel\""), ("\"ruleIndex\": 0", "\"ruleIndex\": 1"),
      ("\"startLine\": 9", "\"startLine\": 0"), ("2.1.0\",", "2.0.0\","),
      ("\"uri\": \"prod", "\"uri\": \"http://prod"), ("ben-yip\"", "[a](b)\""),
    ] {
      let broken = good.replacing(part, with: wrong, maxReplacements: 1)
      #expect(broken != good, "\(part)")
      #expect(try judge(Array(broken.utf8)) != "ok", "\(part)")
    }
  }

  @Test func aPlanNamesTheLinesThatWiden() throws {
    let bytes = Self.writer.bytes(of: ImpactSamples.harbourPlan, Samples.mockups)
    Golden.expect(String(decoding: bytes, as: UTF8.self), matches: "plan/log.sarif")
    let run = try #require(try JSONDecoder().decode(Log.self, from: Data(bytes)).runs.first)
    let widenings = run.results.filter { $0.ruleId == "plan-widens-trade" }
    #expect(
      widenings.map { $0.locations.map(\.physicalLocation.region.startLine) } == [[9], [10]])
    #expect(
      widenings.allSatisfy {
        $0.locations.first?.physicalLocation.artifactLocation.uri
          == "prod/sub%20dir/traders.yaml"
      })
    let failing = try #require(run.results.first { $0.ruleId == "plan-test-fails" })
    #expect(failing.level == "error")
    // Code hosts refuse a result without a place.
    #expect(
      failing.locations.first?.physicalLocation.artifactLocation.uri
        == "prod/sub%20dir/mandate.yaml")
  }

  @Test func everyPlanIsALogOfTheStandard() async throws {
    try await forEachSeed(of: "plan-sarif", cases: LongRun.cases(40, long: 2_000)) { random in
      let plan = PlanSamples.random(&random)
      let diagnostics = PlanSamples.diagnostics(&random)
      let bytes = Self.writer.bytes(of: plan, diagnostics)
      let verdict = try judge(bytes)
      #expect(verdict == "ok")
      #expect(bytes == Self.writer.bytes(of: plan, diagnostics))
    }
  }

  @Test func findingsAreTheSameAfterLinesMoved() throws {
    func prints(_ line: Int) throws -> [String] {
      let change = ImpactSamples.update(
        .traderAuthorization, "ben-yip", from: ["desk": .text("a")], to: ["desk": .text("b")],
        line: line)
      let plan = ImpactSamples.plan([change], ImpactSamples.mockup)
      let text = String(decoding: Self.writer.bytes(of: plan, []), as: UTF8.self)
      return text.matches(of: /"mandate\/v1": "([^"]+)"/).map { String($0.1) }
    }
    #expect(try prints(4) == prints(40))
    #expect(try Set(prints(4)).count == prints(4).count)
  }
}
