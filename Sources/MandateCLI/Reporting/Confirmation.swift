import AccessModel
import Plans

/// Asks a person whether a plan that was shown is to be done.
struct Confirmation {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Throws `request` unless the answer is the one word; `--auto-approve` does not ask.
  func ask(_ plan: Plan) throws(CommandFailure) {
    guard !invocation.arguments.has("--auto-approve") else { return }
    guard invocation.context.canAsk else {
      throw .request(
        "there is no terminal to ask on, and --auto-approve was not given; nothing was done",
        help: "add --auto-approve")
    }
    invocation.output.phase("")
    // Whoever has the wrong window open types `yes`, and not the name of what is in the other one.
    let wanted =
      plan.deployment.environment.isProduction
      ? plan.deployment.environment.rawValue : "yes"
    let what =
      plan.command.isEmpty
      ? "\(plan.changes.count) \(plan.changes.count == 1 ? "change" : "changes")" : "this proposal"
    Reporter(invocation: invocation).note(
      "Apply \(what) to \(plan.deployment)? Only `\(wanted)` will do it:")
    guard readLine() == wanted else {
      throw .request("not applied: the answer was not `\(wanted)`", help: nil)
    }
  }
}
