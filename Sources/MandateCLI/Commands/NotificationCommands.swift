import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let notificationList = CommandDeclaration(
    "notification list", "the mails owed and sent because of decisions",
    options: [
      OptionDeclaration("--state", value: "STATE", "only queued, sent or failed ones"),
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: ["mandate notification list --state failed"],
    run: { invocation throws(CommandFailure) in
      let state = try Mail.State.named(invocation)
      let register = try RecordRegister(
        invocation, try invocation.existingStore(), .only([.global, .notices]), toWrite: false)
      let mails = register.mails.filter { state == nil || $0.state == state }
      if try invocation.wantsJSON() {
        invocation.output.write(LifeJSON.mails(mails))
      } else if mails.isEmpty {
        Reporter(invocation: invocation).note("no mail")
      } else {
        Reporter(invocation: invocation).show(LifeText.mails(mails))
      }
      return .done
    })

  static let notificationResend = CommandDeclaration(
    "notification resend", "hands mails to the notification command again",
    operands: [
      Operand("ID", "ids, as notification list shows them", count: 0...1_000)
    ],
    options: [
      OptionDeclaration("--failed", "every mail that failed"),
      OptionDeclaration("--queued", "every mail that was never tried"),
    ],
    examples: [
      "mandate notification resend 17 --as staff:ida-lee",
      "mandate notification resend --failed --as staff:ida-lee",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try NotificationResendCommand(invocation).run()
      }
    })
}

/// Tries mails again and records how it went; exit 1 when one of them failed again.
struct NotificationResendCommand {
  private let command: RecordCommand

  init(_ invocation: Invocation) throws(CommandFailure) {
    command = try RecordCommand(invocation)
    let arguments = invocation.arguments
    guard !arguments.operands.isEmpty || arguments.has("--failed") || arguments.has("--queued")
    else {
      throw .usage(
        "`notification resend` needs ID, --failed or --queued",
        help: "list mails with mandate notification list")
    }
  }

  func run() throws(CommandFailure) -> ExitCode {
    let person = try command.person()
    let register = try RecordRegister(
      command.invocation, command.store, .only([.global, .notices]))
    try requireStaff(person, register)
    guard let program = MailDelivery.program(in: register) else {
      throw .request(
        "the store has no notification command",
        help: "set one with mandate store set notify /path/of/program")
    }
    let mails = try wanted(register)
    guard !mails.isEmpty else {
      command.reporter.note("no mail to send")
      return .done
    }
    let delivery = MailDelivery(command)
    let tried = delivery.attempt(mails, program, register)
    try delivery.record(tried)
    return tried.contains { $0.state == .failed } ? .wrongInput : .done
  }

  private func requireStaff(
    _ actor: Actor, _ register: RecordRegister
  ) throws(CommandFailure) {
    guard !register.person(actor).isStaff else { return }
    throw .prohibited([
      Prohibition(
        rule: "actor", message: "\(actor) may not send mails again",
        help: ["the broker's staff may"])
    ])
  }

  private func wanted(_ register: RecordRegister) throws(CommandFailure) -> [Mail] {
    let arguments = command.invocation.arguments
    let mails = register.mails
    for id in arguments.operands where !mails.contains(where: { $0.id == Text(id) }) {
      throw .request(
        "there is no mail `\(id)`",
        help: "list mails with mandate notification list")
    }
    return mails.filter { mail in
      arguments.operands.contains(mail.id.string)
        || mail.state == .failed && arguments.has("--failed")
        || mail.state == .queued && arguments.has("--queued")
    }
  }
}

extension Mail.State {
  /// `--state`; nil when the option is not there.
  fileprivate static func named(_ invocation: Invocation) throws(CommandFailure) -> Mail.State? {
    guard let word = invocation.arguments.value("--state") else { return nil }
    guard let state = Mail.State(rawValue: word) else {
      throw .usage("--state: there is no state `\(word)`", help: "write queued, sent or failed")
    }
    return state
  }
}
