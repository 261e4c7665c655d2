import AccessModel
import Diagnostics
import Lifecycle
import Planning
import Plans

extension CommandDeclaration {
  static let suspend = stopping(
    "suspend", "stops access at once and keeps every secret",
    "Who is suspended has no access until it is resumed; manifests do not undo it.")

  static let revoke = stopping(
    "revoke", "stops access at once and ends every secret for good",
    "To resume later lifts the block only; no key comes back.")

  static let resume = CommandDeclaration(
    "resume", "lifts a suspension or revocation",
    details: """
      Its own side or staff lift it; what staff stopped only staff of role security, and in prod with a \
      second person. With --incident only what was stopped for it.
      """,
    operands: targets,
    options: [
      whereOption, OptionDeclaration("--incident", value: "ID", "only what belongs to it"), .full,
      .propose,
    ],
    examples: [
      "mandate resume TraderAuthorization/harbour-capital/ivan-ko --as staff:tess-vogel",
      "mandate resume --where 'institution=harbour-capital' --incident INC-123 --as staff:tess-vogel",
    ],
    run: { invocation throws(CommandFailure) in
      try OverrideCommand.run(invocation) { () throws(CommandFailure) in
        .resume(
          incident: try invocation.arguments.has("--incident") ? incident(invocation) : nil)
      }
    })

  private static let targets = [
    Operand("TARGET", "an address, a mail address or the id of a key", count: 0...1_000)
  ]
  private static let whereOption = OptionDeclaration(
    "--where", value: "EXPR", "everything that matches and can be stopped")

  private static func incident(_ invocation: Invocation) throws(CommandFailure) -> Text {
    try invocation.identifier("--incident", bytesMax: 64)
  }

  private static func stopping(
    _ word: String, _ summary: String, _ details: String
  ) -> CommandDeclaration {
    CommandDeclaration(
      word, summary,
      details: details
        + " By staff, by an admin for what belongs to the own institution, or by owners for their "
        + "own keys.",
      operands: targets,
      options: [
        whereOption, OptionDeclaration("--incident", value: "ID", "the incident it belongs to"),
        .full,
      ],
      examples: [
        "mandate \(word) Institution/harbour-capital --incident INC-123 --as staff:tess-vogel",
        "mandate \(word) AK7QX2M8Z4T9B1C6D0E5FG --incident INC-126 --as trader:harbour-capital/ivan-ko",
        "mandate \(word) ivan.ko@harbour.example --incident INC-124 "
          + "--as admin:harbour-capital/mei-chan",
        "mandate \(word) --where 'kind=TraderAuthorization and desk=equities' --incident INC-125 "
          + "--as staff:tess-vogel",
      ],
      run: { invocation throws(CommandFailure) in
        try OverrideCommand.run(invocation) { () throws(CommandFailure) in
          let incident = try incident(invocation)
          return word == "revoke" ? .revoke(incident: incident) : .suspend(incident: incident)
        }
      })
  }
}

/// Stops or lets go what addresses, mail addresses and a query name, in one transaction.
struct OverrideCommand {
  private var command: RecordCommand
  private let targets: StopTargets
  private let move: StopMove

  private init(_ invocation: Invocation, _ move: StopMove) throws(CommandFailure) {
    command = try RecordCommand(invocation)
    command.beginsAnew = true
    targets = try StopTargets(invocation, command.store)
    self.move = move
  }

  /// Makes the move that the options of the command line describe.
  static func run(
    _ invocation: Invocation, _ move: () throws(CommandFailure) -> StopMove
  ) throws(CommandFailure) -> ExitCode {
    try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
      try OverrideCommand(invocation, move()).run()
    }
  }

  private func run() throws(CommandFailure) -> ExitCode {
    let person = try command.person()
    return try command.run(reading: targets.scopes) { register throws(CommandFailure) in
      try draft(register, by: person)
    }
  }

  private func draft(
    _ register: RecordRegister, by actor: Actor
  ) throws(CommandFailure) -> RecordDraft {
    var draft = RecordDraft()
    let person = register.person(actor)
    let subjects = try targets.subjects(in: register, for: actor)
    var asTheyAre: [LifeProblem] = []
    for subject in subjects {
      let stop = register.stop(over: subject)
      do throws(LifeProblem) {
        if !isResuming { try register.requireNotEnded(subject) }
        let next = try stop.taking(
          move, by: person, at: register.now, reason: command.reason,
          subjectUser: register.resource(subject)?.namedUser)
        draft.add(register.change(at: Address(.override, of: subject), to: next.resource))
        draft.lines.append("\(subject): \(words(stop)) -> \(words(next))")
        requireSecondPerson(stop, register, &draft)
      } catch {
        // In an emergency what stands already must not keep the rest from being stopped.
        if error.code == .stopStands { asTheyAre.append(error) } else { draft.add(error) }
      }
    }
    if draft.changes.isEmpty, !draft.hasProblem {
      for problem in asTheyAre { draft.add(problem) }
    }
    draft.lines += blocked(by: draft, register)
    draft.lines += asTheyAre.map { "left as it is: \($0.message)" }
    return draft
  }

  /// Every live key that a suspension blocks, with its owner.
  ///
  /// What a revocation ends is known, and told, only when it is written.
  private func blocked(by draft: RecordDraft, _ register: RecordRegister) -> [String] {
    guard case .suspend = move else { return [] }
    let subjects = draft.changes.compactMap(\.address.subject)
    let cover = KeyCover(subjects, among: register.resources)
    let keys = register.resources.filter { $0.kind == .key }.map { KeyRecord($0) }
      .filter { $0.isAlive(at: register.now) && cover.covers($0) }
    return keys.map { (order: $0.principal.text, key: $0) }
      .sorted { ($0.order, $0.key.id) < ($1.order, $1.key.id) }
      .map { "blocked: \($0.key.id)  \($0.key.principal): \($0.key.name) of \($0.key.user)" }
  }

  private func requireSecondPerson(
    _ stop: OverrideLife, _ register: RecordRegister, _ draft: inout RecordDraft
  ) {
    guard case .resume = move,
      stop.liftNeedsSecondPerson(inProduction: register.deployment.environment.isProduction)
    else { return }
    draft.approvals.append(
      RequiredApproval(
        what: Text("resuming \(stop.subject), which staff stopped"),
        approver: .staff(.security)))
  }

  private var isResuming: Bool { if case .resume = move { true } else { false } }

  private func words(_ stop: OverrideLife) -> String {
    guard let standing = stop.stop else { return "not stopped" }
    return "\(standing.word) for \(standing.incident)"
  }
}

extension Resource {
  /// The portal user, or for a retail key the client, whose rights this resource is about; nil when it is about nobody's.
  fileprivate var namedUser: Text? {
    switch kind {
    case .portalUser: address.name
    case .traderAuthorization: self[TraderAuthorizationFields.user].text ?? address.name
    case .key: self[KeyFields.user].text
    default: nil
    }
  }
}

extension RecordRegister {
  /// Throws `stop-stands` for a key that has ended: nothing is left of it to stop or to let go.
  fileprivate func requireNotEnded(_ subject: Address) throws(LifeProblem) {
    guard subject.kind == .key, let row = resource(subject) else { return }
    try KeyRecord(row).requireNotEnded()
  }
}
