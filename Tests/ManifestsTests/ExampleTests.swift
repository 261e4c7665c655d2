import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// The trees under `examples/`, which everybody copies from.
enum Example: String, CaseIterable {
  case brokerSandbox = "broker-access/sandbox"
  case brokerProd = "broker-access/prod"
  case retailSandbox = "retail-access/sandbox"
  case retailProd = "retail-access/prod"
  case harbourSandbox = "harbour-access/sandbox"

  /// The instant at which their dates are judged.
  static let now = "2026-11-15T00:00:00Z"

  func read() throws -> (project: Project, tree: ManifestTree) {
    var diagnostics: [Diagnostic] = []
    let path = RepositoryRoot.path("examples/\(rawValue)/mandate.yaml")
    let project = try #require(ProjectReader.read(path, into: &diagnostics))
    let tree = TreeReader.read(project, into: &diagnostics)
    #expect(diagnostics.map(\.message) == [])
    return (project, tree)
  }
}

@Suite struct ExampleTests {
  @Test(arguments: Example.allCases) func everyExampleIsValidButForItsKnownWarnings(
    _ example: Example
  ) throws {
    let (project, tree) = try example.read()
    var diagnostics: [Diagnostic] = []
    let declarations = ManifestLoader.load(tree, into: &diagnostics)
    #expect(!declarations.isEmpty)
    let isInstitutionTree =
      project.institution != nil
      && declarations.allSatisfy { $0.resource.kind.description.ownership != .staff }
    let state = DesiredState(
      deployment: project.deployment, now: try Instant(parsing: Text(Example.now)),
      own: declarations.map(\.resource), others: [], isInstitutionTree: isInstitutionTree)
    var locator = SiteLocator(files: tree.files, declarations: declarations)
    diagnostics += locator.diagnostics(for: Checks.findings(in: state))
    let lines = diagnostics.sortedForReading().map { diagnostic in
      let place = diagnostic.range.map { "\($0.file.path):\($0.start.line):\($0.start.column)" }
      return "\(place ?? "-"): \(diagnostic.severity): \(diagnostic.message) "
        + "[\(diagnostic.code.name)]\n"
    }
    #expect(!diagnostics.hasErrors)
    Golden.expect(lines.joined(), matches: "\(example).txt")
  }
}
