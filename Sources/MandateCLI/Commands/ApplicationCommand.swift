import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

/// One step in the life of some applications: what `app submit` and the `review` commands share.
struct ApplicationCommand {
  private let command: RecordCommand
  private let subjects: [Address]
  private let move: LifeMove

  private init(_ invocation: Invocation, _ move: LifeMove) throws(CommandFailure) {
    command = try RecordCommand(invocation)
    subjects = try Self.applications(invocation.arguments.operands)
    self.move = move
  }

  /// Takes the step that the options of the command line describe.
  static func run(
    _ invocation: Invocation, _ move: () throws(CommandFailure) -> LifeMove
  ) throws(CommandFailure) -> ExitCode {
    try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
      try ApplicationCommand(invocation, move()).run()
    }
  }

  private func run() throws(CommandFailure) -> ExitCode {
    let person = try command.person()
    let scopes = Set(subjects.map(\.scope)).union([.global, .notices])
    return try command.run(reading: .only(scopes)) { register throws(CommandFailure) in
      try draft(register, by: person)
    }
  }

  /// The addresses of applications that the words are, each once.
  static func applications(_ words: [String]) throws(CommandFailure) -> [Address] {
    var found: [Address] = []
    for word in words {
      guard let address = Address(Text(word)), ApplicationForm(address.kind) != nil else {
        throw .request(
          "`\(word)` is not the address of an application",
          help: "write TradingApplication/INST/NAME, BrokerApplication/INST/NAME or "
            + "RetailClient/NAME")
      }
      if !found.contains(address) { found.append(address) }
    }
    return found
  }

  // MARK: The draft

  private func draft(
    _ register: RecordRegister, by actor: Actor
  ) throws(CommandFailure) -> RecordDraft {
    var draft = RecordDraft()
    draft.scopes = Set(subjects.map(\.scope))
    let view = register.makeView()
    if case .assess(let boundary) = move { try requireSelectable(boundary, view) }
    let calendar = try register.calendar()
    let person = register.person(actor)
    var nextMail = Mail.nextID(after: register.mails.map(\.id))
    for subject in subjects {
      guard let application = register.resource(subject), let life = register.life(of: subject)
      else {
        throw .request(
          "there is no \(subject) in the register",
          help: "list applications with mandate app status")
      }
      let grounds = LifeGrounds(of: application, life, view: view, resource: register.resource)
      do throws(LifeProblem) {
        let next = try life.taking(
          move, by: person, at: register.now, reason: command.reason, on: grounds)
        draft.add(register.change(at: next.resource.address, to: next.resource))
        warn(of: life, grounds, in: &draft)
        addMail(next, application, register, number: &nextMail, to: &draft)
        draft.lines += lines(life, next, register, calendar)
      } catch {
        draft.add(error)
      }
    }
    return draft
  }

  private func requireSelectable(
    _ boundary: [Text], _ view: AccessView
  ) throws(CommandFailure) {
    for selector in boundary where view.rows(of: [selector]).isEmpty {
      throw .request(
        "--boundary: `\(selector)` selects no endpoint of this store",
        help: "write ids, prefixes such as broker.order.*, or set:NAME, with commas between")
    }
  }

  private func warn(
    of life: ApplicationLife, _ grounds: LifeGrounds, in draft: inout RecordDraft
  ) {
    guard move == .submit, life.repeatsRejection(grounds.content) else { return }
    draft.warnings.append(
      .warning(
        .applicationUnchanged, "\(life.subject) is submitted again exactly as it was rejected",
        at: nil, help: "change what the rejection asked for, apply it and submit again"))
  }

  /// The mail that a decision owes, written in the same transaction.
  private func addMail(
    _ life: ApplicationLife, _ application: Resource, _ register: RecordRegister,
    number: inout Int, to draft: inout RecordDraft
  ) {
    let holder =
      life.form == .retail
      ? application
      : register.resource(Address(.institution, name: life.subject.institution))
    guard let address = holder?.mailAddress, let step = life.steps.last,
      let mail = Mail(Text("\(number)"), to: address, on: step, of: life.subject)
    else { return }
    number += 1
    draft.add(register.change(at: mail.resource.address, to: mail.resource))
    draft.mails.append(mail)
  }

  // MARK: Words

  private func lines(
    _ before: ApplicationLife, _ after: ApplicationLife, _ register: RecordRegister,
    _ calendar: WorkingCalendar
  ) -> [String] {
    let moved =
      before.words == after.words ? "stays \(after.words)" : "\(before.words) -> \(after.words)"
    var lines = ["\(after.subject): \(moved)"]
    if move == .submit {
      let days = calendar.expectation(for: register.now)
      lines.append(
        "  a decision is expected from \(days.lowerBound.text) to \(days.upperBound.text)")
    }
    if move == .approve { lines += pinLines(before, after) }
    let inProduction = register.deployment.environment.isProduction
    if let next = after.nextStep(inProduction: inProduction) {
      lines.append("  next: \(next.command)")
    }
    let covering = [after.subject, Address(.institution, name: after.subject.institution)]
    for stop in covering.map(register.stop) {
      guard let standing = stop.stop else { continue }
      lines.append(
        "  \(stop.subject) is \(standing.word) for \(standing.incident): no access until resumed")
    }
    return lines
  }

  private func pinLines(_ before: ApplicationLife, _ after: ApplicationLife) -> [String] {
    guard after.form != .retail else { return [] }
    let new = Set(after.pinned).subtracting(before.pinned).count
    let gone = Set(before.pinned).subtracting(after.pinned).count
    let change = before.state == .approved ? ", \(new) new and \(gone) gone" : ""
    return ["  the approval fixes \(after.pinned.count) endpoints beyond reading\(change)"]
  }
}
