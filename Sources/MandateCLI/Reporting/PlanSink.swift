import Diagnostics
import Manifests
import Plans
import Rendering

/// Where a plan goes: standard output in one format, and files in several.
struct PlanSink {
  typealias Format = PlanDocument.Format

  let format: Format
  /// Whether a program reads standard output, and finds there what is wrong too.
  var isForPrograms: Bool {
    switch format {
    case .json, .sarif, .github: true
    case .text, .markdown, .html: false
    }
  }

  private let files: [(format: Format, path: String)]
  /// The file that `apply` reads; it never holds anything but a plan.
  private let planFile: String?
  private let invocation: Invocation

  /// `printed` are the formats that `--format` may name here.
  init(
    _ invocation: Invocation, printed: [Format] = Format.allCases
  ) throws(CommandFailure) {
    self.invocation = invocation
    let choice = try FormatChoice<Format>(
      invocation, default: .text, of: "plan", example: "markdown:plan.md")
    guard printed.contains(choice.printed) else {
      throw .usage(
        "--format: `\(choice.printed.rawValue)` is a format of plans, and "
          + "`\(invocation.command.name)` prints what it did",
        help: "write the plan to a file with --write \(choice.printed.rawValue):FILE")
    }
    format = choice.printed
    files = choice.files
    planFile = invocation.arguments.value("--out")
    try requireDifferentFiles()
  }

  /// The last writer of one file would win, and say nothing of it.
  private func requireDifferentFiles() throws(CommandFailure) {
    var taken: Set<String> = []
    for path in files.map(\.path) + (planFile.map { [$0] } ?? []) {
      guard taken.insert(place(of: path)).inserted else {
        throw .usage("`\(path)` would be written twice", help: "name a file for each format")
      }
    }
  }

  /// A path as no other path of the same file is written, whether or not the file is there yet.
  private func place(of path: String) -> String {
    let absolute = invocation.absolute(path)
    if let resolved = PathText.resolved(absolute) { return resolved }
    let parts = absolute.split(separator: "/")
    let folder = "/" + parts.dropLast().joined(separator: "/")
    return "\(PathText.resolved(folder) ?? folder)/\(parts.last ?? "")"
  }

  /// Writes the files, then the result; also when a guardrail refuses.
  func write(
    _ plan: Plan, _ diagnostics: [Diagnostic] = [], of project: Project? = nil,
    isPrinted: Bool = true
  ) throws(CommandFailure) {
    let document = document(plan, diagnostics, project)
    try writeFiles(document)
    if isPrinted { printResult(document) }
  }

  /// Writes what stood in the way of a plan into every file but that of the plan.
  func writeFiles(
    instead diagnostics: [Diagnostic], of project: Project?
  ) throws(CommandFailure) {
    try writeFiles(document(nil, diagnostics, project))
  }

  /// Writes what stood in the way of a plan everywhere but into the plan file and, as text, to
  /// standard output: people read it on standard error.
  func write(
    instead diagnostics: [Diagnostic], of project: Project?, exit: ExitCode
  ) throws(CommandFailure) {
    let document = document(nil, diagnostics, project)
    try writeFiles(document)
    if format != .text { printResult(document) }
    try append(document, toWorkflowOf: exit)
  }

  /// Appends to the files that a job of GitHub Actions names.
  func appendToWorkflow(
    _ plan: Plan, _ diagnostics: [Diagnostic], of project: Project?, exit: ExitCode
  ) throws(CommandFailure) {
    try append(document(plan, diagnostics, project), toWorkflowOf: exit)
  }

  private func append(
    _ document: PlanDocument, toWorkflowOf exit: ExitCode
  ) throws(CommandFailure) {
    let files = WorkflowFiles(invocation.context)
    guard files.areThere else { return }
    try files.append(
      markdown: document.bytes(.markdown),
      PlanOutputs(document.plan, isRefused: exit == .refused, exit: exit.rawValue))
  }

  private func document(
    _ plan: Plan?, _ diagnostics: [Diagnostic], _ project: Project?
  ) -> PlanDocument {
    PlanDocument(
      plan: plan, diagnostics: diagnostics, project: project,
      isFull: invocation.arguments.has("--full"))
  }

  private func writeFiles(_ document: PlanDocument) throws(CommandFailure) {
    if let planFile, document.plan != nil {
      try OutputFile.write(document.bytes(.json), to: invocation.absolute(planFile))
    }
    for file in files {
      try OutputFile.write(document.bytes(file.format), to: invocation.absolute(file.path))
    }
  }

  private func printResult(_ document: PlanDocument) {
    if format == .text, let plan = document.plan {
      Reporter(invocation: invocation).show(document.text(plan))
    } else {
      invocation.output.write(document.bytes(format))
    }
  }
}
