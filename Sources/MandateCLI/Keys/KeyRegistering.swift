import AccessModel
import Diagnostics
import Lifecycle

/// `key register`.
struct KeyRegistering {
  private let command: KeyCommand

  init(_ invocation: Invocation) throws(CommandFailure) {
    guard KeyCommand.keyID(Text(invocation.arguments.operands[0])) == nil else {
      throw .request(
        "a key that has an id is registered already", help: "name its holder, and a new --name")
    }
    command = try KeyCommand(invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let id = KeyID.make(random: Crypto.randomBytes)
    return try command.run { grounds throws(LifeProblem) in
      try grounds.registering(command.name, id: id, by: command.actor)
    } lines: { grounds, move in
      let key = move.key
      let invitation =
        grounds.isInvitationAccepted || key.product == .retail
        ? [] : ["  with it the invitation to \(command.holder.text) is accepted"]
      return ["\(key.address): registered as \(key.name)"] + invitation + [
        "  next: mandate key generate \(key.commandWords) --as \(command.actor)"
      ]
    }
  }
}
