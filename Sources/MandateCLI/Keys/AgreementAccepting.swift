import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

/// `agreement accept`.
struct AgreementAccepting {
  private let command: RecordCommand
  private let words: [TextWords]

  init(_ invocation: Invocation) throws(CommandFailure) {
    command = try RecordCommand(invocation, isOwnersAct: true)
    var words: [TextWords] = []
    for word in invocation.arguments.operands {
      let read = try TextWords(word)
      guard read.version != nil else {
        throw .request(
          "`\(word)` names no version", help: "accept what you read: \(word)@VERSION")
      }
      if !words.contains(read) { words.append(read) }
    }
    self.words = words
  }

  func run() throws(CommandFailure) -> ExitCode {
    guard let party = TextParty(command.actor) else {
      throw .prohibited([
        Prohibition(
          rule: DiagnosticCode.textOwner.name,
          message: "\(command.actor) accepts no texts: only the owner of keys does",
          help: ["the owner acts with --as trader:INST/USER or --as retail:NAME"])
      ])
    }
    return try command.run(reading: .only(party.scopes)) { register in
      draft(of: party, register)
    }
  }

  private func draft(of party: TextParty, _ register: RecordRegister) -> RecordDraft {
    var draft = RecordDraft()
    draft.scopes = party.scopes
    let texts = AgreementTexts(register.resources.filter { $0.kind == .agreement })
    for word in words {
      do throws(LifeProblem) {
        let acceptance = try party.accepting(
          word.name, version: word.version ?? .empty, among: texts, at: register.now,
          find: register.resource)
        let known = register.resource(acceptance.address)
        // What is accepted already keeps its first date.
        guard !acceptance.says(theSameAs: known) else {
          draft.lines.append("\(word.name)@\(acceptance.version): accepted already")
          continue
        }
        draft.add(register.change(at: acceptance.address, to: acceptance))
        draft.lines.append("\(word.name)@\(acceptance.version): accepted by \(party.actor)")
      } catch {
        draft.add(error)
      }
    }
    return draft
  }
}

extension Resource {
  fileprivate var version: Text { self[AcceptanceFields.version].text ?? .empty }

  /// Whether two acceptances are of the same version and wording.
  fileprivate func says(theSameAs other: Resource?) -> Bool {
    guard let other else { return false }
    return version == other.version
      && self[AcceptanceFields.sha256] == other[AcceptanceFields.sha256]
  }
}

/// A text as a command line names it: `TEXT` or `TEXT@VERSION`.
struct TextWords: Equatable {
  let name: Text
  let version: Text?

  init(_ word: String) throws(CommandFailure) {
    let parts = Text(word).split(UInt8(ascii: "@"))
    do throws(FormatProblem) {
      name = try Name(parsing: parts[0]).text
      version =
        parts.count > 1
        ? try Identifier(
          parsing: Text(String(word.drop { $0 != "@" }.dropFirst())), bytesMax: 64
        ).text : nil
    } catch {
      throw .usage("`\(word)`: \(error.message)", help: "write TEXT@VERSION, as api-agreement@1")
    }
  }
}
