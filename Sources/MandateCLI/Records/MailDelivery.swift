import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Rendering
import Stores

/// Hands mails to the store's notification command and records what became of them.
struct MailDelivery {
  private let command: RecordCommand

  init(_ command: RecordCommand) { self.command = command }

  /// Tries mails that a commit has just recorded; what fails stays owed and is said, never thrown.
  func deliver(_ mails: [Mail], knownTo register: RecordRegister) {
    guard !mails.isEmpty else { return }
    guard let program = Self.program(in: register) else {
      for mail in mails { note(mail, "is queued: the store has no notification command") }
      return
    }
    let tried = attempt(mails, program, register)
    do throws(CommandFailure) {
      try record(tried)
    } catch {
      command.reporter.report(error)
      command.reporter.note(
        "the decision stands; what became of its mails could not be recorded, and they show as queued"
      )
    }
  }

  /// Tries each mail once and tells how it went.
  func attempt(_ mails: [Mail], _ program: NotifyProgram, _ register: RecordRegister) -> [Mail] {
    mails.map { mail in
      let problem = program.run(MailJSON.bytes(of: mail, register.identity))
      note(mail, problem.map { "could not be sent: \($0)" } ?? "is sent")
      return mail.tried(at: command.writtenAt(register), problem: problem.map { Text($0) })
    }
  }

  /// The store's notification command; nil when none is set.
  static func program(in register: RecordRegister) -> NotifyProgram? {
    register.resource(Address(.setting, name: "notify"))?[SettingFields.lines].texts.first
      .map { NotifyProgram(path: $0.string) }
  }

  private func note(_ mail: Mail, _ what: String) {
    command.reporter.show(
      StyledLine.plain("Mail \(mail.id) to \(mail.to), \(mail.template.rawValue): \(what)"))
  }

  /// Writes what became of mails by a commit of its own, again when another mail moved meanwhile.
  func record(_ tried: [Mail]) throws(CommandFailure) {
    for attempt in 1... {
      let register = try RecordRegister(
        command.invocation, command.store, .only([.notices]))
      var draft = RecordDraft()
      for mail in tried {
        draft.add(register.change(at: mail.resource.address, to: mail.resource))
      }
      do throws(CommandFailure) {
        _ = try command.commit(
          draft, .none, register, resting: [.notices], as: "notification delivery")
        return
      } catch .stale(let staleness) {
        guard attempt < RecordCommand.attemptsMax else { throw .stale(staleness) }
      }
    }
  }
}
