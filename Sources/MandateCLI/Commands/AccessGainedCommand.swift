import AccessModel
import Diagnostics
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let accessGained = CommandDeclaration(
    "access gained", "every right that a person gained in a period, and who gave it",
    details: """
      Goes through the recorded past and lists what was gained after --from and up to --to: \
      endpoints with their accounts, and addresses. It says when, by which revision and whose, or \
      that time alone gave it, and who had approved the application behind it. A person is followed \
      through renames; what passes from one person to another is gained by the other.
      """,
    operands: [
      Operand(
        "WHO", "a mail address, PortalUser/INST/NAME, RetailClient/NAME, or a principal's address")
    ],
    options: [
      OptionDeclaration("--from", value: "TIME", "the beginning of the period"),
      OptionDeclaration("--to", value: "TIME", "its end; default: now"),
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: [
      "mandate access gained amy.chan@harbour.example --from 2026-01-01T00:00:00Z",
      "mandate access gained TraderAuthorization/harbour-capital/amy-chan "
        + "--from 2026-07-01T00:00:00Z --to 2026-10-01T00:00:00Z --format json",
    ],
    run: { invocation throws(CommandFailure) in try AccessGainedCommand(invocation).run() })
}

struct AccessGainedCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// One institution to go through, for somebody.
  private typealias Trail = (institution: Text, focus: ReplayFocus)

  func run() throws(CommandFailure) -> ExitCode {
    let isJSON = try invocation.wantsJSON()
    let start = try instant("--from", try invocation.needed("--from"))
    let now = try invocation.judgedAt()
    let until =
      try invocation.arguments.has("--to") ? instant("--to", try invocation.needed("--to")) : now
    guard start < until else {
      throw .usage("the period ends before it begins", help: "--from comes before --to")
    }
    let past = try PastReader(try invocation.existingStore())
    var gains: [AccessGain] = []
    for trail in try trails(past) {
      AccessReplay.run(
        try past.history(of: trail.institution, for: trail.focus), of: trail.institution,
        in: past.deployment, from: start, through: until, focus: trail.focus
      ) { gains.append($0) }
    }
    gains.sort { ($0.at, $0.principal) < ($1.at, $1.principal) }
    let entries = gains.map { gain in
      GainEntry(gain, (gain.revision ?? gain.source).flatMap { past.revisions[$0] })
    }
    show(entries, isJSON)
    return .done
  }

  private func show(_ entries: [GainEntry], _ isJSON: Bool) {
    if isJSON {
      invocation.output.write(GainJSON.bytes(entries))
    } else if entries.isEmpty {
      Reporter(invocation: invocation).note("nothing was gained")
    } else {
      Reporter(invocation: invocation).show(GainText.page(entries))
    }
  }

  private func instant(_ option: String, _ text: String) throws(CommandFailure) -> Instant {
    do throws(FormatProblem) { return try Instant(parsing: Text(text)) } catch {
      throw .usage("\(option): \(error.message)", help: error.help.first)
    }
  }

  // MARK: Whom it is about

  private func trails(_ past: PastReader) throws(CommandFailure) -> [Trail] {
    let word = invocation.arguments.operands[0]
    let text = Text(word)
    if word.contains("@") {
      let email: Email
      do throws(FormatProblem) { email = try Email(parsing: text) } catch {
        throw .request(error.message, help: error.help.first)
      }
      return try people(past, named: word) { $0.loginEmail == email }
    }
    if let address = Address(text), [.portalUser, .retailClient].contains(address.kind) {
      return try people(past, named: word) { $0.address == address }
    }
    guard let principal = try? PrincipalAddress(parsing: text) else {
      throw .usage(
        "`\(word)` is nobody whose access can be followed",
        help: "write a mail address, PortalUser/INST/NAME, RetailClient/NAME or a principal")
    }
    return [(principal.institution, .principals(past.names(of: principal)))]
  }

  /// Every login that `isWanted` finds, now or in the past; one that went on under another name is
  /// followed once.
  private func people(
    _ past: PastReader, named word: String, _ isWanted: (Resource) -> Bool
  ) throws(CommandFailure) -> [Trail] {
    let found = try past.logins(where: isWanted)
    guard !found.isEmpty else {
      throw .request(
        "nobody was ever known as `\(word)`", help: "list people with mandate get PortalUser")
    }
    let last = Set(
      found.map { address in
        var current = address
        for rename in past.renames.sorted(by: { $0.revision < $1.revision })
        where rename.from == current { current = rename.to }
        return current
      })
    return last.sorted().map { address in
      (address.institution, .person(PersonTrail(address, renames: past.renames)))
    }
  }
}
