import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

@Suite struct DiagnosticSARIFTests {
  struct Log: Decodable {
    struct Text: Decodable { let text: String }
    struct Rule: Decodable {
      let id: String
      let shortDescription: Text
      let fullDescription: Text
      let help: Text
    }
    struct Driver: Decodable {
      let name: String
      let version: String
      let rules: [Rule]
    }
    struct Tool: Decodable { let driver: Driver }
    struct Region: Decodable {
      let startLine: Int
      let startColumn: Int?
      let endLine: Int?
      let endColumn: Int?
    }
    struct Artifact: Decodable { let uri: String }
    struct Physical: Decodable {
      let artifactLocation: Artifact
      let region: Region
    }
    struct Location: Decodable { let physicalLocation: Physical }
    struct Result: Decodable {
      let ruleId: String
      let ruleIndex: Int
      let level: String
      let message: Text
      let locations: [Location]
    }
    struct Run: Decodable {
      let tool: Tool
      let columnKind: String
      let results: [Result]
    }
    let version: String
    let runs: [Run]
  }

  @Test func theLogIsOfTheStandardsShape() throws {
    let space = Samples.file("dir with space/ä%:.yaml", "one\ntwo\n")
    let diagnostics =
      Samples.mockups + [
        .warning(Samples.testCode, "nowhere", at: nil),
        Diagnostic(.note, Samples.hostBits, "again", at: SourceRange(space, 1..<6)),
      ]
    let bytes = DiagnosticSARIF(version: "1.2.3", projectFolder: "prod").bytes(diagnostics)
    Golden.expect(String(decoding: bytes, as: UTF8.self), matches: "diagnostics/log.sarif")
    let log = try JSONDecoder().decode(Log.self, from: Data(bytes))
    #expect(log.version == "2.1.0")
    let run = try #require(log.runs.first)
    #expect(run.columnKind == "unicodeCodePoints")
    #expect(run.results.count == diagnostics.count)
    let rules = run.tool.driver.rules
    #expect(Set(rules.map(\.id)).count == rules.count)
    for (result, diagnostic) in zip(run.results, diagnostics) {
      #expect(rules[result.ruleIndex].id == result.ruleId)
      #expect(result.ruleId == diagnostic.code.name)
      #expect(["error", "warning", "note"].contains(result.level))
      #expect(result.locations.isEmpty == (diagnostic.range == nil))
    }
    let last = try #require(run.results.last?.locations.first?.physicalLocation)
    #expect(last.artifactLocation.uri == "prod/dir%20with%20space/%C3%A4%25%3A.yaml")
    #expect(URL(string: last.artifactLocation.uri)?.path.hasSuffix("space/ä%:.yaml") == true)
    #expect(last.region.startLine == 1)
    #expect(last.region.startColumn == 2)
    #expect(last.region.endLine == 2)
    #expect(last.region.endColumn == 3)
  }

  @Test func aRunWithoutProblemsHasNoResults() throws {
    let bytes = DiagnosticSARIF(version: "1.2.3").bytes([])
    let log = try JSONDecoder().decode(Log.self, from: Data(bytes))
    #expect(log.runs.map(\.results.count) == [0])
  }

  @Test func nothingIsFolded() throws {
    let many = (0..<700).map { Diagnostic.error(Samples.testCode, "no \($0)", at: nil) }
    let bytes = DiagnosticSARIF(version: "1").bytes(many)
    let log = try JSONDecoder().decode(Log.self, from: Data(bytes))
    #expect(log.runs.first?.results.map(\.message.text) == many.map(\.message))
  }
}
