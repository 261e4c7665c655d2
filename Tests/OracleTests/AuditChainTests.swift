import Foundation
import TestSupport
import Testing

/// An exported audit trail, checked by a program that shares nothing with this one: docs/audit.md.
@Suite struct AuditChainTests {
  private static let verifier = RepositoryRoot.path("Tests/Oracles/audit_chain.py")

  private static let mandate: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_BINARY"] ?? ""
    if !named.isEmpty { return named }
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return RepositoryRoot.folder(of: bundle ?? "") + "/mandate"
  }()

  /// A store with a history of commits, a reason, a stop and an adoption, and its exports.
  private static func exports() throws -> (json: String, csv: String, part: String) {
    let folder = try TemporaryFolder()
    func run(_ words: String..., in place: String = "p") throws -> String {
      let result = try runProcess(
        mandate, words + ["--as", "staff:sam-lee"],
        environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path],
        directory: place.isEmpty ? folder.path : folder.path(place))
      #expect(result.exitCode == 0, "\(words): \(result.errors)")
      return result.output
    }
    _ = try run("init", "p", in: "")
    _ = try run("apply", "--auto-approve", "--at", "2026-11-20T09:00:00Z")
    let staff = try folder.text(of: "p/staff.yaml")
    try folder.write("p/staff.yaml", staff.replacing("kim.ho@", with: "kim.new@"))
    _ = try run(
      "apply", "--auto-approve", "--at", "2026-11-20T10:00:00Z", "--reason", "é \"quoted\" = 1\\")
    _ = try run(
      "suspend", "PortalUser/northgate/cora-lau", "--incident", "INC-1", "--at",
      "2026-11-20T11:00:00Z")
    _ = try run("owner", "register", "second", "--at", "2026-11-20T12:00:00Z")
    try folder.write("q/staff.yaml", folder.text(of: "p/staff.yaml"))
    try folder.write(
      "q/mandate.yaml",
      """
      apiVersion: mandate/v1
      kind: Project
      metadata: {name: second}
      spec: {environment: sandbox, region: hk, store: "sqlite:../p/.mandate/sandbox.db"}

      """)
    _ = try run(
      "adopt", "StaffMember/kim-ho", "--auto-approve", "--at", "2026-11-20T13:00:00Z", in: "q")
    return (
      try run("audit", "export"), try run("audit", "export", "--format", "csv", "--raw"),
      try run("audit", "export", "--from", "2", "--to", "2")
    )
  }

  private static func verify(_ export: String, _ options: String...) throws -> ProcessResult {
    try runProcess(PythonOracle.interpreter, [verifier] + options, input: Array(export.utf8))
  }

  @Test(.enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"))
  func anotherProgramVerifiesTheExportAndSeesEveryEdit() throws {
    let exports = try Self.exports()
    for export in [exports.json, exports.csv, exports.part] {
      let result = try Self.verify(export)
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    #expect(try Self.verify(exports.json).output == Self.verify(exports.csv).output)
    let lines = exports.json.split(separator: "\n", omittingEmptySubsequences: true)
    #expect(lines.count > 17)
    for index in lines.indices {
      let edited = lines[index].replacing("\"action\":\"c", with: "\"action\":\"k")
      var others = lines
      if edited != lines[index] {
        others[index] = Substring(edited)
      } else if index + 1 < lines.count {
        others.remove(at: index)
      } else {
        continue
      }
      let result = try Self.verify(others.joined(separator: "\n") + "\n")
      #expect(result.exitCode == 1, "line \(index + 1)")
    }
  }

  @Test(.enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"))
  func aHeadRecordedElsewhereMustBeALink() throws {
    let export = try Self.exports().json
    let lines = export.split(separator: "\n")
    let head = try #require(
      lines[3].firstRange(of: "\"hash\":\"").map { lines[3][$0.upperBound...] })
    #expect(try Self.verify(export, "--head", String(head.prefix(71))).exitCode == 0)
    let cut = lines.prefix(3).joined(separator: "\n") + "\n"
    let result = try Self.verify(cut, "--head", String(head.prefix(71)))
    #expect(result.exitCode == 1 && result.output.contains("history went backwards"))
  }
}
