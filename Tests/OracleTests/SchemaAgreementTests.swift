import Foundation
import TestSupport
import Testing

/// Schemas and `validate` against each other on damaged documents: Tests/Oracles/schema_agreement.py.
@Suite struct SchemaAgreementTests {
  private static let mandate: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_BINARY"] ?? ""
    if !named.isEmpty { return named }
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return RepositoryRoot.folder(of: bundle ?? "") + "/mandate"
  }()

  @Test(
    .enabled(
      if: PythonOracle.isAvailable(with: "yaml", "jsonschema"),
      "Python lacks yaml or jsonschema; run scripts/bootstrap test"),
    .timeLimit(.minutes(30)))
  func schemaOraclesAndValidateGiveTheSameVerdicts() throws {
    let count = LongRun.cases(1_500, long: 20_000)
    try OracleHarness.expectSuccess(
      "schema_agreement.py", ["--mandate", Self.mandate, "--count", "\(count)"])
  }

  /// The lines of a file that name a schema.
  private static func schemaLines(of text: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.contains("yaml-language-server") }
  }

  @Test func everyExampleNamesASchemaThatIsThere() throws {
    let root = RepositoryRoot.path("examples")
    let names = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    var count = 0
    for name in names where name.hasSuffix(".yaml") {
      let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
      guard text.contains("apiVersion: mandate/v1") else { continue }
      let lines = Self.schemaLines(of: text)
      #expect(lines.count == 1 && text.hasPrefix(lines.first ?? "-"), "\(name)")
      let path = lines.first?.split(separator: "$schema=").last ?? ""
      let schema = URL(filePath: "\(root)/\(name)").deletingLastPathComponent()
        .appending(path: String(path)).standardizedFileURL.path
      let wanted = name.hasSuffix("mandate.yaml") ? "Project" : "manifest"
      #expect(schema == RepositoryRoot.path("schemas/\(wanted).json"), "\(name)")
      #expect(FileManager.default.fileExists(atPath: schema), "\(name)")
      count += 1
    }
    #expect(count > 70)
  }
}
