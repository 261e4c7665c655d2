import AccessModel
import Diagnostics
import Plans
import Rendering
import Stores

/// Applies a proposal: runs its words again and does what they decide, if that is what was proposed.
struct ProposalApply {
  let invocation: Invocation
  /// As the file has it.
  let plan: Plan

  /// What the proposal does, worked out anew; nil with the exit code when it was refused and said so.
  static func look(
    at plan: Plan, _ invocation: Invocation
  ) throws(CommandFailure) -> (finding: ProposalFinding?, exit: ExitCode) {
    let run = ProposalRun(plan: plan, purpose: .look)
    let exit = try self.run(run, invocation)
    return (run.found.finding, exit)
  }

  private static func run(
    _ run: ProposalRun, _ invocation: Invocation
  ) throws(CommandFailure) -> ExitCode {
    let inner = try ProposalWords.invocation(of: run, from: invocation)
    return try inner.command.run(inner)
  }

  /// Asks who applies it with `confirm`, having shown what it does with `show`.
  func run(
    show: (Plan) throws(CommandFailure) -> Void, confirm: (Plan) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> ExitCode {
    for option in ["--lift", "--target", "--only", "--format"]
    where invocation.arguments.has(option) {
      throw .usage("\(option) does not go with a proposal, which is a command", help: nil)
    }
    let applier = ProposalRun.Applier(
      actor: try invocation.actor(), onBehalfOf: try invocation.onBehalfOf(),
      reason: try invocation.reason())
    _ = try invocation.judgedAt(writingTo: plan.deployment)
    let (finding, exit) = try Self.look(at: plan, invocation)
    guard let finding else { return exit }
    try show(finding.plan)
    let approvals = try ApprovalVerifier.approvals(
      of: plan, invocation, in: invocation.existingStore())
    let asked = try Self.run(ProposalRun(plan: plan, purpose: .ask(applier)), invocation)
    guard asked == .done else { return asked }
    try confirm(finding.plan)
    return try Self.run(
      ProposalRun(plan: plan, purpose: .carryOut(applier, approvals)), invocation)
  }
}
