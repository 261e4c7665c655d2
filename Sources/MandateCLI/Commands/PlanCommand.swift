import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering

extension CommandDeclaration {
  static let plan = CommandDeclaration(
    "plan", "shows what would change",
    details: """
      Compares the manifests with the store and shows the changes in the order of execution, what \
      waits for a decision, and what the guardrails say. The store is opened read-only; one that \
      does not exist yet is planned from nothing and not created. With GITHUB_STEP_SUMMARY or \
      GITHUB_OUTPUT in the environment it also appends the plan as Markdown, and its figures, to \
      the files that they name (docs/formats.md).
      """,
    operands: [
      Operand(
        "PATH", "limits the plan to files and folders; nothing is deleted then", count: 0...1_000)
    ],
    options: PlanOptions.all,
    examples: [
      "mandate plan", "mandate plan --out change.plan --write markdown:plan.md",
      "mandate plan --target TraderAuthorization/harbour-capital/amy --detailed-exitcode",
    ],
    run: { invocation throws(CommandFailure) in try PlanCommand(invocation).run() })
}

/// The options that `plan` takes.
enum PlanOptions {
  static let all: [OptionDeclaration] = [
    OptionDeclaration(
      "--target", value: "ADDRESS", isRepeatable: true,
      "limits the plan to a resource and what it needs"),
    OptionDeclaration(
      "--only", value: "narrowing", "keeps only what takes access away, which waits for nobody"),
    .snapshot,
    OptionDeclaration("--detailed-exitcode", "exit 2 when there are changes"),
    OptionDeclaration("--out", value: "FILE", "saves the plan for apply and show"),
    OptionDeclaration(
      "--write", value: "FORMAT:FILE", isRepeatable: true, "writes any of them to a file too"),
    OptionDeclaration(
      "--format", value: "F", "text, json, markdown, html, sarif or github; default text"),
    OptionDeclaration("--full", "lists everything that text would fold"),
  ]
}

struct PlanCommand {
  private let invocation: Invocation
  private let reporter: Reporter

  init(_ invocation: Invocation) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let sink = try PlanSink(invocation)
    var project: Project?
    let outcome: PlanPipeline.Outcome
    do throws(CommandFailure) {
      let known = try invocation.project()
      project = known
      outcome = try Self.pipeline(invocation, known, lifts: []).makePlan()
    } catch {
      return try report(error, project, sink)
    }
    return try report(outcome, project, sink)
  }

  /// Makes a plan, shows it and gives what it means for the exit.
  func show(_ pipeline: PlanPipeline, in sink: PlanSink) throws(CommandFailure) -> ExitCode {
    try report(pipeline.makePlan(), pipeline.project, sink)
  }

  private func report(
    _ outcome: PlanPipeline.Outcome, _ project: Project?, _ sink: PlanSink
  ) throws(CommandFailure) -> ExitCode {
    guard let plan = outcome.plan else {
      if !sink.isForPrograms { reporter.note(outcome.diagnostics) }
      try sink.write(instead: outcome.diagnostics, of: project, exit: outcome.exit)
      return outcome.exit
    }
    reporter.note(outcome.diagnostics)
    let hasChanges = !plan.changes.isEmpty && invocation.arguments.has("--detailed-exitcode")
    let exit = outcome.exit.joined(with: hasChanges ? .changes : .done)
    try sink.write(plan, outcome.diagnostics, of: project)
    try sink.appendToWorkflow(plan, outcome.diagnostics, of: project, exit: exit)
    reporter.noteLeftOut(outcome.leftOut)
    reporter.report(outcome.prohibitions)
    reporter.report(plan.effects.tests)
    if outcome.exit == .done, !plan.changes.isEmpty {
      reporter.hint(["apply"] + (invocation.arguments.value("--out").map { [$0] } ?? []))
    }
    return exit
  }

  /// A failure on the way to a plan, told also where a reader would take an older plan for this one.
  private func report(
    _ failure: CommandFailure, _ project: Project?, _ sink: PlanSink
  ) throws(CommandFailure) -> ExitCode {
    guard let told = failure.asDiagnostics else { throw failure }
    try sink.write(instead: told.diagnostics, of: project, exit: failure.exit)
    // Programs read what is wrong with the input on standard output alone.
    guard sink.isForPrograms, told.isOfInput else { throw failure }
    return failure.exit
  }

  /// The pipeline that `plan` and `apply` share.
  static func pipeline(
    _ invocation: Invocation, _ project: Project, lifts: [Lift]
  ) throws(CommandFailure) -> PlanPipeline {
    let actor = try invocation.actorIfNamed()
    return PlanPipeline(
      project: project, store: try invocation.store(of: project).store,
      now: try invocation.judgedAt(), author: try invocation.onBehalfOf() ?? actor,
      selection: try selection(invocation, project), lifts: lifts,
      isNarrowingOnly: try isNarrowingOnly(invocation), commit: CommitOfTree.commit,
      progress: Progress(invocation.output))
  }

  private static func isNarrowingOnly(_ invocation: Invocation) throws(CommandFailure) -> Bool {
    guard let part = invocation.arguments.value("--only") else { return false }
    guard part == "narrowing" else {
      throw .usage("--only: there is no part `\(part)` of a plan", help: "write --only narrowing")
    }
    return true
  }

  private static func selection(
    _ invocation: Invocation, _ project: Project
  ) throws(CommandFailure) -> PlanSelection {
    var targets: [Address] = []
    for text in invocation.arguments.all("--target") {
      guard let address = Address(Text(text)) else {
        throw .usage(
          "--target: `\(text)` is not an address", help: "write KIND/NAME or KIND/INSTITUTION/NAME")
      }
      targets.append(address)
    }
    let isPlan = invocation.command.name == "plan"
    let paths = isPlan ? invocation.arguments.operands : []
    return PlanSelection(
      targets: targets, paths: paths.map { ProjectPath.relative($0, of: project, invocation) })
  }
}
