import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let apply = CommandDeclaration(
    "apply", "does what a plan says: all of it, or nothing",
    details: """
      Without a plan file it plans, shows the plan and asks. With one it applies exactly that plan, \
      once, or refuses because what it read has moved. The first apply to a store creates it and \
      registers the tree as a staff owner.
      """,
    operands: [Operand("PLANFILE", "a file that plan --out wrote", count: 0...1)],
    options: [
      OptionDeclaration("--auto-approve", "does not ask"),
      OptionDeclaration(
        "--expect-digest", value: "SHA", "refuses any plan but the one with this digest"),
      OptionDeclaration(
        "--approval", value: "SIG", isRepeatable: true,
        "a second person's approval of the plan file, as approve wrote it"),
      OptionDeclaration(
        "--lift", value: "NAME[=ADDRESS]", isRepeatable: true,
        "lifts a guardrail for this run; needs --reason"),
      OptionDeclaration(
        "--target", value: "ADDRESS", isRepeatable: true,
        "limits the plan to a resource and what it needs"),
      OptionDeclaration(
        "--only", value: "narrowing", "does only what takes access away, which waits for nobody"),
      OptionDeclaration("--format", value: "F", "text or json; default text"),
      OptionDeclaration(
        "--write", value: "FORMAT:FILE", isRepeatable: true,
        "writes the plan to a file, in any format of plan"),
      OptionDeclaration("--full", "lists everything that text would fold"),
    ],
    examples: [
      "mandate apply --as staff:ops", "mandate apply change.plan --auto-approve --as staff:ops",
      "mandate apply change.plan --approval ivy.sig --as staff:ops",
      "mandate apply --as staff:ops --lift maxRemovals --reason 'OPS-7 closes the desk'",
    ],
    run: { invocation throws(CommandFailure) in try ApplyCommand(invocation).run() })
}

struct ApplyCommand {
  private let invocation: Invocation
  private let reporter: Reporter

  init(_ invocation: Invocation) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let sink = try PlanSink(invocation, printed: [.text, .json])
    let actor = try invocation.actor()
    let onBehalfOf = try invocation.onBehalfOf()
    let reason = try invocation.reason()
    try requirePlanForApprovals()
    let saved = try invocation.arguments.operands.first.map { path throws(CommandFailure) in
      try SavedPlan.read(path, invocation)
    }
    if let saved, !saved.command.isEmpty { return try runProposal(saved, sink) }
    let project = try invocation.project()
    let lifts = try lifts(reason: reason, project)
    _ = try invocation.judgedAt(writingTo: project.deployment)
    let (plan, exit) = try makePlan(saved, project, lifts, sink)
    guard let plan else { return exit }
    guard !plan.changes.isEmpty else {
      if saved != nil { try requireFresh(plan, project) }
      reporter.note("nothing to change, and nothing was written")
      return .done
    }
    guard invocation.output.flush() else {
      throw .request("the plan could not be shown; nothing was done", help: nil)
    }
    try Confirmation(invocation).ask(plan)
    var pipeline = ApplyPipeline(
      invocation: invocation, project: project, location: try invocation.store(of: project),
      actor: actor, onBehalfOf: onBehalfOf, reason: reason, lifts: lifts)
    return try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
      pipeline.approvals = try ApprovalVerifier.approvals(
        of: plan, invocation, in: pipeline.location.store)
      invocation.output.phase("applying \(plan.changes.count) changes")
      return try Interrupt.holding { () throws(CommandFailure) in
        let receipt = try pipeline.apply(plan)
        report(receipt, plan, sink)
        guard invocation.output.finish() else { return undelivered(receipt) }
        hintAtWaiting(plan)
        return .done
      }
    }
  }

  /// A saved plan without changes says that the register is as the files were: it must still be so.
  private func requireFresh(_ plan: Plan, _ project: Project) throws(CommandFailure) {
    let store = try invocation.store(of: project).store
    let snapshot = try asking { () throws(StoreError) in
      try store.snapshot(.only(Set(plan.base.scopes.map(\.scope))))
    }
    try PlanFreshness.require(plan, snapshot, in: store)
  }

  /// What the plan leaves to people, or else where to look at what was done.
  private func hintAtWaiting(_ plan: Plan) {
    reporter.hint(plan.waiting.isEmpty ? ["history"] : ["app", "status"])
  }

  /// Who reads only the results does not know what happened, as if the connection had died.
  private func undelivered(_ receipt: Receipt) -> ExitCode {
    reporter.noteError(
      "apply \(receipt.applyID) is committed as revision \(receipt.revision), and no result says so",
      ["ask for it with mandate recover \(receipt.applyID)"])
    return .unknown
  }

  /// Carries out a command that was proposed.
  private func runProposal(_ plan: Plan, _ sink: PlanSink) throws(CommandFailure) -> ExitCode {
    try requireExpectedDigest(plan)
    return try ProposalApply(invocation: invocation, plan: plan).run(
      show: { found throws(CommandFailure) in
        try sink.write(found, isPrinted: !invocation.arguments.has("--auto-approve"))
        guard invocation.output.flush() else {
          throw .request("the proposal could not be shown; nothing was done", help: nil)
        }
      },
      confirm: { found throws(CommandFailure) in try Confirmation(invocation).ask(found) })
  }

  /// The plan to apply, printed; nil with the exit code when there is none to apply.
  private func makePlan(
    _ saved: Plan?, _ project: Project, _ lifts: [Lift], _ sink: PlanSink
  ) throws(CommandFailure) -> (Plan?, ExitCode) {
    if let plan = saved {
      for option in ["--target", "--only"] where invocation.arguments.has(option) {
        throw .usage(
          "\(option) does not go with a saved plan, which is applied whole",
          help: "limit it when it is made: mandate plan \(option) ... --out FILE")
      }
      guard plan.owner == project.name, plan.deployment == project.deployment else {
        throw .request(
          "the plan is of `\(plan.owner)` for \(plan.deployment), and this project is "
            + "`\(project.name)` for \(project.deployment)",
          help: "run it in the project that it was made in")
      }
      // Who is asked sees what the answer is about.
      let isShown = sink.format == .text && !invocation.arguments.has("--auto-approve")
      try sink.write(plan, of: project, isPrinted: isShown)
      try requireExpectedDigest(plan)
      return (plan, .done)
    }
    let outcome = try PlanCommand.pipeline(invocation, project, lifts: lifts).makePlan()
    if outcome.plan == nil, sink.format == .json {
      reporter.printResult(outcome.diagnostics, .json)
    } else {
      reporter.note(outcome.diagnostics)
    }
    guard let plan = outcome.plan else {
      try sink.writeFiles(instead: outcome.diagnostics, of: project)
      return (nil, outcome.exit)
    }
    try sink.write(plan, outcome.diagnostics, of: project, isPrinted: sink.format == .text)
    reporter.noteLeftOut(outcome.leftOut)
    // A stale plan comes before whatever a guardrail says of it.
    try requireExpectedDigest(plan)
    let tests = plan.effects.tests
    guard outcome.prohibitions.isEmpty, !tests.hasBindingFailure else {
      reporter.report(outcome.prohibitions)
      reporter.report(tests)
      reporter.note("nothing was done")
      return (nil, outcome.exit)
    }
    return (plan, .done)
  }

  // MARK: Conditions

  /// Nobody can have approved a plan that is made only now.
  private func requirePlanForApprovals() throws(CommandFailure) {
    guard invocation.arguments.has("--approval"), invocation.arguments.operands.isEmpty else {
      return
    }
    throw .usage(
      "--approval is for a saved plan, and no PLANFILE is named",
      help: "save the plan with mandate plan --out FILE, have it approved, and apply the file")
  }

  private func lifts(reason: Text?, _ project: Project) throws(CommandFailure) -> [Lift] {
    let lifts = invocation.arguments.all("--lift").map { Lift(Text($0)) }
    let names = Guardrails.liftableNames + project.guardrails.rules.map(\.name.string)
    for lift in lifts where !names.contains(lift.name.string) {
      let near = nearestName(to: lift.name.string, among: names)
      throw .usage(
        "--lift: there is no guardrail `\(lift.name)`",
        help: near.map { "did you mean \($0)?" } ?? "they are \(names.joined(separator: ", "))")
    }
    guard lifts.isEmpty || reason != nil else {
      throw .usage("--lift needs --reason", help: "say why in --reason TEXT; it is recorded")
    }
    return lifts
  }

  private func requireExpectedDigest(_ plan: Plan) throws(CommandFailure) {
    guard let expected = invocation.arguments.value("--expect-digest") else { return }
    let written = expected.hasPrefix("sha256:") ? expected : "sha256:" + expected
    guard Text(written) == Text(plan.digest.description) else {
      throw .stale(
        Staleness(cause: .otherDigest(expected: Text(written), found: plan.digest), by: nil))
    }
  }

  private func report(_ receipt: Receipt, _ plan: Plan, _ sink: PlanSink) {
    guard sink.format != .json else {
      invocation.output.write(ReceiptJSON.bytes(of: receipt, changes: plan.changes.count))
      return
    }
    invocation.output.write(
      "Applied: revision \(receipt.revision), \(plan.changes.count) "
        + "\(plan.changes.count == 1 ? "change" : "changes"), "
        + "apply id \(receipt.applyID)\nAudit head \(receipt.auditHead)\n")
  }
}
