import AccessModel
import Diagnostics
import Manifests
import TestSupport
import Testing

@testable import MandateCLI

/// Trees that must be refused, each with the code and place of everything that is said about it.
@Suite struct MalformedInputTests {
  /// The instant at which the dates of all cases are judged.
  static let now = "2026-11-15T00:00:00Z"

  @Test func theSoundTreeIsSound() throws {
    let found = try Self.validate(CaseTree())
    #expect(found.map(\.message) == [])
  }

  @Test(arguments: Corpus.cases) func theCaseGetsExactlyItsDiagnostics(
    _ malformed: MalformedCase
  ) throws {
    let found = try Self.validate(CaseTree(malformed.steps))
    let differences = ExpectedDiagnostic.differences(
      wanted: malformed.expected, found: found.map(ExpectedDiagnostic.init))
    guard !differences.isEmpty else { return }
    let said = DiagnosticLines.of(found).joined(separator: "\n")
    Issue.record(
      Comment(rawValue: differences.joined(separator: "\n") + "\n" + said),
      sourceLocation: malformed.sourceLocation)
  }

  /// What `mandate validate` finds, by the same steps.
  static func validate(_ tree: CaseTree) throws -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    guard let project = ProjectReader.read(tree.project, into: &diagnostics) else {
      return diagnostics
    }
    let loaded = LoadedTree(project)
    return loaded.diagnostics
      + loaded.judged(
        beside: [], at: try Instant(parsing: Text(now)), hidesBroker: loaded.isInstitutionTree)
  }
}
