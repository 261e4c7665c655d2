import Diagnostics
import Foundation
import Testing
import YAMLSyntax

/// The public yaml-test-suite, held to one pinned outcome a case.
///
/// The data is not part of this repository: it is looked for beside it, or where
/// `MANDATE_YAML_SUITE` says. The table holds only the names of the cases and what we make of them.
@Suite(.enabled(if: Suite.isPresent, "the yaml-test-suite is not on this machine"))
struct SuiteTests {
  @Test func everyCaseHasItsPinnedOutcome() throws {
    let outcomes = try Suite.cases().map { "\($0) \(try Suite.outcome(of: $0))" }
    if ProcessInfo.processInfo.environment["MANDATE_GOLDEN"] == "write" {
      try Suite.write(outcomes)
      return
    }
    let known = Set(suiteOutcomes.split(separator: "\n").map(String.init))
    #expect(outcomes.filter { !known.contains($0) } == [])
    #expect(outcomes.count == known.count)
  }

  @Test func noInvalidCaseIsRead() throws {
    let isRead = try Suite.cases().filter { name in
      try Suite.isInvalid(name) && !Suite.outcome(of: name).hasPrefix("refused")
    }
    #expect(isRead == [])
  }

  @Test func noCaseIsReadAsAnotherValue() throws {
    let isMisread = try Suite.cases().filter { try Suite.outcome(of: $0) == "different" }
    #expect(isMisread == [])
  }
}

private enum Suite {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  static func write(_ outcomes: [String]) throws {
    let text = """
      /// What the reader makes of each case of the public yaml-test-suite; written by
      /// `MANDATE_GOLDEN=write`.
      let suiteOutcomes = \"\"\"
        \(outcomes.joined(separator: "\n  "))
        \"\"\"

      """
    let table = tests.appending(path: "SuiteOutcomes.swift")
    try text.write(to: table, atomically: true, encoding: .utf8)
  }

  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["MANDATE_YAML_SUITE"] {
      return URL(filePath: path)
    }
    return tests.appending(path: "../../../shared/data/yaml-test-suite").standardizedFileURL
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func cases() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { has("in.yaml", of: $0) }.sorted()
  }

  static func isInvalid(_ name: String) -> Bool { has("error", of: name) }

  private static func has(_ file: String, of name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "\(name)/\(file)").path)
  }

  private static func bytes(_ file: String, of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: "\(name)/\(file)")))
  }

  /// `equal`, `different`, `read` when the case has no JSON, or the first refusal.
  static func outcome(of name: String) throws -> String {
    let reading = Reading(bytes: try bytes("in.yaml", of: name))
    guard let tree = reading.tree else { return "refused \(reading.problems.first ?? "silently")" }
    guard has("in.json", of: name) else { return "read" }
    let wanted = JSONValue.stream(try bytes("in.json", of: name))
    let found = JSONValue.stream(tree.jsonLines(.typed))
    return wanted != nil && wanted == found ? "equal" : "different"
  }
}
