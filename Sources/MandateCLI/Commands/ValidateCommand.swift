import AccessModel
import Diagnostics
import Manifests
import Plans
import Stores

extension CommandDeclaration {
  static let validate = CommandDeclaration(
    "validate", "checks manifests: form, references, invariants; needs no store",
    details: """
      Reads every manifest of the project and reports all problems in one run, with file, line and \
      column. In an institution's own tree, references to what the broker declares are noted as \
      unchecked; plan checks them against the store. With --snapshot every reference is judged against \
      the register of that moment beside the tree.
      """,
    operands: [
      Operand("PATH", "files or folders to report on; default: all", count: 0...1_000)
    ],
    options: [
      OptionDeclaration("--format", value: "F", "text, json, sarif or github; default text"),
      .snapshot,
    ],
    examples: [
      "mandate validate", "mandate validate --format github",
      "mandate validate --snapshot register.json",
    ],
    run: { invocation throws(CommandFailure) in try ValidateCommand(invocation).run() })
}

struct ValidateCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    var reporter = Reporter(invocation: invocation)
    let format = try reporter.format()
    let project: Project
    do throws(CommandFailure) {
      project = try invocation.project()
    } catch .diagnostics(let diagnostics) {
      reporter.printResult(diagnostics, format)
      return .wrongInput
    }
    reporter.projectFolder = project.folderInWorkTree
    let loaded = LoadedTree(project, telling: Progress(invocation.output))
    try requireKnown(invocation.arguments.operands, in: loaded)
    invocation.output.phase("checking \(loaded.declarations.count) resources")
    var diagnostics = loaded.diagnostics
    diagnostics += try judged(loaded)
    diagnostics = limited(diagnostics, to: invocation.arguments.operands, in: project)
    if reporter.isQuiet { diagnostics = diagnostics.filter { $0.severity == .error } }
    reporter.printResult(diagnostics, format)
    if format == .text, !diagnostics.hasErrors, !reporter.isQuiet {
      reporter.note(
        "\(loaded.declarations.count) resources in \(loaded.tree.files.count) files are valid")
      reporter.hint(["plan"])
    }
    return diagnostics.hasErrors ? .wrongInput : .done
  }

  /// What the checks say of the tree alone, or beside the register of a snapshot.
  private func judged(_ loaded: LoadedTree) throws(CommandFailure) -> [Diagnostic] {
    let now = try invocation.judgedAt()
    guard invocation.arguments.has("--snapshot") else {
      return loaded.judged(beside: [], at: now, hidesBroker: loaded.isInstitutionTree)
    }
    let project = loaded.project
    let store = try invocation.store(of: project).store
    let snapshot = try asking { () throws(StoreError) in
      try store.snapshot(loaded.scopesRead)
    }
    if let mismatch = Diagnostic.mismatch(of: project, with: snapshot) { return [mismatch] }
    let register = try RegisterSplit(snapshot.rows, owner: project.name)
    lazy var stored = Set(register.ownRows.lazy.map(\.address))
    return loaded.judged(
      beside: register.others, at: now, hidesBroker: false, isStored: { stored.contains($0) })
  }

  /// A mistyped path would otherwise read as a valid one; a file that could not be read is reported.
  private func requireKnown(_ paths: [String], in loaded: LoadedTree) throws(CommandFailure) {
    guard !loaded.diagnostics.hasErrors else { return }
    for path in paths {
      let wanted = ProjectPath.relative(path, of: loaded.project, invocation)
      let isKnown = loaded.tree.files.contains {
        wanted == "." || $0.path == wanted || $0.path.hasPrefix(wanted + "/")
      }
      guard isKnown else {
        throw .request(
          "no manifest of this project lies at `\(path)`",
          help: "manifests are the files below mandate.yaml, or those that its `manifests` names")
      }
    }
  }

  /// The diagnostics of some files and folders; those without a place always count.
  private func limited(
    _ diagnostics: [Diagnostic], to operands: [String], in project: Project
  ) -> [Diagnostic] {
    guard !operands.isEmpty else { return diagnostics }
    let paths = operands.map { ProjectPath.relative($0, of: project, invocation) }
    return diagnostics.filter { diagnostic in
      guard let file = diagnostic.range?.file.path else { return true }
      return paths.contains { path in
        path == "." || file == path || file.hasPrefix(path.hasSuffix("/") ? path : path + "/")
      }
    }
  }
}

/// Paths that the user writes, as diagnostics and plans name files.
enum ProjectPath {
  /// The path relative to the project's folder, `.` for the folder itself.
  static func relative(_ path: String, of project: Project, _ invocation: Invocation) -> String {
    let written = invocation.absolute(path)
    let wanted = components(of: PathText.resolved(written) ?? written)
    let base = components(of: project.folder)
    let shared = zip(base, wanted).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: base.count - shared) + wanted.dropFirst(shared)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  private static func components(of path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }
}
