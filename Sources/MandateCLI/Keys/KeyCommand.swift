import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

/// One run of a command about one key application: whose it is, its name, and how it is written.
struct KeyCommand {
  let record: RecordCommand
  let holder: KeyHolder
  let name: Text
  /// The id, where the command line names the key by it.
  let keyID: Text?

  var invocation: Invocation { record.invocation }

  /// Who acts: the owner in person, for nobody else makes or holds keys.
  var actor: Actor { record.actor }

  /// Reads PRINCIPAL and `--name`, or a key id in the place of both.
  init(_ invocation: Invocation) throws(CommandFailure) {
    record = try RecordCommand(invocation, isOwnersAct: true)
    let word = Text(invocation.arguments.operands[0])
    keyID = Self.keyID(word)
    if let id = keyID {
      (holder, name) = try Self.key(id, in: record.store)
      return
    }
    do throws(FormatProblem) { holder = try KeyHolder(parsing: word) } catch {
      throw .request(error.message, help: error.help.first)
    }
    name = try invocation.name("--name")
  }

  /// The key id that a word is: bare, or as `Key/ID` or `Key/INST/ID`.
  static func keyID(_ word: Text) -> Text? {
    if KeyID.isOne(word) { return word }
    guard let address = Address(word), address.kind == .key else { return nil }
    return address.name
  }

  private static func key(
    _ id: Text, in store: any RegisterStore
  ) throws(CommandFailure) -> (KeyHolder, Text) {
    let rows = try asking { () throws(StoreError) in
      try store.rows(RowFilter(kind: .key, name: id), asOf: nil)
    }
    guard let resource = try RegisterSplit.decode(rows).first else {
      throw .request("there is no key \(id)", help: "name it by PRINCIPAL and --name KEYNAME")
    }
    let key = KeyRecord(resource)
    return (KeyHolder(of: key), key.name)
  }

  // MARK: Reading

  /// Everything that an act on the key rests on.
  var scopes: Set<Scope> { holder.scopes.union([.global]) }

  /// The register as it stands, for a look before anything is written.
  func read() throws(CommandFailure) -> RecordRegister {
    try RecordRegister(invocation, record.store, .only(scopes))
  }

  func grounds(in register: RecordRegister) -> KeyGrounds { register.keyGrounds(of: holder) }

  // MARK: Writing

  /// Does what `decide` makes of the grounds, all of it or nothing.
  func run(
    _ decide: (KeyGrounds) throws(LifeProblem) -> KeyMove,
    lines: (KeyGrounds, KeyMove) -> [String]
  ) throws(CommandFailure) -> ExitCode {
    try record.run(reading: .only(scopes)) { register throws(CommandFailure) in
      let grounds = grounds(in: register)
      var draft = RecordDraft()
      draft.scopes = scopes
      do throws(LifeProblem) {
        let move = try decide(grounds)
        for key in move.keys { draft.add(register.change(at: key.address, to: key.resource)) }
        draft.warnings = move.warnings
        draft.lines = lines(grounds, move)
      } catch {
        draft.add(error)
      }
      return draft
    }
  }

  /// Throws what a problem means for a command that has not begun to write.
  static func requiring<Answer>(
    _ question: () throws(LifeProblem) -> Answer
  ) throws(CommandFailure) -> Answer {
    do throws(LifeProblem) { return try question() } catch {
      var draft = RecordDraft()
      draft.add(error)
      try draft.requireNoProblem()
      preconditionFailure("a problem that is none; this is a bug in mandate")
    }
  }
}

extension RecordRegister {
  /// What acts on the keys of `holder` rest on.
  func keyGrounds(of holder: KeyHolder) -> KeyGrounds {
    KeyGrounds(
      of: holder, in: makeView(), agreements: resources.filter { $0.kind == .agreement },
      find: resource)
  }
}
