import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering

extension CommandDeclaration {
  static let test = CommandDeclaration(
    "test", "runs the access tests against the planned state",
    details: """
      Runs every case of the AccessTests that concern this tree against the register as it would be \
      when the whole tree is applied: its own tests, those of the broker's staff, and for staff \
      those of institutions, which only warn. Exit 9 when one fails that binds. The store is opened \
      read-only; one that does not exist yet counts as empty, and then nothing is approved.
      """,
    operands: [
      Operand("PATH", "runs only the tests declared in these files and folders", count: 0...1_000)
    ],
    options: [
      OptionDeclaration("--format", value: "F", "text, json or junit; default text"),
      OptionDeclaration(
        "--write", value: "FORMAT:FILE", isRepeatable: true, "writes any of them to a file too"),
      .snapshot,
    ],
    examples: ["mandate test", "mandate test --write junit:tests.xml", "mandate test tests.yaml"],
    run: { invocation throws(CommandFailure) in try TestCommand(invocation).run() })
}

struct TestCommand {
  private let invocation: Invocation
  private let reporter: Reporter

  init(_ invocation: Invocation) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let sink = try TestSink(invocation)
    let project = try invocation.project()
    let outcome = try PlanCommand.pipeline(invocation, project, lifts: []).makePlan()
    reporter.note(outcome.material == nil && sink.format == .json ? [] : outcome.diagnostics)
    guard let material = outcome.material else {
      if sink.format == .json { reporter.printResult(outcome.diagnostics, .json) }
      return outcome.exit
    }
    let report = try report(on: material, project)
    try sink.write(report)
    return report.outcomes.hasBindingFailure ? .testFailed : .done
  }

  private func report(
    on material: PlanMaterial, _ project: Project
  ) throws(CommandFailure) -> TestReport {
    let snapshot = material.snapshot
    let planned = material.planned()
    let owner = snapshot.owner(named: project.name)
    let institution = owner == nil ? project.institution : owner?.institution
    let tests = StandingTest.visible(
      to: project.name, of: institution, among: planned, rows: snapshot.rows,
      owners: snapshot.owners)
    let wanted = try limited(tests, material, project)
    let view = AccessView(
      AccessRegister(planned, deployment: project.deployment), at: try invocation.judgedAt())
    return TestReport(
      owner: project.name, deployment: project.deployment, at: view.now,
      outcomes: AccessTestRunner.outcomes(of: wanted, in: view, for: institution),
      untested: UntestedPrivileges.found(besides: tests, in: view))
  }

  /// The tests declared in the files that were named; all when none was.
  private func limited(
    _ tests: [StandingTest], _ material: PlanMaterial, _ project: Project
  ) throws(CommandFailure) -> [StandingTest] {
    let paths = invocation.arguments.operands.map {
      ProjectPath.relative($0, of: project, invocation)
    }
    guard !paths.isEmpty else { return tests }
    let chosen = try PlanSelection(targets: [], paths: paths).limit(material.declared)
    let addresses = Set(chosen.lazy.map(\.resource.address))
    return tests.filter { addresses.contains($0.resource.address) }
  }
}

/// Where outcomes go: standard output in one format, and files in several.
private struct TestSink {
  enum Format: String, CaseIterable {
    case text, json, junit
  }

  let format: Format
  private let files: [(format: Format, path: String)]
  private let invocation: Invocation

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    let choice = try FormatChoice<Format>(
      invocation, default: .text, of: "test", example: "junit:tests.xml")
    format = choice.printed
    files = choice.files
  }

  /// Writes the files, then the result; also when a test fails.
  func write(_ report: TestReport) throws(CommandFailure) {
    for file in files {
      try OutputFile.write(bytes(report, file.format), to: invocation.absolute(file.path))
    }
    switch format {
    case .text: Reporter(invocation: invocation).show(TestText.rendered(report))
    case .json, .junit: invocation.output.write(bytes(report, format))
    }
  }

  private func bytes(_ report: TestReport, _ format: Format) -> [UInt8] {
    switch format {
    case .text: TestText.rendered(report).bytes(withColour: false)
    case .json: TestJSON.bytes(of: report)
    case .junit: TestJUnit.bytes(of: report)
    }
  }
}
