import AccessModel
import Diagnostics
import Lifecycle

/// `key reset`.
struct KeyResetting {
  private let command: KeyCommand
  private let sink: SecretSink

  init(_ invocation: Invocation) throws(CommandFailure) {
    sink = try SecretSink(invocation)
    command = try KeyCommand(invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let register = try command.read()
    let grounds = command.grounds(in: register)
    let key = try KeyCommand.requiring { () throws(LifeProblem) in
      try grounds.resettable(command.name, by: command.actor)
    }
    if let retiring = key.retiring(at: register.now),
      key.current(at: register.now)?.isDelivered == true
    {
      command.record.reporter.note(
        "secret \(retiring.number) is in its tail until \(retiring.until?.description ?? "-"); "
          + "this reset ends it at once")
    }
    let presence = try PresenceCheck(command, register).presence(to: .reset, key)
    let environment = register.deployment.environment
    let pairID = KeyID.make(random: Crypto.randomBytes)
    return try KeySecret(command: command, sink: sink).make(for: environment) {
      secret throws(CommandFailure) in
      var made = key
      _ = try command.run { grounds throws(LifeProblem) in
        try grounds.resetting(
          command.name, secret: secret, pairID: pairID, presence: presence, by: command.actor)
      } lines: { grounds, move in
        made = move.key
        return ResetLines(before: grounds.key(named: command.name), move: move, now: grounds.now)
          .lines
      }
      return made
    }
  }
}

/// What a reset did, in words.
private struct ResetLines {
  let before: KeyRecord?
  let move: KeyMove
  let now: Instant

  var lines: [String] {
    let key = move.key
    let number = key.latest?.number ?? 1
    return ["\(key.address): secret \(number) of key \(key.name)"] + olderLines
      + SecretWarnings.lines(thirdParty: key.thirdParty != nil).map { "  \($0)" }
  }

  private var olderLines: [String] {
    if move.keys.count > 1, let before {
      return ["  the pair \(before.id) is dead from now on; this is a new one"]
    }
    let living = (before?.generations ?? []).filter { $0.hasNotEnded(at: now) }
    return living.map { old in
      let new = move.key.generations.first { $0.number == old.number }
      guard let end = new?.until, now < end else {
        return "  secret \(old.number) is dead from now on"
          + (old.isDelivered ? "" : "; it was never delivered")
      }
      return "  secret \(old.number) opens until \(end), and nothing from then on"
    }
  }
}
