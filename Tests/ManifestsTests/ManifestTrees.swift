import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// A project in memory, for manifests that tests write.
struct TestProject {
  var environment = Deployment.Environment.sandbox
  var region: Text = "hk"
  var institution: Text?
  /// The instant at which things are judged.
  var now = "2026-11-01T00:00:00Z"

  static let sandbox = TestProject()
  static let prod = TestProject(environment: .prod)
  /// The tree of an institution, which cannot see what the broker declares.
  static let harbour = TestProject(institution: "harbour")

  var project: Project {
    Project(
      name: "test", deployment: Deployment(environment: environment, region: region),
      institution: institution, store: nil, manifests: [], guardrails: .builtIn,
      file: SourceFile(path: "mandate.yaml", bytes: []), folder: "/test",
      boundary: "/test")
  }

  var instant: Instant {
    get throws { try Instant(parsing: Text(now)) }
  }
}

/// Manifests read the way the program reads them.
struct LoadedTree {
  let files: [SourceFile]
  let declarations: [Declaration]
  let diagnostics: [Diagnostic]

  var resources: [Resource] { declarations.map(\.resource) }

  init(_ files: [SourceFile], in project: TestProject = .sandbox) {
    let tree = ManifestTree(project: project.project, files: files)
    var diagnostics: [Diagnostic] = []
    declarations = ManifestLoader.load(tree, into: &diagnostics)
    self.files = tree.files
    self.diagnostics = diagnostics
  }

  init(_ text: String, in project: TestProject = .sandbox) {
    self.init([SourceFile(path: "test.yaml", bytes: Array(text.utf8))], in: project)
  }
}

/// Checks marked manifests and compares what is found with the marks.
///
/// `world` is declared beside them by the same owner, in a file of its own that comes first, and
/// `others` by other owners. Every check runs, so that the text must be right but for its marks.
func expectFindings(
  _ text: String, beside world: String = "", others: String = "",
  in project: TestProject = .sandbox, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let marked = MarkedYAML(text, sourceLocation: sourceLocation)
  let worldFile = SourceFile(path: "a-world.yaml", bytes: Array(world.utf8))
  let loaded = LoadedTree([marked.file, worldFile], in: project)
  let foreign = LoadedTree(others, in: project)
  #expect(foreign.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
  let state = DesiredState(
    deployment: project.project.deployment, now: try project.instant, own: loaded.resources,
    others: foreign.resources, isInstitutionTree: project.institution != nil)
  var locator = SiteLocator(files: loaded.files, declarations: loaded.declarations)
  let found = locator.diagnostics(for: Checks.findings(in: state))
  marked.expect(loaded.diagnostics + found, sourceLocation: sourceLocation)
}

/// What the checks say about manifests, for tests that look at the help too.
func diagnostics(
  _ text: String, beside world: String = "", in project: TestProject = .sandbox
) throws -> [Diagnostic] {
  let files = [("test.yaml", text), ("a-world.yaml", world)].map {
    SourceFile(path: $0.0, bytes: Array($0.1.utf8))
  }
  let loaded = LoadedTree(files, in: project)
  let state = DesiredState(
    deployment: project.project.deployment, now: try project.instant, own: loaded.resources,
    others: [], isInstitutionTree: project.institution != nil)
  var locator = SiteLocator(files: loaded.files, declarations: loaded.declarations)
  return (loaded.diagnostics + locator.diagnostics(for: Checks.findings(in: state)))
    .sortedForReading()
}

/// Reads marked manifests, without any check, and compares what is found with the marks.
@discardableResult
func expectReading(
  _ text: String, in project: TestProject = .sandbox,
  sourceLocation: SourceLocation = #_sourceLocation
) -> LoadedTree {
  let marked = MarkedYAML(text, sourceLocation: sourceLocation)
  let loaded = LoadedTree([marked.file], in: project)
  marked.expect(loaded.diagnostics, sourceLocation: sourceLocation)
  return loaded
}
