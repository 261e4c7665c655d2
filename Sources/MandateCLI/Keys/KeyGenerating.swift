import AccessModel
import Diagnostics
import Lifecycle

/// `key generate`.
struct KeyGenerating {
  private let command: KeyCommand
  private let sink: SecretSink
  private let choice: KeyChoice

  init(_ invocation: Invocation) throws(CommandFailure) {
    // Before anything is opened: a number that names no descriptor yet must not come to name a store.
    sink = try SecretSink(invocation)
    command = try KeyCommand(invocation)
    choice = try Self.choice(invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let register = try command.read()
    let grounds = command.grounds(in: register)
    let key = try KeyCommand.requiring { () throws(LifeProblem) in
      try grounds.prepared(command.name, choice, by: command.actor).key
    }
    let presence = try PresenceCheck(command, register).presence(to: .generate, key)
    let environment = register.deployment.environment
    return try KeySecret(command: command, sink: sink).make(for: environment) {
      secret throws(CommandFailure) in
      var made = key
      _ = try command.run { grounds throws(LifeProblem) in
        try grounds.generating(
          command.name, choice, secret: secret, presence: presence, by: command.actor)
      } lines: { grounds, move in
        made = move.key
        return ["\(made.address): secret 1 of key \(made.name)"]
          + SecretWarnings.lines(thirdParty: made.thirdParty != nil).map { "  \($0)" }
          + ["  what it may do: mandate key show \(made.commandWords) --as \(command.actor)"]
      }
      return made
    }
  }

  // MARK: Options

  private static func choice(_ invocation: Invocation) throws(CommandFailure) -> KeyChoice {
    KeyChoice(
      networks: try networks(invocation),
      isUnrestricted: invocation.arguments.has("--unrestricted"),
      account: invocation.arguments.has("--account")
        ? try invocation.identifier("--account", bytesMax: 64) : nil,
      scopes: try scopes(invocation),
      thirdParty: invocation.arguments.has("--third-party")
        ? try invocation.recordedText("--third-party") : nil)
  }

  private static func networks(_ invocation: Invocation) throws(CommandFailure) -> [CIDR] {
    try invocation.listed("--ip") { text throws(FormatProblem) in try CIDR(parsing: text) }
  }

  private static func scopes(_ invocation: Invocation) throws(CommandFailure) -> [Selector] {
    try invocation.listed("--scope") { text throws(FormatProblem) in try Selector(parsing: text) }
  }
}

extension Invocation {
  /// The values of a repeatable option, each of which may list several with commas between them.
  fileprivate func listed<Element>(
    _ option: String, _ read: (Text) throws(FormatProblem) -> Element
  ) throws(CommandFailure) -> [Element] {
    var found: [Element] = []
    for value in arguments.all(option) {
      for part in value.split(separator: ",", omittingEmptySubsequences: false) {
        do throws(FormatProblem) { found.append(try read(Text(String(part)))) } catch {
          throw .usage("\(option): \(error.message)", help: error.help.first)
        }
      }
    }
    return found
  }
}
