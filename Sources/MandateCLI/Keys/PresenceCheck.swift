import AccessModel
import Diagnostics
import Lifecycle
import Plans

/// Finds out whether the owner of a key is present, by the store's verifier.
struct PresenceCheck {
  /// What the owner is about to do.
  enum Act: String {
    case generate, reset
  }

  private let command: KeyCommand
  private let register: RecordRegister

  init(_ command: KeyCommand, _ register: RecordRegister) {
    self.command = command
    self.register = register
  }

  /// By which checks the owner was found present.
  ///
  /// - Throws: `prohibited` when they were not, or when prod has no verifier.
  func presence(to act: Act, _ key: KeyRecord) throws(CommandFailure) -> KeyPresence {
    guard let path = register.setting("verifier").first else {
      guard !register.deployment.environment.isProduction else {
        throw refusal(
          "the store has no verifier, and prod makes no secret without one",
          help: "staff of role security name one: mandate store set verifier /path/to/program")
      }
      return .development
    }
    // The answers of a person pass through this process.
    Crypto.keepMemoryToItself()
    let question = PresenceQuestion(
      deployment: register.deployment, actor: command.actor, email: email, act: act.rawValue,
      keyName: key.name)
    do throws(ProgramProblem) {
      let presence = try PresenceProgram(path: path.string).ask(question)
      guard presence.suffices(in: register.deployment.environment) else {
        throw ProgramProblem("it did not pass both checks")
      }
      return presence
    } catch {
      throw refusal(
        "the owner was not found present: \(error.words)",
        help: "try again, with the phone and the trading password at hand")
    }
  }

  private var email: Text? {
    let login = command.grounds(in: register).user.flatMap { user in
      register.resource(
        command.holder.institution.isEmpty
          ? Address(.retailClient, name: user)
          : Address(.portalUser, institution: command.holder.institution, name: user))
    }
    return login?.mailAddress?.written
  }

  private func refusal(_ message: String, help: String) -> CommandFailure {
    .prohibited([
      Prohibition(rule: DiagnosticCode.presenceMissing.name, message: message, help: [help])
    ])
  }
}
