import AccessModel
import Diagnostics
import Lifecycle

/// `key delete`.
struct KeyDeleting {
  private let command: KeyCommand

  init(_ invocation: Invocation) throws(CommandFailure) { command = try KeyCommand(invocation) }

  func run() throws(CommandFailure) -> ExitCode {
    try command.run { grounds throws(LifeProblem) in
      try grounds.deleting(command.name, by: command.actor)
    } lines: { grounds, move in
      let before = grounds.key(named: command.name)
      let died = (before?.generations ?? []).filter { $0.hasNotEnded(at: grounds.now) }
      let secrets =
        died.isEmpty
        ? ["  it had no living secret"]
        : died.map { "  secret \($0.number) is dead from now on" }
      return ["\(move.key.address): key \(move.key.name) is deleted"] + secrets
    }
  }
}
