import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

extension CommandDeclaration {
  static let keyImportUsage = CommandDeclaration(
    "key import-usage", "records when keys were used last, as the gateway saw it",
    details: """
      Reads one JSON object a line with the texts keyId and at. The latest use of a key counts, and a \
      recorded use is never taken back, so that a feed may be read twice and in any order. One wrong \
      line keeps all of them out. Needs staff of role operations or security.
      """,
    operands: [Operand("FILE", "the feed; - is standard input")],
    options: [
      OptionDeclaration("--skip-unknown", "passes over keys that this store does not have")
    ],
    examples: [
      "mandate key import-usage uses.jsonl --as staff:sam-lee",
      "mandate key import-usage - --skip-unknown --as ci:gateway --on-behalf-of staff:sam-lee",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try KeyImportUsageCommand(invocation).run()
      }
    })
}

struct KeyImportUsageCommand {
  private let command: RecordCommand
  private let source: SourceFile

  private static let bytesMax = 256 << 20

  init(_ invocation: Invocation) throws(CommandFailure) {
    command = try RecordCommand(invocation)
    let name = invocation.arguments.operands[0]
    source = SourceFile(
      path: name == "-" ? "<stdin>" : name,
      bytes: try OutputFile.readInput(name, in: invocation, bytesMax: Self.bytesMax))
  }

  /// Tries again when a key was made, reset or ended meanwhile: what was used stays true.
  func run() throws(CommandFailure) -> ExitCode {
    for attempt in 1... {
      do throws(CommandFailure) { return try runOnce() } catch .stale(let staleness) {
        guard attempt < RecordCommand.attemptsMax else { throw .stale(staleness) }
      }
    }
    preconditionFailure("a count that never ends has ended; this is a bug in mandate")
  }

  private func runOnce() throws(CommandFailure) -> ExitCode {
    let places = try placesOfKeys()
    let invocation = command.invocation
    let scopes = Set(places.values.map { Scope.keys(of: $0) }).union([.global])
    let register = try RecordRegister(invocation, command.store, .only(scopes))
    try requireRight(in: register)
    let feed = try KeyUseFeed(
      source, now: register.now, skipsUnknown: invocation.arguments.has("--skip-unknown"),
      isKnown: { places[$0] != nil })
    let draft = draft(of: feed, places, register)
    tell(feed, recorded: draft.changes.count)
    guard !draft.changes.isEmpty else { return .done }
    let receipt = try command.commit(
      draft, .none, register, resting: draft.scopes.union([.global]), as: invocation.command.name)
    invocation.output.write("Recorded: revision \(receipt.revision)\n")
    return .done
  }

  /// By the id of a key, the institution in whose scope it lies.
  private func placesOfKeys() throws(CommandFailure) -> [Text: Text] {
    let rows = try asking { () throws(StoreError) in
      try command.store.rows(RowFilter(kind: .key), asOf: nil)
    }
    return Dictionary(
      rows.map { ($0.address.name, $0.address.institution) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private func requireRight(in register: RecordRegister) throws(CommandFailure) {
    let person = register.person(try command.person())
    do throws(LifeProblem) { try person.requireRightToImportUses() } catch {
      throw .prohibited([
        Prohibition(rule: error.code.name, message: error.message, help: error.help)
      ])
    }
  }

  private func draft(
    of feed: KeyUseFeed, _ places: [Text: Text], _ register: RecordRegister
  ) -> RecordDraft {
    var draft = RecordDraft()
    for (key, at) in feed.latest.sorted(by: { $0.key < $1.key }) {
      guard let institution = places[key] else { continue }
      let address = Address(.keyUse, institution: institution, name: key)
      if let known = register.resource(address)?[KeyUseFields.at].instant, known >= at { continue }
      let use = Resource(address: address, labels: [], reason: nil, spec: [.text(at.text)])
      draft.add(register.change(at: address, to: use))
    }
    return draft
  }

  private func tell(_ feed: KeyUseFeed, recorded: Int) {
    let reporter = command.reporter
    let old = feed.latest.count - recorded
    var parts = ["\(recorded) last \(recorded == 1 ? "use" : "uses") to record"]
    if old > 0 { parts.append("\(old) known already") }
    if feed.skipped > 0 {
      parts.append(
        "\(feed.skipped) \(feed.skipped == 1 ? "line" : "lines") of unknown keys passed over")
    }
    reporter.note(
      "\(feed.lines) \(feed.lines == 1 ? "line" : "lines"): \(parts.joined(separator: ", "))")
  }
}
